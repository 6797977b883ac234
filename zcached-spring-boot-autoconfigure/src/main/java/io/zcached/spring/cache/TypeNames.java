package io.zcached.spring.cache;

import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.AbstractCollection;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Names the type as which a value comes back equal from JSON: its class, or a list, set
 * or map of values that are all of one type.
 */
final class TypeNames {

	/** Of collections in collections: more than any value has. */
	static final int MAX_DEPTH = 16;

	/** What a method may declare to return, and gets another class than it made. */
	private static final Set<Class<?>> INTERCHANGEABLE = Set.of(Object.class, AbstractCollection.class,
			AbstractList.class, AbstractSet.class, AbstractMap.class, ArrayList.class, HashSet.class,
			LinkedHashSet.class, HashMap.class, LinkedHashMap.class);

	private final AllowedTypes types;

	TypeNames(AllowedTypes types) {
		this.types = types;
	}

	/** The name, {@code null} if the value would not come back as it is. */
	@Nullable String of(Object value) {
		return of(value, 0);
	}

	private @Nullable String of(Object value, int depth) {
		if (value instanceof byte[]) {
			return "byte[]";
		}
		for (Container container : Container.values()) {
			if (container.type.isInstance(value)) {
				return (depth < MAX_DEPTH && isInterchangeable(value.getClass())) ? of(container, value, depth) : null;
			}
		}
		Class<?> type = (value instanceof Enum<?> constant) ? constant.getDeclaringClass() : value.getClass();
		return this.types.allows(type) ? type.getName() : null;
	}

	private @Nullable String of(Container container, Object value, int depth) {
		if (value instanceof Map<?, ?> map && !map.keySet().stream().allMatch(String.class::isInstance)) {
			return null;
		}
		Collection<?> elements = (value instanceof Map<?, ?> map) ? map.values() : (Collection<?>) value;
		if (elements.stream().allMatch((element) -> isPlain(element, depth + 1))) {
			return container.typeName();
		}
		String common = null;
		for (Object element : elements) {
			if (element != null) {
				String name = of(element, depth + 1);
				if (name == null || (common != null && !common.equals(name))) {
					return null;
				}
				common = name;
			}
		}
		return container.typeName() + "<" + common + ">";
	}

	/** Whether an element comes back equal without its type being known. */
	private static boolean isPlain(@Nullable Object value, int depth) {
		if (value instanceof Double number) {
			return Double.isFinite(number);
		}
		if (value instanceof List<?> list) {
			return depth < MAX_DEPTH && isInterchangeable(list.getClass())
					&& list.stream().allMatch((element) -> isPlain(element, depth + 1));
		}
		if (value instanceof Map<?, ?> map) {
			return depth < MAX_DEPTH && isInterchangeable(map.getClass())
					&& map.keySet().stream().allMatch(String.class::isInstance)
					&& map.values().stream().allMatch((element) -> isPlain(element, depth + 1));
		}
		return value == null || value instanceof String || value instanceof Boolean || value instanceof Integer;
	}

	/**
	 * Whether a caller cannot tell the class from the one that comes back: it is hidden,
	 * as that of {@link List#of()}, or one of those that come back.
	 */
	private static boolean isInterchangeable(Class<?> type) {
		for (Class<?> each = type; each != null; each = each.getSuperclass()) {
			if (Modifier.isPublic(each.getModifiers()) && !INTERCHANGEABLE.contains(each)) {
				return false;
			}
		}
		return !SortedSet.class.isAssignableFrom(type) && !SortedMap.class.isAssignableFrom(type);
	}

	/** What holds values of one type. */
	enum Container {

		/** A list. */
		LIST(List.class),

		/** A set. */
		SET(Set.class),

		/** A map, with text as keys. */
		MAP(Map.class);

		private final Class<?> type;

		Container(Class<?> type) {
			this.type = type;
		}

		String typeName() {
			return this.type.getName();
		}

		/** The container of whatever is plain. */
		Type type() {
			return this.type;
		}

		Type of(Type element) {
			ResolvableType inner = ResolvableType.forType(element);
			return ((this == MAP)
					? ResolvableType.forClassWithGenerics(this.type, ResolvableType.forClass(String.class), inner)
					: ResolvableType.forClassWithGenerics(this.type, inner))
				.getType();
		}

	}

}
