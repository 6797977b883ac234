package io.zcached.client;

/**
 * A key, value or command that a zcached server would lose, corrupt or execute as another
 * command. It was refused before anything was written, and other requests on the
 * connection are not affected. The message names the key, the offending byte and the way
 * out, never the value.
 */
public final class UnstorableValueException extends ZcachedException {

	/**
	 * Creates the exception.
	 * @param message what was refused, why, and what to do about it
	 */
	public UnstorableValueException(String message) {
		super(message, null);
	}

}
