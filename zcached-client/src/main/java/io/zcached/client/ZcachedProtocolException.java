package io.zcached.client;

/**
 * What came back is not a zcached reply, or not one to the request that was sent; the
 * socket has been discarded.
 */
public final class ZcachedProtocolException extends ZcachedException {

	/**
	 * Creates the exception.
	 * @param message what happened, where, and what to do about it
	 */
	public ZcachedProtocolException(String message) {
		super(message, null);
	}

}
