package io.zcached.spring.boot.health;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import io.zcached.client.Connection;
import io.zcached.client.ErrorCode;
import io.zcached.client.Result;
import org.jspecify.annotations.Nullable;

/**
 * Asks all connected connections of a pool at once, and is content with the first answer:
 * one that is stalled hides nobody else. Whatever is asked stays asked, so that one which
 * never answers is found out by its own time limit and replaced. Thread safe.
 */
final class PoolPing {

	private final List<SharedPing> pings;

	PoolPing(List<Connection> connections) {
		this.pings = connections.stream().map(SharedPing::new).toList();
	}

	/**
	 * Waits for the first answer.
	 * @param deadline when to stop waiting
	 * @return the answer, else why there is none
	 */
	Result<Object> await(Deadline deadline) {
		List<SharedPing> asked = this.pings.stream().filter((ping) -> ping.connection().isConnected()).toList();
		if (asked.isEmpty()) {
			return Result.failure(ErrorCode.CONNECTION_CLOSED, "None of the pool's connections is connected");
		}
		CompletableFuture<Result<Object>> answer = new CompletableFuture<>();
		AtomicInteger unanswered = new AtomicInteger(asked.size());
		asked.forEach((ping) -> ping.send().whenComplete((result, failure) -> {
			Result<Object> outcome = outcome(result, failure);
			if (outcome.isSuccess() || unanswered.decrementAndGet() == 0) {
				answer.complete(outcome);
			}
		}));
		return await(answer, asked.size(), deadline);
	}

	private static Result<Object> await(CompletableFuture<Result<Object>> answer, int asked, Deadline deadline) {
		try {
			return answer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			return Result.failure(ErrorCode.TIMEOUT_LIMIT, "None of the pool's " + asked
					+ " connected connections has answered PING within the time limit of the health check");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Result.failure(ErrorCode.INTERRUPTED, "The health check was interrupted");
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Result<Object> outcome(@Nullable Result<Object> result, @Nullable Throwable failure) {
		return (result != null) ? result : Result.failure(ErrorCode.CONNECTION_CLOSED, String.valueOf(failure));
	}

}
