package io.zcached.embedded;

import java.util.List;
import java.util.Map;

/**
 * A value as the server holds it. Every value is immutable once it is parsed, so it is
 * shared by threads without a lock.
 */
sealed interface Value {

	/**
	 * The answer of the commands that have nothing to tell.
	 */
	Value OK = new SimpleText(Bytes.of("OK"));

	/**
	 * A bulk string, {@code $}.
	 */
	record Text(Bytes content) implements Value {
	}

	/**
	 * A simple string, {@code +}; the unterminated line turns it into a {@link Text} as
	 * it reads it.
	 */
	record SimpleText(Bytes content) implements Value {
	}

	/**
	 * A signed 64-bit integer, {@code :}.
	 */
	record Int(long number) implements Value {
	}

	/**
	 * A double, {@code ,}.
	 */
	record Real(double number) implements Value {
	}

	/**
	 * A boolean, {@code #}.
	 */
	record Bool(boolean truth) implements Value {
	}

	/**
	 * Null, {@code _}.
	 */
	record Null() implements Value {
	}

	/**
	 * An array, {@code *}.
	 */
	record Array(List<Value> items) implements Value {
	}

	/**
	 * A map, {@code %}; the keys are always strings.
	 */
	record Mapping(Map<Bytes, Value> entries) implements Value {
	}

	/**
	 * An ordered set, {@code /}.
	 */
	record OrderedSet(List<Value> items) implements Value {
	}

	/**
	 * An unordered set, {@code ~}.
	 */
	record UnorderedSet(List<Value> items) implements Value {
	}

	/**
	 * An error, {@code -}: a server reads it but can neither store nor answer it.
	 */
	record Failure(Bytes message) implements Value {
	}

}
