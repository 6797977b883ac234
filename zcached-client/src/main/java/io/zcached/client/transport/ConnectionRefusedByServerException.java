package io.zcached.client.transport;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * TCP connected, and the server then turned this client away. Real servers do so without
 * a word when the client is not whitelisted or is one too many.
 */
public final class ConnectionRefusedByServerException extends IOException {

	ConnectionRefusedByServerException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
