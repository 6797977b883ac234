package io.zcached.client;

import org.jspecify.annotations.Nullable;

/**
 * The server cannot be reached, or the connection broke or was closed. Whether a request
 * that was under way has been executed is not known.
 */
public final class ZcachedConnectionException extends ZcachedException {

	private final ErrorCode errorCode;

	/**
	 * Creates the exception.
	 * @param errorCode what the connection found
	 * @param message what happened, where, and what to do about it
	 * @param cause the failure underneath, if there is one
	 */
	public ZcachedConnectionException(ErrorCode errorCode, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.errorCode = errorCode;
	}

	/**
	 * What the connection found.
	 * @return {@link ErrorCode#CONNECTION_CLOSED},
	 * {@link ErrorCode#CONNECTION_REESTABLISHED}, {@link ErrorCode#INTERRUPTED} or
	 * {@link ErrorCode#OVERLOADED}
	 */
	public ErrorCode errorCode() {
		return this.errorCode;
	}

}
