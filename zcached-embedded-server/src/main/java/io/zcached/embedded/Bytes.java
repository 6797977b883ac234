package io.zcached.embedded;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An immutable string of bytes: what the server calls a string, whether or not it is
 * valid UTF-8. Comparable so that a hash table full of colliding keys stays fast.
 */
final class Bytes implements Comparable<Bytes> {

	private static final int SHOWN = 64;

	private final byte[] content;

	private Bytes(byte[] content) {
		this.content = content;
	}

	static Bytes copyOf(byte[] source, int from, int to) {
		return new Bytes(Arrays.copyOfRange(source, from, to));
	}

	static Bytes of(String text) {
		return new Bytes(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * As many bytes as there are here, each {@code 0xAA}: what a safe Zig build leaves in
	 * memory that it has freed.
	 */
	Bytes freed() {
		byte[] freed = new byte[this.content.length];
		Arrays.fill(freed, (byte) 0xAA);
		return new Bytes(freed);
	}

	/**
	 * All but the last byte; there must be one.
	 */
	Bytes chopped() {
		return new Bytes(Arrays.copyOf(this.content, this.content.length - 1));
	}

	int length() {
		return this.content.length;
	}

	void appendTo(ByteArrayOutputStream out) {
		out.write(this.content, 0, this.content.length);
	}

	byte[] toByteArray() {
		return this.content.clone();
	}

	/**
	 * The content as text of one {@code char} per byte.
	 */
	String latin1() {
		return new String(this.content, StandardCharsets.ISO_8859_1);
	}

	@Override
	public int compareTo(Bytes other) {
		return Arrays.compare(this.content, other.content);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Bytes bytes && Arrays.equals(this.content, bytes.content);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.content);
	}

	/**
	 * For the log: at most {@value #SHOWN} bytes, everything but printable ASCII escaped.
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < Math.min(this.content.length, SHOWN); i++) {
			int value = this.content[i] & 0xFF;
			boolean plain = value >= 0x20 && value < 0x7F && value != '\\';
			text.append(plain ? String.valueOf((char) value) : String.format("\\x%02x", value));
		}
		if (this.content.length > SHOWN) {
			text.append("... (").append(this.content.length).append(" bytes)");
		}
		return text.toString();
	}

}
