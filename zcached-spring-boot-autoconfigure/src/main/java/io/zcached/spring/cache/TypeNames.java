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

	private static final String DECLARE = "declare the whole type of the cache's values (value-type)";

	private static final String WRAP = "wrap it in a record of the application, or " + DECLARE;

	private final AllowedTypes types;

	TypeNames(AllowedTypes types) {
		this.types = types;
	}

	/**
	 * The name.
	 * @throws UncacheableValueException if the value would not come back as it is
	 */
	String of(Object value) {
		return of(value, 0);
	}

	private String of(Object value, int depth) {
		if (value instanceof byte[]) {
			return "byte[]";
		}
		Class<?> type = (value instanceof Enum<?> constant) ? constant.getDeclaringClass() : value.getClass();
		for (Container container : Container.values()) {
			if (container.type.isInstance(value)) {
				if (depth == MAX_DEPTH) {
					throw refused(container.type,
							"more than " + MAX_DEPTH + " collections in each other cannot be stored");
				}
				if (!isInterchangeable(type)) {
					throw refused(type, "it would come back as another class of collection; " + WRAP);
				}
				return of(container, value, depth);
			}
		}
		if (!this.types.allows(type)) {
			throw refused(type, advice(type));
		}
		return type.getName();
	}

	private String of(Container container, Object value, int depth) {
		if (value instanceof Map<?, ?> map && !map.keySet().stream().allMatch(String.class::isInstance)) {
			throw refused(container.type, "its keys are no text; " + WRAP);
		}
		Collection<?> elements = (value instanceof Map<?, ?> map) ? map.values() : (Collection<?>) value;
		if (elements.stream().allMatch((element) -> isPlain(element, depth + 1))) {
			return container.typeName();
		}
		String common = null;
		for (Object element : elements) {
			if (element != null) {
				String name = of(element, depth + 1);
				if (common != null && !common.equals(name)) {
					throw refused(container.type, "it holds " + common + " and " + name + "; " + WRAP);
				}
				common = name;
			}
		}
		return container.typeName() + "<" + common + ">";
	}

	private static UncacheableValueException refused(Class<?> type, String reason) {
		return new UncacheableValueException(
				"A value of " + type.getTypeName() + " would not come back as it is: " + reason);
	}

	private static String advice(Class<?> type) {
		if (type.getTypeParameters().length > 0) {
			return "its JSON does not tell the type parameters; " + WRAP;
		}
		boolean allowable = !type.isArray() && !type.getName().startsWith("java");
		return allowable ? "allow the package of the class (allowed-packages), or " + DECLARE
				: "arrays and most classes of Java itself are stored inside of others only; " + WRAP;
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
