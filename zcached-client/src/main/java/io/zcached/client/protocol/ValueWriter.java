package io.zcached.client.protocol;

import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

import org.jspecify.annotations.Nullable;

/**
 * Java values to wire values, refusing what the dialect cannot store.
 */
final class ValueWriter {

	/** Deeper values are refused: they are more likely a cycle than data. */
	static final int MAX_DEPTH = 128;

	private static final String MAPPINGS = "String (or another CharSequence), Byte, Short, Integer, Long, "
			+ "BigInteger within 64 bits, Double, Float, Boolean, null, List (or another Collection) and arrays "
			+ "except byte[], Map with String keys, Set (LinkedHashSet and SortedSet keep their order)";

	private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);

	private static final BigInteger MAX_LONG = BigInteger.valueOf(Long.MAX_VALUE);

	private ValueWriter() {
	}

	/**
	 * Appends a value.
	 * @throws RefusedException if it cannot be stored; the message begins with its place
	 */
	static void write(FrameBuffer frame, Dialect dialect, @Nullable Object value, int depth) {
		if (value instanceof String text) {
			writeText(frame, dialect, text);
		}
		else if (value == null) {
			frame.put(WireType.NULL.prefix());
			frame.putLineEnd();
		}
		else if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
			frame.putHeader(WireType.INTEGER, ((Number) value).longValue());
		}
		else if (value instanceof Double || value instanceof Float) {
			writeLine(frame, WireType.FLOAT, floatText((Number) value));
		}
		else if (value instanceof Boolean flag) {
			writeLine(frame, WireType.BOOLEAN, flag ? "t" : "f");
		}
		else if (value instanceof BigInteger number) {
			writeBigInteger(frame, number);
		}
		else if (value instanceof CharSequence text) {
			writeText(frame, dialect, text.toString());
		}
		else {
			writeContainer(frame, dialect, value, depth + 1);
		}
	}

	static void writeText(FrameBuffer frame, Dialect dialect, String text) {
		checkSize(frame, text.length());
		if (frame.putPlainString(text)) {
			return;
		}
		int start = frame.putString(text);
		int length = frame.length() - 2 - start;
		if (length != text.length() || TextRules.indexOf(frame.bytes(), start, length, (byte) '?') >= 0) {
			TextRules.checkSurrogates(text);
		}
		if (TextRules.mayRefuse(dialect, text)) {
			TextRules.check(dialect, frame.bytes(), start, length);
		}
	}

	private static void writeBigInteger(FrameBuffer frame, BigInteger number) {
		if (number.compareTo(MIN_LONG) < 0 || number.compareTo(MAX_LONG) > 0) {
			throw new RefusedException(" is an integer of " + (number.bitLength() + 1)
					+ " bits, and the server stores 64; store it as a String");
		}
		frame.putHeader(WireType.INTEGER, number.longValue());
	}

	private static String floatText(Number number) {
		double value = number.doubleValue();
		if (Double.isNaN(value)) {
			return "nan";
		}
		if (Double.isInfinite(value)) {
			return (value > 0) ? "inf" : "-inf";
		}
		return number.toString();
	}

	private static void writeLine(FrameBuffer frame, WireType type, String text) {
		frame.put(type.prefix());
		frame.putAscii(text);
		frame.putLineEnd();
	}

	private static void writeContainer(FrameBuffer frame, Dialect dialect, Object value, int depth) {
		if (depth > MAX_DEPTH) {
			throw new RefusedException(" is nested deeper than " + MAX_DEPTH + " levels (does it hold itself?)");
		}
		if (value instanceof Map<?, ?> map) {
			writeMap(frame, dialect, map, depth);
		}
		else if (value instanceof Set<?> set) {
			boolean ordered = set instanceof LinkedHashSet || set instanceof SortedSet;
			if (!dialect.hasTerminator()) {
				throw new RefusedException(" is a Set, which an unterminated server cannot store; store a List");
			}
			writeElements(frame, dialect, ordered ? WireType.ORDERED_SET : WireType.SET, set, depth);
		}
		else if (value instanceof Collection<?> collection) {
			writeElements(frame, dialect, WireType.ARRAY, collection, depth);
		}
		else if (value.getClass().isArray() && !(value instanceof byte[])) {
			writeArray(frame, dialect, value, depth);
		}
		else {
			throw new RefusedException(" is of " + value.getClass().getTypeName() + ", which has no mapping"
					+ ((value instanceof byte[]) ? " (encode it as Base64 text)" : "") + "; these types have one: "
					+ MAPPINGS);
		}
	}

	private static void writeElements(FrameBuffer frame, Dialect dialect, WireType type, Collection<?> elements,
			int depth) {
		int announced = elements.size();
		frame.putHeader(type, announced);
		int index = 0;
		for (Object element : elements) {
			if (index == announced) {
				throw changed();
			}
			writeElement(frame, dialect, element, index++, depth);
		}
		if (index != announced) {
			throw changed();
		}
	}

	private static void writeArray(FrameBuffer frame, Dialect dialect, Object array, int depth) {
		int length = Array.getLength(array);
		frame.putHeader(WireType.ARRAY, length);
		for (int i = 0; i < length; i++) {
			writeElement(frame, dialect, Array.get(array, i), i, depth);
		}
	}

	private static void writeElement(FrameBuffer frame, Dialect dialect, @Nullable Object element, int index,
			int depth) {
		checkSize(frame, 0);
		try {
			write(frame, dialect, element, depth);
		}
		catch (RefusedException ex) {
			throw ex.at("[" + index + "]");
		}
	}

	private static void writeMap(FrameBuffer frame, Dialect dialect, Map<?, ?> map, int depth) {
		int announced = map.size();
		if (announced == 0 && dialect.hasTerminator()) {
			throw new RefusedException(" is the empty map, which this server cannot store; store null instead");
		}
		frame.putHeader(WireType.MAP, announced);
		int count = 0;
		for (Map.Entry<?, ?> entry : map.entrySet()) {
			if (count++ == announced) {
				throw changed();
			}
			writeEntry(frame, dialect, entry.getKey(), entry.getValue(), depth);
		}
		if (count != announced) {
			throw changed();
		}
	}

	private static void writeEntry(FrameBuffer frame, Dialect dialect, @Nullable Object key, @Nullable Object value,
			int depth) {
		if (!(key instanceof CharSequence)) {
			throw new RefusedException(" has a map key of " + ((key == null) ? "null" : key.getClass().getTypeName())
					+ ", and the server takes only strings; convert the keys to String");
		}
		String text = key.toString();
		try {
			writeText(frame, dialect, text);
		}
		catch (RefusedException ex) {
			throw ex.at(", map key '" + Printable.of(text) + "',");
		}
		try {
			write(frame, dialect, value, depth);
		}
		catch (RefusedException ex) {
			throw ex.at("['" + Printable.of(text) + "']");
		}
	}

	/**
	 * Stops while the frame grows: a value can be far larger than its memory if its parts
	 * are shared, and an iterator need not end.
	 */
	private static void checkSize(FrameBuffer frame, int more) {
		if (frame.exceeds(more)) {
			throw new RefusedException(" makes the request larger than the " + frame.maxFrameSize()
					+ " bytes that the server takes; store it in several smaller values");
		}
	}

	private static RefusedException changed() {
		return new RefusedException(" was changed while it was being encoded; send a copy");
	}

}
