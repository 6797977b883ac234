package io.zcached.embedded;

/**
 * Reads decimal integers by the rules of the language that the server is written in: one
 * sign, leading zeros and underscores anywhere but at the ends are welcome.
 */
final class ZigIntegers {

	private ZigIntegers() {
	}

	/**
	 * Reads a signed 64-bit integer.
	 * @throws NumberFormatException if the text is no integer or too large
	 */
	static long parseSigned(String text) {
		boolean negative = text.startsWith("-");
		String digits = digits(text);
		return Long.parseLong(negative ? "-" + digits : digits);
	}

	/**
	 * Reads an unsigned 64-bit integer, as lengths are; {@code -0} is one.
	 * @return the length, {@link Long#MAX_VALUE} in place of a larger one
	 * @throws NumberFormatException if the text is no such integer
	 */
	static long parseLength(String text) {
		long length = Long.parseUnsignedLong(digits(text));
		if (text.startsWith("-") && length != 0) {
			throw new NumberFormatException("negative");
		}
		return (length < 0) ? Long.MAX_VALUE : length;
	}

	private static String digits(String text) {
		int start = (text.startsWith("-") || text.startsWith("+")) ? 1 : 0;
		if (start == text.length() || text.charAt(start) == '_' || text.endsWith("_")) {
			throw new NumberFormatException("no digits, or an underscore at an end");
		}
		StringBuilder digits = new StringBuilder();
		for (int i = start; i < text.length(); i++) {
			char current = text.charAt(i);
			if (current >= '0' && current <= '9') {
				digits.append(current);
			}
			else if (current != '_') {
				throw new NumberFormatException("not a digit");
			}
		}
		return digits.toString();
	}

}
