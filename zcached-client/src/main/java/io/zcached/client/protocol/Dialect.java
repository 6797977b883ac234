package io.zcached.client.protocol;

/**
 * The two wire dialects that zcached servers speak. A server does not tell its version; a
 * client learns the dialect from the first exchange.
 */
public enum Dialect {

	/**
	 * The current line: every request and reply ends with one byte {@code 0x03}.
	 */
	TERMINATED(10 * 1024 * 1024, 1024),

	/**
	 * The 0.0.1 line: nothing follows a request or reply, and only one request may be in
	 * flight.
	 */
	UNTERMINATED(4096, 1);

	/**
	 * The byte that ends a frame of the {@link #TERMINATED} dialect.
	 */
	public static final byte TERMINATOR = 0x03;

	private final int maxFrameSize;

	private final int defaultWindow;

	Dialect(int maxFrameSize, int defaultWindow) {
		this.maxFrameSize = maxFrameSize;
		this.defaultWindow = defaultWindow;
	}

	/**
	 * Whether a frame of this dialect ends with {@link #TERMINATOR}.
	 * @return whether there is a terminator
	 */
	public boolean hasTerminator() {
		return this == TERMINATED;
	}

	/**
	 * The largest request frame in bytes, terminator included, that a server with default
	 * settings takes: over it the terminated server closes the connection, and the
	 * unterminated one answers twice.
	 * @return the limit in bytes
	 */
	public int maxFrameSize() {
		return this.maxFrameSize;
	}

	/**
	 * How many unanswered request bytes are safe on one connection: one TCP segment on a
	 * terminated server (a read that ends inside a frame behind a complete one kills it),
	 * a single request on an unterminated one.
	 * @return the window in bytes; a frame that is larger travels alone
	 */
	public int defaultWindow() {
		return this.defaultWindow;
	}

}
