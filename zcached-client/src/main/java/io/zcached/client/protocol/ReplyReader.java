package io.zcached.client.protocol;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Bytes to replies, incrementally: what is incomplete is asked for again with more bytes,
 * and work that was done is not done twice. Trusts nothing: digits are strict, depth and
 * size are capped, memory grows with the bytes that have arrived and never with a length
 * that was announced. Real servers send lines of up to 10 MiB, so there is one budget for
 * a reply and none for a line. Text that is not UTF-8 is decoded with replacement
 * characters. Not thread safe.
 */
public final class ReplyReader {

	/** The most bytes that one reply may have. */
	public static final int MAX_REPLY = 256 * 1024 * 1024;

	/** The deepest nesting that is accepted. */
	public static final int MAX_DEPTH = 256;

	/**
	 * No integer, length, boolean or null has a longer line; without its end it would be
	 * waited for.
	 */
	private static final int MAX_SHORT_LINE = 32;

	/**
	 * Of bytes that do not belong where they stand: they may be part of somebody's value.
	 */
	private static final int MAX_SHOWN = 8;

	private final boolean terminated;

	private final ReplyStack stack = new ReplyStack();

	/** Bytes of the current reply that have been consumed. */
	private long consumed;

	/** Bytes from the position on that are known to hold no end of line. */
	private int scanned;

	/**
	 * Length of the string whose content comes next, or -1 before its length is known.
	 */
	private int stringLength = -1;

	/** Whether the value is complete and only the terminator is missing. */
	private boolean valueComplete;

	private int position;

	private WireType type = WireType.NULL;

	private @Nullable Object value;

	/**
	 * Creates a reader.
	 * @param dialect the server's dialect
	 */
	public ReplyReader(Dialect dialect) {
		this.terminated = dialect.hasTerminator();
	}

	/**
	 * Reads one reply.
	 * @param buffer where the bytes are
	 * @param from index of the first that has not been consumed
	 * @param to index behind the last
	 * @return whether a reply is complete; if not, call again with the bytes from
	 * {@link #position()} on, and more
	 * @throws MalformedReplyException if this is no reply
	 */
	public boolean read(byte[] buffer, int from, int to) throws MalformedReplyException {
		this.position = from;
		if (!isInsideReply() && readWholeString(buffer, from, to)) {
			return true;
		}
		while (!this.valueComplete) {
			int begin = this.position;
			if (!readItem(buffer, to)) {
				checkBudget(this.consumed + (to - this.position));
				return false;
			}
			this.consumed += this.position - begin;
			checkBudget(this.consumed);
		}
		if (this.terminated) {
			if (this.position == to) {
				return false;
			}
			if (buffer[this.position] != Dialect.TERMINATOR) {
				throw malformed("byte 0x03 behind a reply", buffer, this.position, to);
			}
			this.position++;
		}
		this.valueComplete = false;
		this.consumed = 0;
		return true;
	}

	/**
	 * Where reading stopped.
	 * @return the index of the first byte that has not been consumed
	 */
	public int position() {
		return this.position;
	}

	/**
	 * Whether part of a reply has been consumed.
	 * @return whether the reader is inside a reply
	 */
	public boolean isInsideReply() {
		return this.consumed > 0;
	}

	/**
	 * The type of the last complete reply.
	 * @return the type
	 */
	public WireType type() {
		return this.type;
	}

	/**
	 * The last complete reply, which is forgotten by this call.
	 * @return the value, or the error line without its dash
	 */
	public @Nullable Object takeValue() {
		Object result = this.value;
		this.value = null;
		return result;
	}

	/**
	 * Reads the commonest reply, a string that is all there, in one go. Whatever is not
	 * just that is left to be read item by item.
	 */
	private boolean readWholeString(byte[] buffer, int from, int to) {
		if (from == to || buffer[from] != WireType.STRING.prefix()) {
			return false;
		}
		int first = from + 1;
		int lineEnd = first;
		int length = 0;
		while (lineEnd < to && buffer[lineEnd] >= '0' && buffer[lineEnd] <= '9' && length <= MAX_REPLY / 16) {
			length = length * 10 + buffer[lineEnd++] - '0';
		}
		if (lineEnd == first || (buffer[first] == '0' && lineEnd > first + 1)) {
			return false;
		}
		int start = lineEnd + 2;
		int end = start + length;
		int next = this.terminated ? end + 3 : end + 2;
		if (next > to || buffer[lineEnd] != '\r' || buffer[lineEnd + 1] != '\n' || buffer[end] != '\r'
				|| buffer[end + 1] != '\n' || (this.terminated && buffer[end + 2] != Dialect.TERMINATOR)) {
			return false;
		}
		this.type = WireType.STRING;
		this.value = new String(buffer, start, length, StandardCharsets.UTF_8);
		this.position = next;
		this.scanned = 0;
		return true;
	}

