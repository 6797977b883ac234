package io.zcached.sample.entries;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Makes one tree of a value, not larger than a person can look at.
 */
final class ValueTrees {

	static final int MAX_NODES = 500;

	static final int MAX_TEXT = 1000;

	private int nodes;

	ValueTree of(@Nullable Object value) {
		return tree(null, value);
	}

	private ValueTree tree(@Nullable String label, @Nullable Object value) {
		this.nodes++;
		if (value instanceof Map<?, ?> map) {
			List<ValueTree> children = new ArrayList<>();
			map.forEach((key, element) -> add(children, String.valueOf(key), element));
			return new ValueTree(label, "map", null, map.size(), children);
		}
		if (value instanceof Collection<?> elements) {
			return collection(label, elements);
		}
		String text = String.valueOf(value);
		return new ValueTree(label, scalar(value), cut(text), text.length(), List.of());
	}

	private ValueTree collection(@Nullable String label, Collection<?> elements) {
		List<ValueTree> children = new ArrayList<>();
		int position = 0;
		for (Object element : elements) {
			add(children, (elements instanceof Set) ? null : String.valueOf(position), element);
			position++;
		}
		return new ValueTree(label, type(elements), null, elements.size(), children);
	}

	private void add(List<ValueTree> children, @Nullable String label, @Nullable Object element) {
		if (this.nodes < MAX_NODES) {
			children.add(tree(label, element));
		}
	}

	private static String cut(String text) {
		if (text.length() <= MAX_TEXT) {
			return text;
		}
		boolean halfPair = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1));
		return text.substring(0, halfPair ? MAX_TEXT - 1 : MAX_TEXT);
	}

	private static String type(Collection<?> elements) {
		if (elements instanceof LinkedHashSet) {
			return "ordered set";
		}
		return (elements instanceof Set) ? "set" : "list";
	}

	private static String scalar(@Nullable Object value) {
		if (value == null) {
			return "null";
		}
		if (value instanceof String) {
			return "string";
		}
		if (value instanceof Boolean) {
			return "boolean";
		}
		return (value instanceof Double) ? "float" : "integer";
	}

}
