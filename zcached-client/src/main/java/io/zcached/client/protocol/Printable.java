package io.zcached.client.protocol;

import java.util.Locale;

/**
 * Makes keys and server text fit for messages and logs: control characters, line breaks,
 * bidirectional overrides and everything else that could forge or hide text become
 * {@code \xNN} or <code>&#92;uNNNN</code>, and what is long is cut.
 */
public final class Printable {

	private static final int MAX_LENGTH = 128;

	private Printable() {
	}

	/**
	 * Escapes and cuts a text.
	 * @param text any text
	 * @return at most 128 characters of it, escaped, and how long it was if it was cut
	 */
	public static String of(String text) {
		StringBuilder result = new StringBuilder(Math.min(text.length(), MAX_LENGTH) + 16);
		int length = Math.min(text.length(), MAX_LENGTH);
		for (int i = 0; i < length; i++) {
			append(result, text.charAt(i));
		}
		if (text.length() > MAX_LENGTH) {
			result.append("... (").append(text.length()).append(" characters)");
		}
		return result.toString();
	}

	/**
	 * Escapes and cuts the beginning of what came over the wire, byte by byte.
	 * @param bytes where the bytes are
	 * @param from index of the first
	 * @param to index behind the last
	 * @return at most 64 bytes, those that are not printable ASCII escaped
	 */
	public static String of(byte[] bytes, int from, int to) {
		StringBuilder result = new StringBuilder();
		int end = Math.min(to, from + MAX_LENGTH / 2);
		for (int i = from; i < end; i++) {
			int b = bytes[i] & 0xFF;
			if (b < 0x20 || b > 0x7E) {
				result.append("\\x").append(hex(b, 2));
			}
			else {
				result.append((char) b);
			}
		}
		return (end < to) ? result.append("...").toString() : result.toString();
	}

	private static void append(StringBuilder result, char c) {
		if (c < 0x20 || c == 0x7F) {
			result.append("\\x").append(hex(c, 2));
		}
		else if (c < 0x7F) {
			result.append(c);
		}
		else if (Character.isLetterOrDigit(c) || Character.getType(c) == Character.CURRENCY_SYMBOL) {
			result.append(c);
		}
		else {
			result.append("\\u").append(hex(c, 4));
		}
	}

	static String hex(int value, int digits) {
		String hex = Integer.toHexString(value).toUpperCase(Locale.ROOT);
		return "0".repeat(Math.max(0, digits - hex.length())) + hex;
	}

}
