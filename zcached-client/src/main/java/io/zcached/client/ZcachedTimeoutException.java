package io.zcached.client;

/**
 * No reply came within the time limit. Whether the request has been executed is not
 * known.
 */
public final class ZcachedTimeoutException extends ZcachedException {

	/**
	 * Creates the exception.
	 * @param message what happened, where, and what to do about it
	 */
	public ZcachedTimeoutException(String message) {
		super(message, null);
	}

}
