package io.zcached.spring.cache;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * Compares one value with what comes back from its JSON, class by class and field by
 * field, since {@code equals} is often of no help: it is missing, looks at an identifier
 * only, or knows nothing of arrays. A transient field counts as far as {@code equals}
 * says. A list, set or map may come back as another class, but not without its order.
 */
final class Comparison {

	private final AllowedTypes types;

	/** What is being compared or has been: values may refer to each other. */
	private final Map<Object, Object> seen = new IdentityHashMap<>();

	private @Nullable Field where;

	private Comparison(AllowedTypes types) {
		this.types = types;
	}

	/**
	 * Where they differ, in words, {@code null} if nowhere.
	 * @param types tells which collections are the application's own
	 */
	static @Nullable String difference(Object value, Object back, AllowedTypes types) {
		Comparison comparison = new Comparison(types);
		try {
			if (comparison.same(value, back)) {
				return null;
			}
		}
		catch (RuntimeException | StackOverflowError ex) {
			return "it cannot be compared (" + ex.getClass().getSimpleName() + ")";
		}
		if (comparison.where != null) {
			return "its JSON loses or changes '" + comparison.where.getName() + "' of "
					+ comparison.where.getDeclaringClass().getName();
		}
		return "it would come back as " + ((value.getClass() != back.getClass()) ? back.getClass().getTypeName()
				: "another value of that class");
	}

	private boolean same(@Nullable Object value, @Nullable Object back) {
		if (value == back) {
			return true;
		}
		if (value == null || back == null) {
			return false;
		}
		Class<?> type = value.getClass();
		if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
			return isSameKind(value, back) && sameElements(value, back)
					&& (type != back.getClass() || ClassFields.isOfJdk(type) || sameFields(value, back));
		}
		if (type != back.getClass()) {
			return false;
		}
		if (type.isArray()) {
			return sameArrays(value, back);
		}
		if (value instanceof Optional<?> optional) {
			return same(optional.orElse(null), ((Optional<?>) back).orElse(null));
		}
		return ClassFields.isOfJdk(type) ? sameByItself(value, back) : sameFields(value, back);
	}

	/** Whether nobody can tell the classes of two containers. */
	private boolean isSameKind(Object value, Object back) {
		if (value instanceof SortedSet<?> set) {
			return back instanceof SortedSet<?> other && Objects.equals(set.comparator(), other.comparator());
		}
		if (value instanceof SortedMap<?, ?> map) {
			return back instanceof SortedMap<?, ?> other && Objects.equals(map.comparator(), other.comparator());
		}
		if (value.getClass() == back.getClass()) {
			return true;
		}
		return !this.types.isOfApplication(value.getClass()) && value instanceof Map == back instanceof Map
				&& value instanceof Set == back instanceof Set && (!(value instanceof List) || back instanceof List);
	}

	private boolean sameElements(Object value, Object back) {
		Collection<?> elements = (value instanceof Map<?, ?> map) ? map.entrySet() : (Collection<?>) value;
		Collection<?> others = (back instanceof Map<?, ?> map) ? map.entrySet() : (Collection<?>) back;
		if (elements.size() != others.size()) {
			return false;
		}
		Iterator<?> iterator = others.iterator();
		if (elements.stream().allMatch((element) -> sameElement(element, iterator.next()))) {
			return true;
		}
		boolean ordered = value instanceof LinkedHashSet || value instanceof LinkedHashMap || value instanceof SortedSet
				|| value instanceof SortedMap;
		if ((value instanceof Set || value instanceof Map) && !ordered && sameInAnyOrder(byKey(value), byKey(back))) {
			this.where = null;
			return true;
		}
		return false;
	}

	private boolean sameInAnyOrder(Map<?, ?> value, Map<?, ?> back) {
		return value.entrySet()
			.stream()
			.allMatch((entry) -> back.containsKey(entry.getKey()) && same(entry.getValue(), back.get(entry.getKey())));
	}

	private static Map<?, ?> byKey(Object value) {
		if (value instanceof Map<?, ?> map) {
			return map;
		}
		Map<@Nullable Object, @Nullable Object> elements = new HashMap<>();
		((Set<?>) value).forEach((element) -> elements.put(element, element));
		return elements;
	}

	private boolean sameElement(@Nullable Object element, @Nullable Object other) {
		return (element instanceof Map.Entry<?, ?> entry && other instanceof Map.Entry<?, ?> back)
				? same(entry.getKey(), back.getKey()) && same(entry.getValue(), back.getValue()) : same(element, other);
	}

	private boolean sameArrays(Object value, Object back) {
		int length = Array.getLength(value);
		if (length != Array.getLength(back)) {
			return false;
		}
		if (value.getClass().getComponentType().isPrimitive()) {
			return Objects.deepEquals(value, back);
		}
		for (int i = 0; i < length; i++) {
			if (!same(Array.get(value, i), Array.get(back, i))) {
				return false;
			}
		}
		return true;
	}

	private boolean sameFields(Object value, Object back) {
		if (this.seen.put(value, back) == back) {
			return true;
		}
		ClassFields fields = ClassFields.of(value.getClass());
		boolean same = fields.fields().stream().allMatch((field) -> sameField(field, value, back))
				&& (fields.complete() || sameByItself(value, back));
		if (!same) {
			this.seen.remove(value);
		}
		return same;
	}

	private boolean sameField(Field field, Object value, Object back) {
		boolean same = same(ReflectionUtils.getField(field, value), ReflectionUtils.getField(field, back));
		if (!same && this.where == null) {
			this.where = field;
		}
		return same;
	}

	/**
	 * Of a class whose fields cannot be read; without an equals, the text of a number and
	 * of a text tells all.
	 */
	private static boolean sameByItself(Object value, Object back) {
		if (ClassFields.hasEquals(value.getClass())) {
			return value.equals(back);
		}
		return (value instanceof Number || value instanceof CharSequence || value instanceof AtomicBoolean)
				&& value.toString().equals(back.toString());
	}

}
