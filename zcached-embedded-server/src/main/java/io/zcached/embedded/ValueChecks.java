package io.zcached.embedded;

import java.util.Collection;

/**
 * What the server finds out about a value: its size, and whether it can be stored.
 */
final class ValueChecks {

	private ValueChecks() {
	}

	/**
	 * The answer of SIZEOF: bytes of a string, elements of a collection, bytes in memory
	 * of the rest.
	 */
	static int sizeOf(Value value) {
		if (value instanceof Value.Text text) {
			return text.content().length();
		}
		if (value instanceof Value.SimpleText text) {
			return text.content().length();
		}
		if (value instanceof Value.Array array) {
			return array.items().size();
		}
		if (value instanceof Value.Mapping map) {
			return map.entries().size();
		}
		if (value instanceof Value.OrderedSet set) {
			return set.items().size();
		}
		if (value instanceof Value.UnorderedSet set) {
			return set.items().size();
		}
		if (value instanceof Value.Int || value instanceof Value.Real) {
			return Long.BYTES;
		}
		return (value instanceof Value.Bool) ? 1 : 0;
	}

	/**
	 * Whether there is no error in a value. Sets need no look: the parser lets no error
	 * into them.
	 */
	static boolean isStorable(Value value) {
		if (value instanceof Value.Array array) {
			return areStorable(array.items());
		}
		if (value instanceof Value.Mapping map) {
			return areStorable(map.entries().values());
		}
		return !(value instanceof Value.Failure);
	}

	private static boolean areStorable(Collection<Value> values) {
		for (Value value : values) {
			if (!isStorable(value)) {
				return false;
			}
		}
		return true;
	}

}
