package io.zcached.spring.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.zcached.client.Command;
import io.zcached.client.Connection;
import io.zcached.client.ErrorCode;
import io.zcached.client.Result;
import io.zcached.client.ZcachedException;
import io.zcached.client.protocol.CommandType;
import io.zcached.client.protocol.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * What a cache asks of a server. Deadlines are values of {@link System#nanoTime()}; one
 * covers all requests of a call.
 */
final class CacheServer {

	/** The shortest limit of a request, so that what is due is refused by the client. */
	private static final long SHORTEST = Duration.ofMillis(1).toNanos();

	private final Supplier<Connection> connections;

	private final Duration timeout;

	private final String temporary;

	private final Outage outage;

	/**
	 * Creates a server.
	 * @param temporary what keys begin with that are deleted right after they are
	 * written, or, when that fails, by a sweep; the time when they were written follows,
	 * in milliseconds since 1970, and then a colon
	 */
	CacheServer(Supplier<Connection> connections, Duration timeout, String temporary, Outage outage) {
		this.connections = connections;
		this.timeout = timeout;
		this.temporary = temporary;
		this.outage = outage;
	}

	/** The same by other connections, whose failures are no outage of the cache. */
	CacheServer by(UnaryOperator<Connection> others) {
		return new CacheServer(() -> others.apply(this.connections.get()), this.timeout, this.temporary,
				this.outage.ofSweeps());
	}

	/** The deadline of a call that begins now. */
	long deadline() {
		return System.nanoTime() + this.timeout.toNanos();
	}

	/** The values of those keys that are there, in one round trip. */
	Map<?, ?> read(long deadline, String... keys) {
		Command command = Command.of("MGET", (Object[]) keys);
		return map(repeated(() -> send(command, deadline)));
	}

	/** The same without waiting. */
	CompletableFuture<Map<?, ?>> readAsync(long deadline, String... keys) {
		Command command = Command.of("MGET", (Object[]) keys);
		return sendAsync(command, deadline)
			.thenCompose((result) -> isRepeatable(result) ? sendAsync(command, deadline)
					: CompletableFuture.completedFuture(result))
			.thenApply(CacheServer::map);
	}

	void write(long deadline, String key, Object value) {
		send(Command.of("SET", key, value), deadline).orElseThrow();
	}

	CompletableFuture<@Nullable Object> writeAsync(long deadline, String key, Object value) {
		return sendAsync(Command.of("SET", key, value), deadline).thenApply(Result::orElseThrow);
	}

	/** Removes a key; whether it was there, as far as is known. */
	boolean delete(long deadline, String key) {
		Command command = Command.of("DELETE", key);
		return isDeleted(repeated(() -> send(command, deadline)), key);
	}

	CompletableFuture<Boolean> deleteAsync(long deadline, String key) {
		return sendAsync(Command.of("DELETE", key), deadline).thenApply((result) -> isDeleted(result, key));
	}

	/** Whether {@link #writeIfAbsent} is atomic among all who use the server. */
	boolean hasCopy(long deadline) {
		Connection connection = this.connections.get();
		if (connection.dialect() == null) {
			send(Command.of("PING"), deadline).orElseThrow();
		}
		return connection.dialect() != Dialect.UNTERMINATED;
	}

	/**
	 * Stores a value where there is none, by the server's only command that does so.
	 * @return whether it was stored
	 */
	boolean writeIfAbsent(long deadline, String key, Object value) {
		Connection connection = this.connections.get();
		String temporary = this.temporary + System.currentTimeMillis() + ":" + UUID.randomUUID();
		try {
			send(connection, Command.of("SET", temporary, value), deadline).orElseThrow();
			Result<Object> result = send(connection, Command.of("COPY", temporary, key), deadline);
			if (result.errorCode() != null && result.errorCode().name().equals("BUSYKEY")) {
				return false;
			}
			result.orElseThrow();
			return true;
		}
		finally {
			Uninterrupted.run(() -> sendAsync(connection, Command.of("DELETE", temporary), deadline()));
		}
	}

	/**
	 * All keys of the server, of others, too, unless they are known by its connection.
	 */
	List<?> keys(long deadline, Map<Connection, Result<Object>> known) {
		Connection connection = this.connections.get();
		Result<Object> result = known.get(connection);
		if (result == null) {
			Command command = Command.of("KEYS");
			result = repeated(() -> send(connection, command, deadline));
			known.put(connection, result);
		}
		return (result.orElseThrow() instanceof List<?> keys) ? keys : List.of();
	}

	/**
	 * Notes that what was to be removed, or replaced, may still be there: nothing is read
	 * until the cache has been cleared, which begins now.
	 */
	void lost() {
		this.outage.lost();
		this.outage.isOn(this.connections.get());
	}

	/**
	 * Notes that a write has failed: if it may be executed later, a removal of the same
	 * entry by others may come before it, which is made up for.
	 */
	void writeFailed(ZcachedException failure) {
		if (LateWrites.isPossible(failure)) {
			lost();
		}
	}

	private Result<Object> send(Command command, long deadline) {
		return send(this.connections.get(), command, deadline);
	}

	private Result<Object> send(Connection connection, Command command, long deadline) {
		if (this.outage.isOn(connection)) {
			return this.outage.refusal(connection);
		}
		Duration limit = until(deadline);
		return judged(connection.send(command, limit), limit);
	}

	private CompletableFuture<Result<Object>> sendAsync(Command command, long deadline) {
		return sendAsync(this.connections.get(), command, deadline);
	}

	private CompletableFuture<Result<Object>> sendAsync(Connection connection, Command command, long deadline) {
		if (this.outage.isOn(connection)) {
			return CompletableFuture.completedFuture(this.outage.refusal(connection));
		}
		Duration limit = until(deadline);
		return connection.sendAsync(command, limit).thenApply((result) -> judged(result, limit));
	}

	/**
	 * Begins an outage if a request shows that the server has failed. An error line does
	 * not, nor does an interrupt, a connection that is restored already, or that less
	 * than half the time was left for the request.
	 */
	private Result<Object> judged(Result<Object> result, Duration limit) {
		ErrorCode code = result.errorCode();
		boolean failed = ErrorCode.CONNECTION_CLOSED.equals(code) || ErrorCode.PROTOCOL_ERROR.equals(code)
				|| (ErrorCode.TIMEOUT_LIMIT.equals(code) && limit.multipliedBy(2).compareTo(this.timeout) >= 0);
		if (failed) {
			this.outage.begin(result.errorMessage());
		}
		return result;
	}

	private static Duration until(long deadline) {
		return Duration.ofNanos(Math.max(SHORTEST, deadline - System.nanoTime()));
	}

	/** Sends what does no harm twice once more if its connection had to be restored. */
	private static Result<Object> repeated(Supplier<Result<Object>> request) {
		Result<Object> result = request.get();
		return isRepeatable(result) ? request.get() : result;
	}

	private static boolean isRepeatable(Result<Object> result) {
		return ErrorCode.CONNECTION_REESTABLISHED.equals(result.errorCode());
	}

	private static boolean isDeleted(Result<Object> result, String key) {
		String error = result.errorMessage();
		if (error != null && CommandType.isNotFound(error, key)) {
			return false;
		}
		result.orElseThrow();
		return true;
	}

	private static Map<?, ?> map(Result<Object> result) {
		@Nullable Object value = result.orElseThrow();
		return (value instanceof Map<?, ?> map) ? map : Map.of();
	}

}
