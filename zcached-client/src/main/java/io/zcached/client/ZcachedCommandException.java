package io.zcached.client;

/**
 * The server answered a command with an error line.
 */
public final class ZcachedCommandException extends ZcachedException {

	private final ErrorCode errorCode;

	/**
	 * Creates the exception.
	 * @param errorCode the first word of the server's error line
	 * @param message what the server said, and about which command
	 */
	public ZcachedCommandException(ErrorCode errorCode, String message) {
		super(message, null);
		this.errorCode = errorCode;
	}

	/**
	 * The server's error code.
	 * @return the first word of the error line
	 */
	public ErrorCode errorCode() {
		return this.errorCode;
	}

}
