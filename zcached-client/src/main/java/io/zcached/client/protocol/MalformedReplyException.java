package io.zcached.client.protocol;

/**
 * What came over the wire is not a reply of the dialect. Nothing that follows can be
 * trusted: the socket must be discarded.
 */
public final class MalformedReplyException extends Exception {

	/**
	 * Creates the exception.
	 * @param message what was expected and what was seen, escaped and cut
	 */
	public MalformedReplyException(String message) {
		super(message, null, false, false);
	}

}
