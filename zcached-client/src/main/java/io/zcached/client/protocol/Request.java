package io.zcached.client.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One encoded request, and what is needed to tell whether a reply answers it. Filled by
 * {@link RequestWriter} or {@link RawRequest}, used again for the next request. Not
 * thread safe.
 */
public final class Request {

	private final FrameBuffer frame;

	/** Whether requests before this one have put their frames into the same buffer. */
	private final boolean shared;

	private int offset;

	private int length;

	private int maxSize;

	private CommandType type = CommandType.OTHER;

	private String name = "";

	private @Nullable Object arguments;

	/** Creates a request with a buffer of its own. */
	public Request() {
		this.frame = new FrameBuffer();
		this.shared = false;
	}

	/**
	 * Creates a request whose frame follows that of another in the same buffer, as in a
	 * pipeline. The other one must be encoded first.
	 * @param previous the request before, or the first of the pipeline
	 */
	public Request(Request previous) {
		this.frame = previous.frame;
		this.shared = true;
	}

	/**
	 * How large frames may be.
	 * @param maxSize bytes, terminator included; 0 for what servers of the dialect take
	 * by default
	 */
	public void maxSize(int maxSize) {
		this.maxSize = maxSize;
	}

	/** How large a frame may be. */
	int maxSize(Dialect dialect) {
		return (this.maxSize > 0) ? this.maxSize : dialect.maxFrameSize();
	}

	FrameBuffer begin(Dialect dialect, CommandType type, String name, @Nullable Object arguments) {
		this.type = type;
		this.name = name;
		this.arguments = arguments;
		if (!this.shared) {
			this.frame.clear();
		}
		this.offset = this.frame.length();
		this.frame.begin(maxSize(dialect));
		return this.frame;
	}

	/** The frame is complete. */
	void end() {
		this.length = this.frame.length() - this.offset;
	}

	/**
	 * The encoded frame.
	 * @return the array that holds it, from {@link #offset()} on; not a copy
	 */
	public byte[] bytes() {
		return this.frame.bytes();
	}

	/**
	 * Where the frame begins.
	 * @return index of its first byte
	 */
	public int offset() {
		return this.offset;
	}

	/**
	 * The size of the frame.
	 * @return bytes, terminator included
	 */
	public int length() {
		return this.length;
	}

	/**
	 * The command.
	 * @return the command
	 */
	public CommandType type() {
		return this.type;
	}

	/**
	 * The command's name as it was sent.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Whether a value can be the answer.
	 * @param type the value's type on the wire
	 * @param value the value
	 * @return whether it fits
	 */
	public boolean fits(WireType type, @Nullable Object value) {
		return this.type.fits(type, value, this.arguments);
	}

	/**
	 * Whether an error line can be the answer.
	 * @param error the line without its dash
	 * @return whether it fits
	 */
	public boolean fitsError(String error) {
		return this.type.fitsError(error, this.name, this.arguments);
	}

	/** Forgets arguments and content, so that neither is kept alive by the pool. */
	public void clear() {
		this.arguments = null;
		this.length = 0;
		if (!this.shared) {
			this.frame.clear();
		}
	}

}