	/**
	 * Reads one scalar, string part or container header; false if it is not all there.
	 */
	private boolean readItem(byte[] buffer, int to) throws MalformedReplyException {
		if (this.stringLength >= 0) {
			return readStringContent(buffer, to);
		}
		if (this.position == to) {
			return false;
		}
		WireType itemType = WireType.of(buffer[this.position]);
		if (itemType == null || (itemType == WireType.ERROR && !this.stack.isEmpty())) {
			throw malformed("a value", buffer, this.position, to);
		}
		if (!itemType.isText() && this.stack.expectsKey()) {
			throw malformed("a string as map key", buffer, this.position, to);
		}
		int lineEnd = findLineEnd(buffer, to);
		if (lineEnd < 0) {
			if (to - this.position > MAX_SHORT_LINE && !itemType.hasLongLine()) {
				throw malformed("a line of at most " + MAX_SHORT_LINE + " bytes", buffer, this.position, to);
			}
			return false;
		}
		int start = this.position + 1;
		if (itemType == WireType.STRING) {
			this.stringLength = Numbers.length(buffer, start, lineEnd);
			this.position = lineEnd + 2;
			return true;
		}
		this.position = lineEnd + 2;
		if (itemType.isContainer()) {
			int count = Numbers.length(buffer, start, lineEnd);
			if (this.stack.depth() == MAX_DEPTH) {
				throw new MalformedReplyException("nested deeper than " + MAX_DEPTH + " levels");
			}
			if (this.stack.open(itemType, count)) {
				acceptRoot();
			}
			return true;
		}
		accept(itemType, scalar(itemType, buffer, start, lineEnd));
		return true;
	}

	private boolean readStringContent(byte[] buffer, int to) throws MalformedReplyException {
		int length = this.stringLength;
		int end = this.position + length;
		if ((end < to && buffer[end] != '\r') || (end + 1 < to && buffer[end + 1] != '\n')) {
			throw malformed("the end of a string of " + length + " bytes", buffer, end, end + 1);
		}
		if (to - end < 2) {
			return false;
		}
		String text = new String(buffer, this.position, length, StandardCharsets.UTF_8);
		this.position = end + 2;
		this.stringLength = -1;
		accept(WireType.STRING, text);
		return true;
	}

	/** Takes a value, alone or as part of the container that is open. */
	private void accept(WireType itemType, @Nullable Object item) throws MalformedReplyException {
		if (this.stack.isEmpty()) {
			this.type = itemType;
			this.value = item;
			this.valueComplete = true;
		}
		else if (this.stack.add(item)) {
			acceptRoot();
		}
	}

	private void acceptRoot() {
		this.type = this.stack.rootType();
		this.value = this.stack.takeRoot();
		this.valueComplete = true;
	}

	private static @Nullable Object scalar(WireType type, byte[] buffer, int start, int end)
			throws MalformedReplyException {
		return switch (type) {
			case SIMPLE_STRING, ERROR -> new String(buffer, start, end - start, StandardCharsets.UTF_8);
			case INTEGER -> Numbers.integer(buffer, start, end);
			case FLOAT -> Numbers.floating(buffer, start, end);
			case BOOLEAN -> {
				if (end - start == 1 && (buffer[start] == 't' || buffer[start] == 'f')) {
					yield buffer[start] == 't';
				}
				throw malformed("t or f", buffer, start, end);
			}
			case NULL -> {
				if (end == start) {
					yield null;
				}
				throw malformed("the end of the null value", buffer, start, end);
			}
			default -> throw new IllegalStateException(type + " is no scalar");
		};
	}

	/**
	 * Finds the end of the line; a lone carriage return belongs to the line, a lone line
	 * feed is an error.
	 */
	private int findLineEnd(byte[] buffer, int to) throws MalformedReplyException {
		for (int i = this.position + Math.max(1, this.scanned); i < to; i++) {
			if (buffer[i] == '\n') {
				if (buffer[i - 1] != '\r') {
					throw malformed("\\r before \\n", buffer, i, i + 1);
				}
				this.scanned = 0;
				return i - 1;
			}
		}
		this.scanned = to - this.position;
		return -1;
	}

	private static void checkBudget(long bytes) throws MalformedReplyException {
		if (bytes > MAX_REPLY) {
			throw new MalformedReplyException("a reply of more than " + MAX_REPLY + " bytes");
		}
	}

	private static MalformedReplyException malformed(String expected, byte[] buffer, int from, int to) {
		return new MalformedReplyException("expected " + expected + ", but got '"
				+ Printable.of(buffer, from, Math.min(to, from + MAX_SHOWN)) + "'");
	}

}
