package io.zcached.embedded;

import java.util.Locale;

/**
 * Reads floating-point numbers by the rules of the language that the server is written
 * in: decimal or hexadecimal, either side of the point may be empty, underscores between
 * digits, {@code inf}, {@code infinity} and {@code nan} in any letter case.
 */
final class ZigFloats {

	private ZigFloats() {
	}

	/**
	 * Reads a double, rounded half to even as IEEE 754 asks. A hexadecimal number that is
	 * too large becomes positive infinity, whatever its sign.
	 * @throws NumberFormatException if the text is no number
	 */
	static double parse(String text) {
		boolean negative = text.startsWith("-");
		String unsigned = (negative || text.startsWith("+")) ? text.substring(1) : text;
		String lowerCase = unsigned.toLowerCase(Locale.ROOT);
		double magnitude = parseUnsigned(lowerCase);
		boolean signLost = lowerCase.startsWith("0x") && Double.isInfinite(magnitude);
		return (negative && !signLost) ? -magnitude : magnitude;
	}

	private static double parseUnsigned(String text) {
		switch (text) {
			case "inf", "infinity":
				return Double.POSITIVE_INFINITY;
			case "nan":
				return Double.NaN;
			default:
				break;
		}
		int radix = text.startsWith("0x") ? 16 : 10;
		String digits = withoutUnderscores(text, radix);
		boolean exponent = checkGrammar(digits, radix);
		return Double.parseDouble((radix == 16 && !exponent) ? digits + "p0" : digits);
	}

	private static String withoutUnderscores(String text, int radix) {
		if (text.indexOf('_') < 0) {
			return text;
		}
		StringBuilder digits = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) != '_') {
				digits.append(text.charAt(i));
			}
			else if (!isDigit(text, i - 1, radix) || !isDigit(text, i + 1, radix)) {
				throw new NumberFormatException("underscore not between digits");
			}
		}
		return digits.toString();
	}

	/**
	 * Lets through what both languages read alike, and nothing else.
	 * @return whether the number has an exponent
	 */
	private static boolean checkGrammar(String text, int radix) {
		int start = (radix == 16) ? 2 : 0;
		int at = skipDigits(text, start, radix);
		int count = at - start;
		if (at < text.length() && text.charAt(at) == '.') {
			int point = at;
			at = skipDigits(text, point + 1, radix);
			count += at - point - 1;
		}
		boolean exponent = at < text.length() && text.charAt(at) == ((radix == 16) ? 'p' : 'e');
		if (exponent) {
			int digits = at + 1;
			if (digits < text.length() && (text.charAt(digits) == '-' || text.charAt(digits) == '+')) {
				digits++;
			}
			at = skipDigits(text, digits, 10);
			count = (at == digits) ? 0 : count;
		}
		if (count == 0 || at != text.length()) {
			throw new NumberFormatException("not a number");
		}
		return exponent;
	}

	private static int skipDigits(String text, int from, int radix) {
		int at = from;
		while (isDigit(text, at, radix)) {
			at++;
		}
		return at;
	}

	private static boolean isDigit(String text, int index, int radix) {
		if (index < 0 || index >= text.length()) {
			return false;
		}
		char current = text.charAt(index);
		return (current >= '0' && current <= '9') || (radix == 16 && current >= 'a' && current <= 'f');
	}

}
