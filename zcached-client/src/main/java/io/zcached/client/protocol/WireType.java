package io.zcached.client.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The types of the wire, by the byte that each begins with.
 */
public enum WireType {

	/** Text up to the end of the line. */
	SIMPLE_STRING('+'),

	/** Text after its length in bytes. */
	STRING('$'),

	/** A signed 64-bit integer. */
	INTEGER(':'),

	/** A 64-bit float in decimals, or {@code nan}, {@code inf}, {@code -inf}. */
	FLOAT(','),

	/** {@code t} or {@code f}. */
	BOOLEAN('#'),

	/** The null value. */
	NULL('_'),

	/** Elements in order. */
	ARRAY('*'),

	/** Pairs of a string key and a value. */
	MAP('%'),

	/** Distinct elements in order; terminated dialect only. */
	ORDERED_SET('/'),

	/** Distinct elements in no order; terminated dialect only. */
	SET('~'),

	/** An error line; only in replies, only at the top. */
	ERROR('-');

	private static final @Nullable WireType[] BY_PREFIX = new WireType[128];

	static {
		for (WireType type : values()) {
			if (BY_PREFIX[type.prefix] != null) {
				throw new IllegalStateException("Two wire types begin with " + (char) type.prefix);
			}
			BY_PREFIX[type.prefix] = type;
		}
	}

	private final byte prefix;

	WireType(char prefix) {
		this.prefix = (byte) prefix;
	}

	byte prefix() {
		return this.prefix;
	}

	/**
	 * Whether values of this type hold other values.
	 * @return whether it is a container
	 */
	boolean isContainer() {
		return this == ARRAY || this == MAP || this == ORDERED_SET || this == SET;
	}

	/**
	 * Whether values of this type are strings.
	 * @return whether it is a type of text
	 */
	boolean isText() {
		return this == STRING || this == SIMPLE_STRING;
	}

	/**
	 * Whether the line that a value begins with can be of any length.
	 * @return whether it can
	 */
	boolean hasLongLine() {
		return this == SIMPLE_STRING || this == FLOAT || this == ERROR;
	}

	/**
	 * Finds the type that begins with a byte.
	 * @param prefix any byte
	 * @return the type, {@code null} if none begins so
	 */
	static @Nullable WireType of(byte prefix) {
		return (prefix >= 0) ? BY_PREFIX[prefix] : null;
	}

}
