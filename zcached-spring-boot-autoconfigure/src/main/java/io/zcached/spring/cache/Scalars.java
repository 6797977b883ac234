package io.zcached.spring.cache;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Values that are their own payload, as types of the server: text, numbers, booleans.
 */
final class Scalars {

	private static final String NATIVE = "native";

	private static final Map<Class<?>, String> NARROWER = Map.of(Integer.class, "int", Short.class, "short", Byte.class,
			"byte", Float.class, "float");

	private Scalars() {
	}

	/** The name of a value's type, {@code null} if it is no such value. */
	static @Nullable String nameOf(Object value) {
		if (value instanceof Double || value instanceof Float) {
			boolean finite = Double.isFinite(((Number) value).doubleValue());
			return !finite ? null : (value instanceof Double) ? NATIVE : NARROWER.get(Float.class);
		}
		boolean isNative = value instanceof Long || value instanceof Boolean
				|| (value instanceof String text && isStorable(text));
		return isNative ? NATIVE : NARROWER.get(value.getClass());
	}

	/** What a server would refuse, cut or execute is left to be escaped as JSON. */
	private static boolean isStorable(String text) {
		return !text.isEmpty() && text.indexOf('\n') < 0 && text.indexOf(3) < 0
				&& text.chars().noneMatch((c) -> Character.isSurrogate((char) c));
	}

	/** The value of a payload, {@code null} if it is not of its type. */
	static @Nullable Object read(String type, @Nullable Object payload) {
		if (type.equals(NATIVE)) {
			return (payload instanceof String || payload instanceof Number || payload instanceof Boolean) ? payload
					: null;
		}
		if (payload instanceof Double number) {
			return type.equals("float") ? number.floatValue() : null;
		}
		return (payload instanceof Long number) ? narrow(type, number) : null;
	}

	private static @Nullable Object narrow(String type, Long number) {
		return switch (type) {
			case "int" -> (number == number.intValue()) ? number.intValue() : null;
			case "short" -> (number == number.shortValue()) ? number.shortValue() : null;
			case "byte" -> (number == number.byteValue()) ? number.byteValue() : null;
			default -> null;
		};
	}

}
