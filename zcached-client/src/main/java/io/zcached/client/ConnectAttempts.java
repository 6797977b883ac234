package io.zcached.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.zcached.client.transport.Channel;
import io.zcached.client.transport.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Connects as an explicit call wants it: several rounds with the back-off in between,
 * until one succeeds, all have failed, or the deadline passes. Thread safe.
 */
final class ConnectAttempts {

	private final Connector connector;

	private final Gate gate;

	private final Timer timer;

	private final int attempts;

	ConnectAttempts(Connector connector, Gate gate, Timer timer, int attempts) {
		this.connector = connector;
		this.gate = gate;
		this.timer = timer;
		this.attempts = attempts;
	}

	/**
	 * Connects.
	 * @throws ZcachedConnectionException if no round succeeds
	 */
	void connect(long deadline) {
		for (int i = 1;; i++) {
			CompletableFuture<Channel> round = this.connector.connect(true);
			try {
				this.gate.awaitConnect(round, deadline);
				return;
			}
			catch (UnavailableException ex) {
				boolean again = i < this.attempts && round.isCompletedExceptionally() && !this.connector.isClosed();
				if (!again || !pause(deadline)) {
					throw new ZcachedConnectionException(codeOf(ex.result()), String.valueOf(ex.getMessage()),
							causeOf(round, ex.result()));
				}
			}
		}
	}

	/** One round, whose outcome is told as a failure in either case. */
	Result<Object> once(Messages messages, long deadline) {
		try {
			this.gate.awaitConnect(this.connector.connect(true), deadline);
			return Result.failure(ErrorCode.CONNECTION_REESTABLISHED, messages.of("The connection has been restored"));
		}
		catch (UnavailableException ex) {
			return Result.failure(ErrorCode.CONNECTION_CLOSED, String.valueOf(ex.getMessage()));
		}
	}

	/** Waits out the back-off, if there is time for that; whether there was. */
	private boolean pause(long deadline) {
		long delay = this.connector.backOff().toNanos();
		if (delay >= this.gate.remaining(deadline)) {
			return false;
		}
		CompletableFuture<Boolean> over = new CompletableFuture<>();
		this.timer.schedule(() -> over.complete(true), delay);
		try {
			CompletableFuture.anyOf(over, this.connector.end())
				.get(this.gate.remaining(deadline), TimeUnit.NANOSECONDS);
			return over.isDone();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException | TimeoutException ex) {
			return false;
		}
	}

	/** An interrupt is told as one; everything else means that there is no connection. */
	private static ErrorCode codeOf(Result<Object> result) {
		return ErrorCode.INTERRUPTED.equals(result.errorCode()) ? ErrorCode.INTERRUPTED : ErrorCode.CONNECTION_CLOSED;
	}

	/** Why the round failed, or that it did not end in time. */
	private static @Nullable Throwable causeOf(CompletableFuture<Channel> round, Result<Object> result) {
		if (ErrorCode.TIMEOUT_LIMIT.equals(result.errorCode())) {
			return new TimeoutException(result.errorMessage());
		}
		try {
			round.getNow(null);
			return null;
		}
		catch (CompletionException ex) {
			Throwable failure = ex.getCause();
			return (failure != null && failure.getCause() != null) ? failure.getCause() : failure;
		}
	}

}
