package io.zcached.client;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.zcached.client.transport.ChannelFailure;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a connection's failures: what happened, where, and what to do about it.
 *
 * @param host the server's host, as configured
 * @param port the server's port
 * @param id the connection's id
 */
record Messages(String host, int port, String id) {

	/**
	 * The messages of a new connection.
	 * @throws IllegalArgumentException if the host is blank or the port out of range
	 */
	static Messages of(String host, int port) {
		if (host.isBlank()) {
			throw new IllegalArgumentException("host must not be blank");
		}
		if (port < 1 || port > 65535) {
			throw new IllegalArgumentException("port must be between 1 and 65535, but is " + port);
		}
		StringBuilder id = new StringBuilder("#");
		ThreadLocalRandom.current().ints(6, 'A', 'Z' + 1).forEach((c) -> id.append((char) c));
		return new Messages(host, port, id.append('-').append(port).toString());
	}

	String of(String what) {
		return what + " [zcached at " + this.host + ":" + this.port + ", connection " + this.id + "]";
	}

	ZcachedConnectionException closed() {
		return new ZcachedConnectionException(ErrorCode.CONNECTION_CLOSED,
				of("The connection was closed; make a new one to go on"), null);
	}

	ZcachedConnectionException disconnected() {
		return new ZcachedConnectionException(ErrorCode.CONNECTION_CLOSED,
				of("The connection was disconnected; the next request or connect() opens another socket"), null);
	}

	ZcachedConnectionException inBackOff(long wait, @Nullable ZcachedException lastFailure) {
		String text = (lastFailure != null) ? String.valueOf(lastFailure.getMessage()) : of("Not connected");
		return new ZcachedConnectionException(ErrorCode.CONNECTION_CLOSED,
				text + "; the next attempt is due in " + TimeUnit.NANOSECONDS.toMillis(wait) + " ms", lastFailure);
	}

	ZcachedConnectionException cannotConnect(Throwable cause) {
		String detail = (cause.getMessage() != null) ? cause.getMessage() : cause.getClass().getSimpleName();
		String what;
		if (cause instanceof UnknownHostException) {
			what = "Cannot connect: the host name cannot be resolved; check the host";
		}
		else if (cause instanceof ConnectException) {
			what = "Cannot connect: " + detail + "; check that the server runs there and can be reached";
		}
		else if (cause instanceof SocketTimeoutException) {
			what = "Cannot connect in time: " + detail + "; check host, port and the connect timeout";
		}
		else {
			what = "Cannot connect: " + detail;
		}
		return new ZcachedConnectionException(ErrorCode.CONNECTION_CLOSED, of(what), cause);
	}

	/**
	 * The result for a request that got no reply and whose connection is not to be
	 * restored.
	 */
	Result<Object> failure(ChannelFailure failure) {
		return switch (failure.kind()) {
			case PROTOCOL -> Result.failure(ErrorCode.PROTOCOL_ERROR,
					of("Not a zcached reply: " + failure.message() + "; the socket was discarded"));
			case TIMEOUT, STALLED ->
				Result.failure(ErrorCode.TIMEOUT_LIMIT, of("Time limit reached: " + failure.message()));
			case INTERRUPTED -> Result.failure(ErrorCode.INTERRUPTED, of("Interrupted: " + failure.message()));
			case OVERLOADED -> Result.failure(ErrorCode.OVERLOADED, of("Too many requests: " + failure.message()));
			case CLOSED -> Result.failure(ErrorCode.CONNECTION_CLOSED, String.valueOf(closed().getMessage()));
			case DISCONNECTED ->
				Result.failure(ErrorCode.CONNECTION_CLOSED, String.valueOf(disconnected().getMessage()));
			case MANUAL ->
				Result.failure(ErrorCode.CONNECTION_CLOSED, of("The connection is in use: " + failure.message()));
			case BROKEN, NOT_WRITTEN -> Result.failure(ErrorCode.CONNECTION_CLOSED, of(
					"The connection broke: " + failure.message() + "; call tryReconnect() or connect() to restore it"));
		};
	}

	Result<Object> reestablished(String reason) {
		return Result.failure(ErrorCode.CONNECTION_REESTABLISHED, of("The connection broke (" + reason
				+ ") and has been restored; the request was not repeated, and may or may not have been executed"));
	}

	Result<Object> notRestored(String reason, Result<Object> failure) {
		return Result.failure(ErrorCode.CONNECTION_CLOSED,
				"The connection broke (" + reason + ") and could not be restored. " + failure.errorMessage());
	}

}
