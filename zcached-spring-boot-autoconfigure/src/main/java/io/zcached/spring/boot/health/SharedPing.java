package io.zcached.spring.boot.health;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.zcached.client.Command;
import io.zcached.client.Connection;
import io.zcached.client.ErrorCode;
import io.zcached.client.Result;
import org.jspecify.annotations.Nullable;

/**
 * A PING on one connection that concurrent health checks share: at most one waits for its
 * answer at a time, however many checks there are while the server is silent. Thread
 * safe.
 */
final class SharedPing {

	static final Command PING = Command.of("PING");

	private final Connection connection;

	/** The PING under way, null between two; set by whoever sends one. */
	private final AtomicReference<@Nullable CompletableFuture<Result<Object>>> current = new AtomicReference<>();

	SharedPing(Connection connection) {
		this.connection = connection;
	}

	Connection connection() {
		return this.connection;
	}

	/**
	 * Sends a PING, unless one is under way. Does not wait.
	 * @return the answer; comes within the connection's own time limit
	 */
	CompletableFuture<Result<Object>> send() {
		CompletableFuture<Result<Object>> mine = new CompletableFuture<>();
		CompletableFuture<Result<Object>> other = this.current.compareAndExchange(null, mine);
		if (other != null) {
			return other;
		}
		mine.whenComplete((result, failure) -> this.current.set(null));
		try {
			this.connection.sendAsync(PING)
				.thenCompose(this::againIfRestored)
				.whenComplete((result, failure) -> complete(mine, result, failure));
		}
		catch (RuntimeException | Error ex) {
			mine.completeExceptionally(ex);
		}
		return mine;
	}

	/** A socket that had died unnoticed says nothing about the one that replaced it. */
	private CompletableFuture<Result<Object>> againIfRestored(Result<Object> result) {
		return ErrorCode.CONNECTION_REESTABLISHED.equals(result.errorCode()) ? this.connection.sendAsync(PING)
				: CompletableFuture.completedFuture(result);
	}

	private static void complete(CompletableFuture<Result<Object>> future, @Nullable Result<Object> result,
			@Nullable Throwable failure) {
		if (result != null) {
			future.complete(result);
		}
		else {
			future.completeExceptionally(Objects.requireNonNull(failure));
		}
	}

}
