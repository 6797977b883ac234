package io.zcached.embedded;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What the server's hash of a value depends on. The server hashes a scalar's bytes, and a
 * collection's elements' hashes in order; so {@code 0} and {@code -0}, or two arrays of
 * the same elements in another order, are equal to it and yet stay apart in a set.
 */
final class ServerHash {

	private static final byte[] NOTHING = {};

	private ServerHash() {
	}

	static int hash(Value value) {
		byte[] scalar = scalar(value);
		if (scalar != null) {
			return Arrays.hashCode(scalar);
		}
		int hash = 7;
		for (Value part : parts(value)) {
			hash = 31 * hash + hash(part);
		}
		return hash;
	}

	/**
	 * Whether the server's hashes of two values are the same.
	 */
	static boolean same(Value one, Value two) {
		byte[] scalar = scalar(one);
		byte[] other = scalar(two);
		if (scalar != null || other != null) {
			return Arrays.equals(scalar, other);
		}
		List<Value> ones = parts(one);
		List<Value> twos = parts(two);
		if (ones.size() != twos.size()) {
			return false;
		}
		for (int i = 0; i < ones.size(); i++) {
			if (!same(ones.get(i), twos.get(i))) {
				return false;
			}
		}
		return true;
	}

	/**
	 * The bytes that are hashed for a scalar or an empty collection, null for a filled
	 * one.
	 */
	private static byte @Nullable [] scalar(Value value) {
		if (value instanceof Value.Text text) {
			return text.content().toByteArray();
		}
		if (value instanceof Value.SimpleText text) {
			return text.content().toByteArray();
		}
		if (value instanceof Value.Int integer) {
			return bytes(integer.number());
		}
		if (value instanceof Value.Real real) {
			return bytes(Double.doubleToRawLongBits(real.number()));
		}
		if (value instanceof Value.Bool bool) {
			return new byte[] { (byte) (bool.truth() ? 1 : 0) };
		}
		if (value instanceof Value.Null) {
			return NOTHING;
		}
		return parts(value).isEmpty() ? NOTHING : null;
	}

	private static byte[] bytes(long number) {
		return ByteBuffer.allocate(Long.BYTES).putLong(Long.reverseBytes(number)).array();
	}

	/**
	 * The elements of a collection; where the server goes by hash order, in an order that
	 * is the same for the same content.
	 */
	private static List<Value> parts(Value value) {
		if (value instanceof Value.Array array) {
			return array.items();
		}
		if (value instanceof Value.OrderedSet set) {
			return set.items();
		}
		if (value instanceof Value.UnorderedSet set) {
			return set.items().stream().sorted(Comparator.comparingInt(ServerHash::hash)).toList();
		}
		if (value instanceof Value.Mapping map) {
			List<Value> parts = new ArrayList<>();
			new TreeMap<>(map.entries()).forEach((key, item) -> {
				parts.add(new Value.Text(key));
				parts.add(item);
			});
			return parts;
		}
		throw new ServerDeath("there is an error inside a set");
	}

}
