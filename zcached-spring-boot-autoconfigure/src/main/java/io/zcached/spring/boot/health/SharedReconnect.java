package io.zcached.spring.boot.health;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import io.zcached.client.Connection;
import io.zcached.client.ErrorCode;
import io.zcached.client.Result;
import io.zcached.client.ZcachedException;
import org.jspecify.annotations.Nullable;

/**
 * Restores a broken connection for health checks. At most one attempt is under way, on a
 * daemon thread that lives as long as the attempt; checks that come meanwhile share its
 * outcome, and each waits no longer than its own deadline. While the connection is in its
 * back-off nothing is attempted. Thread safe.
 */
final class SharedReconnect {

	private final Connection connection;

	/** The attempt under way, null between attempts; set by whoever starts one. */
	private final AtomicReference<@Nullable CompletableFuture<Result<Object>>> current = new AtomicReference<>();

	SharedReconnect(Connection connection) {
		this.connection = connection;
	}

	/**
	 * Waits for the connection to be restored.
	 * @param deadline when to stop waiting
	 * @return a success if there is a live connection, else why not
	 */
	Result<Object> await(Deadline deadline) {
		try {
			return attempt().get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			return Result.failure(ErrorCode.TIMEOUT_LIMIT,
					"Connecting to %s:%d takes longer than the health check may; it goes on meanwhile"
						.formatted(this.connection.host(), this.connection.port()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Result.failure(ErrorCode.INTERRUPTED, "The health check was interrupted");
		}
		catch (ExecutionException ex) {
			return Result.failure(ErrorCode.CONNECTION_CLOSED, String.valueOf(ex.getMessage()));
		}
	}

	private CompletableFuture<Result<Object>> attempt() {
		CompletableFuture<Result<Object>> mine = new CompletableFuture<>();
		CompletableFuture<Result<Object>> other = this.current.compareAndExchange(null, mine);
		if (other != null) {
			return other;
		}
		mine.whenComplete((result, failure) -> this.current.set(null));
		try {
			Result<Object> known = outcomeKnownAlready();
			if (known != null) {
				mine.complete(known);
			}
			else {
				reconnectInBackground(mine);
			}
		}
		catch (RuntimeException | Error ex) {
			mine.completeExceptionally(ex);
		}
		return mine;
	}

	/**
	 * Asked after the attempt was claimed, so that one which has just ended is not
	 * repeated.
	 */
	private @Nullable Result<Object> outcomeKnownAlready() {
		if (this.connection.isConnected()) {
			return Result.success(null);
		}
		ZcachedException failure = this.connection.lastFailure();
		if (failure != null && this.connection.backOff().toNanos() > 0) {
			return Result.failure(ErrorCode.CONNECTION_CLOSED, String.valueOf(failure.getMessage()));
		}
		return null;
	}

	private void reconnectInBackground(CompletableFuture<Result<Object>> mine) {
		Thread thread = new Thread(() -> {
			try {
				Result<Object> result = this.connection.tryReconnect();
				mine.complete(isRestored(result) ? Result.success(null) : result);
			}
			catch (Throwable ex) {
				mine.completeExceptionally(ex);
			}
		}, "zcached-health");
		thread.setDaemon(true);
		thread.start();
	}

	private static boolean isRestored(Result<Object> result) {
		return result.isSuccess() || ErrorCode.CONNECTION_REESTABLISHED.equals(result.errorCode());
	}

}
