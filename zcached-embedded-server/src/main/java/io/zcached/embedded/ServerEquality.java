package io.zcached.embedded;

import java.util.List;
import java.util.Map;

/**
 * When the server takes two values for equal, its oddities included: collections are
 * equal when the number of equal pairs among all their elements is the length, maps when
 * they share one entry.
 */
final class ServerEquality {

	private ServerEquality() {
	}

	static boolean equal(Value one, Value two) {
		if (one.getClass() != two.getClass()) {
			return false;
		}
		if (one instanceof Value.Real a && two instanceof Value.Real b) {
			return a.number() == b.number();
		}
		if (one instanceof Value.Array a && two instanceof Value.Array b) {
			return a.items().size() == b.items().size() && equalItems(a.items(), b.items());
		}
		if (one instanceof Value.OrderedSet a && two instanceof Value.OrderedSet b) {
			return equalItems(a.items(), b.items());
		}
		if (one instanceof Value.UnorderedSet a && two instanceof Value.UnorderedSet b) {
			return equalItems(a.items(), b.items());
		}
		if (one instanceof Value.Mapping a && two instanceof Value.Mapping b) {
			return shareAnEntry(a.entries(), b.entries());
		}
		return one.equals(two);
	}

	private static boolean equalItems(List<Value> ones, List<Value> twos) {
		long pairs = 0;
		for (Value one : ones) {
			for (Value two : twos) {
				pairs += equal(one, two) ? 1 : 0;
			}
		}
		return pairs == ones.size();
	}

	private static boolean shareAnEntry(Map<Bytes, Value> ones, Map<Bytes, Value> twos) {
		for (Map.Entry<Bytes, Value> one : ones.entrySet()) {
			Value two = twos.get(one.getKey());
			if (two != null && equal(one.getValue(), two)) {
				return true;
			}
		}
		return false;
	}

}
