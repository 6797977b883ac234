package io.zcached.client.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One encoded request, and what is needed to tell whether a reply answers it. Filled by
 * {@link RequestWriter} or {@link RawRequest}, used again for the next request. Not
 * thread safe.
 */
public final class Request {

	private final FrameBuffer frame = new FrameBuffer();

	private CommandType type = CommandType.OTHER;

	private String name = "";

	private @Nullable Object arguments;

	FrameBuffer begin(CommandType type, String name, @Nullable Object arguments) {
		this.type = type;
		this.name = name;
		this.arguments = arguments;
		this.frame.clear();
		return this.frame;
	}

	/**
	 * The encoded frame.
	 * @return the array that holds it, from index 0; not a copy
	 */
	public byte[] bytes() {
		return this.frame.bytes();
	}

	/**
	 * The size of the frame.
	 * @return bytes, terminator included
	 */
	public int length() {
		return this.frame.length();
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
		this.frame.clear();
	}

}
