package io.zcached.client.protocol;

import java.nio.charset.StandardCharsets;

/**
 * Numbers from the wire, taken only in the form in which servers write them: no sign but
 * a minus, no leading zeros, no overflow, no exponent.
 */
final class Numbers {

	private static final int MAX_LONG_DIGITS = 19;

	private Numbers() {
	}

	/** A length or count: no sign, and within the budget of a reply. */
	static int length(byte[] buffer, int start, int end) throws MalformedReplyException {
		int digits = end - start;
		if (digits < 1 || digits > 9 || (buffer[start] == '0' && digits > 1)) {
			throw malformed("a length", buffer, start, end);
		}
		int value = 0;
		for (int i = start; i < end; i++) {
			int digit = buffer[i] - '0';
			if (digit < 0 || digit > 9) {
				throw malformed("a length", buffer, start, end);
			}
			value = value * 10 + digit;
		}
		if (value > ReplyReader.MAX_REPLY) {
			throw malformed("a length of at most " + ReplyReader.MAX_REPLY, buffer, start, end);
		}
		return value;
	}

	static Long integer(byte[] buffer, int start, int end) throws MalformedReplyException {
		boolean negative = end > start && buffer[start] == '-';
		int first = negative ? start + 1 : start;
		int digits = end - first;
		if (digits < 1 || digits > MAX_LONG_DIGITS || (buffer[first] == '0' && (digits > 1 || negative))) {
			throw malformed("a 64-bit integer", buffer, start, end);
		}
		long value = 0;
		for (int i = first; i < end; i++) {
			int digit = buffer[i] - '0';
			if (digit < 0 || digit > 9) {
				throw malformed("a 64-bit integer", buffer, start, end);
			}
			value = value * 10 - digit;
		}
		if (value > 0 || (!negative && value == Long.MIN_VALUE)) {
			throw malformed("a 64-bit integer", buffer, start, end);
		}
		return negative ? value : -value;
	}

	static Double floating(byte[] buffer, int start, int end) throws MalformedReplyException {
		int first = (end > start && buffer[start] == '-') ? start + 1 : start;
		boolean negative = first > start;
		switch (word(buffer, first, end)) {
			case "nan" -> {
				return Double.NaN;
			}
			case "inf" -> {
				return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
			}
			default -> checkDecimals(buffer, start, first, end);
		}
		return Double.valueOf(new String(buffer, start, end - start, StandardCharsets.ISO_8859_1));
	}

	private static String word(byte[] buffer, int start, int end) {
		return (end - start == 3) ? new String(buffer, start, 3, StandardCharsets.ISO_8859_1) : "";
	}

	/** Digits with no zero too many, and at most one point between digits. */
	private static void checkDecimals(byte[] buffer, int start, int first, int end) throws MalformedReplyException {
		int point = -1;
		for (int i = first; i < end; i++) {
			if (buffer[i] == '.' && point < 0) {
				point = i;
			}
			else if (buffer[i] < '0' || buffer[i] > '9') {
				throw malformed("a decimal number", buffer, start, end);
			}
		}
		boolean leadingZero = end - first > 1 && buffer[first] == '0' && point != first + 1;
		if (first == end || point == first || point == end - 1 || leadingZero) {
			throw malformed("a decimal number", buffer, start, end);
		}
	}

	private static MalformedReplyException malformed(String expected, byte[] buffer, int start, int end) {
		return new MalformedReplyException(
				"expected " + expected + ", but got '" + Printable.of(buffer, start, end) + "'");
	}

}
