package io.zcached.spring.template;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a value cannot be turned into what a server stores, or back. The message
 * names key and type, and never the value.
 */
@SuppressWarnings("serial")
public class ZcachedSerializationException extends RuntimeException {

	/**
	 * Creates an exception.
	 * @param message what happened to which type, and what to do
	 * @param cause why; it must not quote the value in its message
	 */
	public ZcachedSerializationException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
