package io.zcached.spring.cache;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.zcached.client.Command;
import io.zcached.client.Connection;
import io.zcached.client.ErrorCode;
import io.zcached.client.Result;
import io.zcached.client.protocol.CommandType;
import io.zcached.client.protocol.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * What a cache asks of a server, each within the cache's own time limit.
 */
final class CacheServer {

	private static final String TEMPORARY = "zcached:tmp:";

	private final Supplier<Connection> connections;

	private final Duration timeout;

	CacheServer(Supplier<Connection> connections, Duration timeout) {
		this.connections = connections;
		this.timeout = timeout;
	}

	/** The values of those keys that are there, in one round trip. */
	Map<?, ?> read(String... keys) {
		Connection connection = this.connections.get();
		Command command = Command.of("MGET", (Object[]) keys);
		Result<Object> result = connection.send(command, limit(connection));
		if (ErrorCode.CONNECTION_REESTABLISHED.equals(result.errorCode())) {
			result = connection.send(command, limit(connection));
		}
		return map(result);
	}

	/** The same without waiting. */
	CompletableFuture<Map<?, ?>> readAsync(String... keys) {
		Connection connection = this.connections.get();
		return connection.sendAsync(Command.of("MGET", (Object[]) keys))
			.orTimeout(limit(connection).toMillis(), TimeUnit.MILLISECONDS)
			.thenApply(CacheServer::map);
	}

	void write(String key, Object value) {
		Connection connection = this.connections.get();
		connection.send(Command.of("SET", key, value), limit(connection)).orElseThrow();
	}

	/** Removes a key; whether it was there. */
	boolean delete(String key) {
		Connection connection = this.connections.get();
		Result<Object> result = connection.send(Command.of("DELETE", key), limit(connection));
		String error = result.errorMessage();
		if (error != null && CommandType.isNotFound(error, key)) {
			return false;
		}
		result.orElseThrow();
		return true;
	}

	/** Whether {@link #writeIfAbsent} is atomic among all who use the server. */
	boolean hasCopy() {
		Connection connection = this.connections.get();
		if (connection.dialect() == null) {
			connection.send(Command.of("PING"), limit(connection)).orElseThrow();
		}
		return connection.dialect() != Dialect.UNTERMINATED;
	}

	/**
	 * Stores a value where there is none, by the server's only command that does so.
	 * @return whether it was stored
	 */
	boolean writeIfAbsent(String key, Object value) {
		Connection connection = this.connections.get();
		Duration limit = limit(connection);
		String temporary = TEMPORARY + UUID.randomUUID();
		connection.send(Command.of("SET", temporary, value), limit).orElseThrow();
		try {
			Result<Object> result = connection.send(Command.of("COPY", temporary, key), limit);
			if (result.errorCode() != null && result.errorCode().name().equals("BUSYKEY")) {
				return false;
			}
			result.orElseThrow();
			return true;
		}
		finally {
			connection.send(Command.of("DELETE", temporary), limit);
		}
	}

	private Duration limit(Connection connection) {
		Duration most = connection.options().timeoutLimit();
		return (this.timeout.compareTo(most) < 0) ? this.timeout : most;
	}

	private static Map<?, ?> map(Result<Object> result) {
		@Nullable Object value = result.orElseThrow();
		return (value instanceof Map<?, ?> map) ? map : Map.of();
	}

}
