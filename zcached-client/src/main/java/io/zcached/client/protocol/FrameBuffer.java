package io.zcached.client.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes of a frame in the making. Grows as needed, and is used again for the next frame.
 * Not thread safe.
 */
final class FrameBuffer {

	/** Beyond this, a buffer is not kept for the next frame. */
	private static final int MAX_KEPT = 128 * 1024;

	private static final int INITIAL = 256;

	/** The largest array that every JVM can make. */
	private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

	/**
	 * Up to this length, copying character by character is as fast as the JDK's encoder,
	 * and allocates nothing (benchmark: {@code CodecBenchmark.writeSet}).
	 */
	private static final int SHORT_TEXT = 128;

	/** Prefix, three digits, and two ends of line. */
	private static final int SHORT_OVERHEAD = 8;

	private byte[] bytes = new byte[INITIAL];

	private int length;

	/** Where the frame that is being made begins. */
	private int start;

	/** How large the frame that is being made may be. */
	private int maxFrameSize = Integer.MAX_VALUE;

	byte[] bytes() {
		return this.bytes;
	}

	int length() {
		return this.length;
	}

	/** Begins a frame behind what is there. */
	void begin(int maxFrameSize) {
		this.start = this.length;
		this.maxFrameSize = maxFrameSize;
	}

	/** Whether so many bytes more would be too many for the frame. */
	boolean exceeds(int more) {
		return (long) this.length - this.start + more > this.maxFrameSize;
	}

	int maxFrameSize() {
		return this.maxFrameSize;
	}

	void clear() {
		this.length = 0;
		if (this.bytes.length > MAX_KEPT) {
			this.bytes = new byte[INITIAL];
		}
	}

	void put(byte b) {
		ensure(1);
		this.bytes[this.length++] = b;
	}

	void put(byte[] source, int from, int count) {
		ensure(count);
		System.arraycopy(source, from, this.bytes, this.length, count);
		this.length += count;
	}

	/** Appends a text of ASCII characters. */
	void putAscii(String text) {
		ensure(text.length());
		for (int i = 0; i < text.length(); i++) {
			this.bytes[this.length++] = (byte) text.charAt(i);
		}
	}

	/** Appends a type's prefix, a count and the end of the line. */
	void putHeader(WireType type, long count) {
		ensure(32);
		this.bytes[this.length++] = type.prefix();
		if (count >= 0 && count < 10) {
			this.bytes[this.length++] = (byte) ('0' + count);
		}
		else {
			putDigits(count);
		}
		putLineEnd();
	}

	void putLineEnd() {
		ensure(2);
		this.bytes[this.length++] = '\r';
		this.bytes[this.length++] = '\n';
	}

	/**
	 * Appends a string with its length if it is short and every server stores it as it
	 * is: printable ASCII.
	 * @return whether it is; nothing is appended if not
	 */
	boolean putPlainString(String text) {
		int chars = text.length();
		if (chars == 0 || chars > SHORT_TEXT) {
			return false;
		}
		ensure(chars + SHORT_OVERHEAD);
		byte[] target = this.bytes;
		int at = this.length;
		target[at++] = WireType.STRING.prefix();
		if (chars >= 100) {
			target[at++] = (byte) ('0' + chars / 100);
		}
		if (chars >= 10) {
			target[at++] = (byte) ('0' + chars / 10 % 10);
		}
		target[at++] = (byte) ('0' + chars % 10);
		target[at++] = '\r';
		target[at++] = '\n';
		for (int i = 0; i < chars; i++) {
			char c = text.charAt(i);
			if (c < ' ' || c > '~') {
				return false;
			}
			target[at + i] = (byte) c;
		}
		at += chars;
		target[at++] = '\r';
		target[at++] = '\n';
		this.length = at;
		return true;
	}

	/**
	 * Appends a string with its length in bytes.
	 * @return the index of the string's first byte
	 */
	int putString(String text) {
		byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
		putHeader(WireType.STRING, encoded.length);
		int start = this.length;
		put(encoded, 0, encoded.length);
		putLineEnd();
		return start;
	}

	private void putDigits(long value) {
		if (value < 0) {
			putAscii(Long.toString(value));
			return;
		}
		int digits = 1;
		for (long rest = value / 10; rest > 0; rest /= 10) {
			digits++;
		}
		long rest = value;
		for (int i = this.length + digits - 1; i >= this.length; i--) {
			this.bytes[i] = (byte) ('0' + rest % 10);
			rest /= 10;
		}
		this.length += digits;
	}

	private void ensure(int more) {
		if (this.bytes.length - this.length < more) {
			if (this.length > MAX_SIZE - more) {
				throw new RefusedException("The requests of one pipeline have more than " + MAX_SIZE
						+ " bytes together; send them in several pipelines");
			}
			long wanted = Math.max((long) this.length + more, 2L * this.bytes.length);
			this.bytes = Arrays.copyOf(this.bytes, (int) Math.min(wanted, MAX_SIZE));
		}
	}

}
