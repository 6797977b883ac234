package io.zcached.client;

import java.math.BigInteger;

import io.zcached.client.protocol.Printable;
import org.jspecify.annotations.Nullable;

/**
 * What was read, as the type that the caller expects. Only what loses nothing is
 * converted.
 */
final class Conversions {

	private Conversions() {
	}

	/**
	 * Converts a value.
	 * @throws ClassCastException if it is of another type, or does not fit
	 */
	static <T> T convert(String key, Object value, Class<T> type) {
		if (type.isInstance(value)) {
			return type.cast(value);
		}
		Object converted = null;
		if (value instanceof Long number) {
			converted = fromLong(number, type);
		}
		else if (value instanceof Double number && (type == Float.class || type == float.class)) {
			converted = number.floatValue();
		}
		else if (value instanceof Double && type == double.class || value instanceof Boolean && type == boolean.class) {
			converted = value;
		}
		if (converted == null) {
			throw new ClassCastException("The value of key '" + Printable.of(key) + "' is of "
					+ value.getClass().getName() + ", which is no " + type.getName() + " or does not fit into one");
		}
		@SuppressWarnings("unchecked")
		T result = (T) converted;
		return result;
	}

	private static @Nullable Object fromLong(long number, Class<?> type) {
		if ((type == Integer.class || type == int.class) && number == (int) number) {
			return (int) number;
		}
		if ((type == Short.class || type == short.class) && number == (short) number) {
			return (short) number;
		}
		if ((type == Byte.class || type == byte.class) && number == (byte) number) {
			return (byte) number;
		}
		if ((type == Double.class || type == double.class) && number != Long.MAX_VALUE
				&& number == (long) (double) number) {
			return (double) number;
		}
		if (type == BigInteger.class) {
			return BigInteger.valueOf(number);
		}
		return (type == long.class) ? number : null;
	}

}
