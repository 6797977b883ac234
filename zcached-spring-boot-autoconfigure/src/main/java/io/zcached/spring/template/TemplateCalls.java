package io.zcached.spring.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.zcached.client.Command;
import io.zcached.client.Connection;
import io.zcached.client.ErrorCode;
import io.zcached.client.Result;
import io.zcached.client.protocol.CommandType;
import io.zcached.client.protocol.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * What a template asks for besides the calls of a client: several commands at a time, and
 * without waiting. What only reads is repeated once if the connection broke under it and
 * has been restored. Thread safe.
 *
 * @param connections gives a connection for each call
 * @param limit the longest that one call takes
 */
record TemplateCalls(Supplier<Connection> connections, Duration limit) {

	private static final String TEMPORARY = "zcached:tmp:";

	List<Result<Object>> write(List<Command> commands) {
		return this.connections.get().sendAll(commands, this.limit);
	}

	List<Result<Object>> read(List<Command> commands) {
		long start = System.nanoTime();
		Connection connection = this.connections.get();
		List<Result<Object>> results = connection.sendAll(commands, this.limit);
		List<Integer> broken = new ArrayList<>();
		for (int i = 0; i < results.size(); i++) {
			if (isBroken(results.get(i))) {
				broken.add(i);
			}
		}
		Duration remaining = remaining(start);
		if (broken.isEmpty() || remaining.isZero()) {
			return results;
		}
		List<Result<Object>> complete = new ArrayList<>(results);
		List<Result<Object>> again = connection.sendAll(broken.stream().map(commands::get).toList(), remaining);
		for (int i = 0; i < again.size(); i++) {
			complete.set(broken.get(i), again.get(i));
		}
		return complete;
	}

	CompletableFuture<Result<Object>> writeAsync(Command command) {
		return this.connections.get().sendAsync(command, this.limit);
	}

	CompletableFuture<Result<Object>> readAsync(Command command) {
		long start = System.nanoTime();
		Connection connection = this.connections.get();
		return connection.sendAsync(command, this.limit).thenCompose((result) -> {
			Duration remaining = remaining(start);
			return (isBroken(result) && !remaining.isZero()) ? connection.sendAsync(command, remaining)
					: CompletableFuture.completedFuture(result);
		});
	}

	/**
	 * Stores a value under a key of its own, copies it, which the server does only if the
	 * key is free, and deletes it.
	 */
	boolean setIfAbsent(String key, @Nullable Object stored) {
		Connection connection = this.connections.get();
		if (connection.dialect() == null) {
			connection.send(Command.of("PING"), this.limit).orElseThrow();
		}
		if (connection.dialect() == Dialect.UNTERMINATED) {
			throw new UnsupportedOperationException(
					"The zcached server at %s:%d is of the 0.0.1 line, which cannot store a value only if its key is absent; use set, or a newer server"
						.formatted(connection.host(), connection.port()));
		}
		String temporary = TEMPORARY + UUID.randomUUID();
		List<Result<Object>> results = connection.sendAll(List.of(Command.of("SET", temporary, stored),
				Command.of("COPY", temporary, key), Command.of("DELETE", temporary)), this.limit);
		results.get(0).orElseThrow();
		ErrorCode code = results.get(1).errorCode();
		if (code != null && code.name().equals("BUSYKEY")) {
			return false;
		}
		results.get(1).orElseThrow();
		return true;
	}

	static boolean isNotFound(Result<Object> result, String key) {
		String error = result.errorMessage();
		return error != null && CommandType.isNotFound(error, key);
	}

	private Duration remaining(long start) {
		Duration remaining = this.limit.minusNanos(System.nanoTime() - start);
		return remaining.isNegative() ? Duration.ZERO : remaining;
	}

	private static boolean isBroken(Result<Object> result) {
		return ErrorCode.CONNECTION_REESTABLISHED.equals(result.errorCode());
	}

}
