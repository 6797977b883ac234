package io.zcached.embedded;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Writes doubles as the server does: the fewest digits that read back as the same double,
 * written out without an exponent.
 */
final class PlainDecimals {

	/** Below this every integral double is exact, and so its own shortest form. */
	private static final double EXACT_INTEGERS = 0x1p53;

	private PlainDecimals() {
	}

	static String format(double number) {
		if (Double.isNaN(number)) {
			return "nan";
		}
		if (Double.isInfinite(number)) {
			return (number > 0) ? "inf" : "-inf";
		}
		if (number == 0) {
			return (Double.doubleToRawLongBits(number) == 0) ? "0" : "-0";
		}
		if (Math.abs(number) < EXACT_INTEGERS && number == Math.rint(number)) {
			return Long.toString((long) number);
		}
		return shortest(number).stripTrailingZeros().toPlainString();
	}

	/**
	 * {@code Double.toString} of older JDKs gives digits that read back, but at times one
	 * too many: its length is where the search begins.
	 */
	private static BigDecimal shortest(double number) {
		BigDecimal exact = new BigDecimal(number);
		BigDecimal shortest = new BigDecimal(Double.toString(number));
		for (int digits = shortest.precision(); digits > 0; digits--) {
			BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
			if (nearest.doubleValue() != number) {
				nearest = otherSide(exact, nearest, digits);
				if (nearest.doubleValue() != number) {
					break;
				}
			}
			shortest = nearest;
		}
		return shortest;
	}

	/**
	 * A power of two has a wider gap above it than below, so the farther of the two
	 * neighbours can read back where the nearer one does not.
	 */
	private static BigDecimal otherSide(BigDecimal exact, BigDecimal nearest, int digits) {
		boolean outward = nearest.abs().compareTo(exact.abs()) < 0;
		return exact.round(new MathContext(digits, outward ? RoundingMode.UP : RoundingMode.DOWN));
	}

}
