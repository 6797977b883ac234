package io.zcached.client;

import io.zcached.client.protocol.Printable;
import org.jspecify.annotations.Nullable;

/**
 * The root of everything this client throws on its own account. Messages tell what
 * happened, to which host, port and connection, and what to do; they hold no values.
 */
public abstract sealed class ZcachedException extends RuntimeException permits ZcachedConnectionException,
		ZcachedTimeoutException, ZcachedProtocolException, ZcachedCommandException, UnstorableValueException {

	ZcachedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	static ZcachedException of(ErrorCode code, String message) {
		return switch (code.name()) {
			case "CONNECTION_REESTABLISHED", "CONNECTION_CLOSED", "INTERRUPTED", "OVERLOADED" ->
				new ZcachedConnectionException(code, message, null);
			case "TIMEOUT_LIMIT" -> new ZcachedTimeoutException(message);
			case "PROTOCOL_ERROR" -> new ZcachedProtocolException(message);
			default -> new ZcachedCommandException(code, Printable.of(message));
		};
	}

}
