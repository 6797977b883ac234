package io.zcached.client;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

import io.zcached.client.protocol.CommandType;
import io.zcached.client.protocol.Printable;
import org.jspecify.annotations.Nullable;

/**
 * How a typed client sends: what only reads is repeated once, in the time that is left to
 * it, when the connection broke under it and has been restored; failures are thrown.
 * Thread safe.
 */
final class Calls {

	private final Supplier<Connection> connections;

	private final long limit;

	/**
	 * Creates a way to call.
	 * @param connections gives the connection for a call
	 * @param limit nanoseconds for each call
	 */
	Calls(Supplier<Connection> connections, long limit) {
		this.connections = connections;
		this.limit = limit;
	}

	Calls withLimit(Duration shorter) {
		return new Calls(this.connections, connection().limit(shorter));
	}

	Connection connection() {
		return this.connections.get();
	}

	Result<Object> send(Connection connection, Encoding encoding, Object subject) {
		return send(connection, encoding, subject, null);
	}

	Result<Object> send(Connection connection, Encoding encoding, Object subject, @Nullable Object value) {
		return connection.send(encoding, Objects.requireNonNull(subject, "key must not be null"), value, this.limit);
	}

	/** Sends what may be sent twice. */
	Result<Object> read(Connection connection, Encoding encoding, Object subject) {
		long start = connection.now();
		Result<Object> result = send(connection, encoding, subject);
		if (!ErrorCode.CONNECTION_REESTABLISHED.equals(result.errorCode())) {
			return result;
		}
		long remaining = this.limit - (connection.now() - start);
		return (remaining > 0) ? connection.send(encoding, subject, null, remaining) : result;
	}

	Object readValue(Command command) {
		Connection connection = connection();
		Result<Object> result = read(connection, Encoding.COMMAND, command);
		return Objects.requireNonNull(check(connection, result, command.name(), null).value());
	}

	void write(Command command) {
		Connection connection = connection();
		check(connection, send(connection, Encoding.COMMAND, command), command.name(), null);
	}

	/** Whether the key was there. */
	static boolean found(Connection connection, Result<Object> result, String command, String key) {
		return !isNotFound(result, key) && check(connection, result, command, key).isSuccess();
	}

	static boolean isNotFound(Result<Object> result, String key) {
		String error = result.errorMessage();
		return error != null && CommandType.isNotFound(error, key);
	}

	static boolean isUnknownCommand(Result<Object> result) {
		String error = result.errorMessage();
		return error != null && error.startsWith("ERR unknown command");
	}

	/**
	 * A success, or the exception that fits, with the command and key that it is about.
	 */
	static Result<Object> check(Connection connection, Result<Object> result, String command, @Nullable String key) {
		ErrorCode code = result.errorCode();
		if (code == null) {
			return result;
		}
		ZcachedException plain = ZcachedException.of(code, String.valueOf(result.errorMessage()));
		if (plain instanceof ZcachedCommandException) {
			String about = command + ((key != null) ? " of key '" + Printable.of(key) + "'" : "");
			throw new ZcachedCommandException(code,
					connection.messages().of(about + " was refused by the server: " + plain.getMessage()));
		}
		throw plain;
	}

}
