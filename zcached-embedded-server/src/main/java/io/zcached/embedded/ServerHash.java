package io.zcached.embedded;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the server's hash of a value depends on. The server hashes a scalar's bytes, and a
 * collection's elements' hashes in order; so {@code 0} and {@code -0}, or two arrays of
 * the same elements in another order, are equal to it and yet stay apart in a set. Where
 * the order is that of a hash table, the same content is taken to be in the same order.
 */
final class ServerHash {

	private static final byte[] NOTHING = {};

	private ServerHash() {
	}

	/**
	 * A hash that is the same for values whose hashes are the same to the server.
	 * @throws ServerDeath if there is an error in the value
	 */
	static int hash(Value value) {
		int hash = 1;
		if (value instanceof Value.UnorderedSet set) {
			for (Value item : set.items()) {
				hash += 31 * hash(item);
			}
			return hash;
		}
		if (value instanceof Value.Mapping map) {
			for (Map.Entry<Bytes, Value> entry : map.entries().entrySet()) {
				hash += entry.getKey().hashCode() ^ (31 * hash(entry.getValue()));
			}
			return hash;
		}
		byte[] scalar = scalar(value);
		if (scalar != null) {
			return Arrays.hashCode(scalar);
		}
		for (Value item : items(value)) {
			hash = 31 * hash + hash(item);
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
		if (one instanceof Value.Mapping a && two instanceof Value.Mapping b) {
			return sameEntries(a.entries(), b.entries());
		}
		if (one instanceof Value.UnorderedSet a && two instanceof Value.UnorderedSet b) {
			return sameItems(byHash(a.items()), byHash(b.items()));
		}
		return one.getClass() == two.getClass() && sameItems(items(one), items(two));
	}

	private static boolean sameItems(List<Value> ones, List<Value> twos) {
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

	private static boolean sameEntries(Map<Bytes, Value> ones, Map<Bytes, Value> twos) {
		if (ones.size() != twos.size()) {
			return false;
		}
		for (Map.Entry<Bytes, Value> one : ones.entrySet()) {
			Value two = twos.get(one.getKey());
			if (two == null || !same(one.getValue(), two)) {
				return false;
			}
		}
		return true;
	}

	private static List<Value> byHash(List<Value> items) {
		return items.stream()
			.map(SetElement::new)
			.sorted(Comparator.comparingInt(SetElement::hashCode))
			.map(SetElement::value)
			.toList();
	}

	private static List<Value> items(Value value) {
		if (value instanceof Value.Array array) {
			return array.items();
		}
		return (value instanceof Value.OrderedSet set) ? set.items() : List.of();
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
		if (value instanceof Value.Failure) {
			throw new ServerDeath("there is an error inside a set");
		}
		return (ValueChecks.sizeOf(value) == 0) ? NOTHING : null;
	}

	private static byte[] bytes(long number) {
		return ByteBuffer.allocate(Long.BYTES).putLong(Long.reverseBytes(number)).array();
	}

}
