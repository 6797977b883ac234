package io.zcached.spring.cache;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.util.Assert;
import org.springframework.util.ObjectUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The text of a cache key. What has parts (several arguments, a list, a record) is
 * written with the length of each part, such as {@code (1:a,2:bc)}: joined by commas
 * alone, different parts could give one text, and one caller another one's value. The
 * first part of a record is its class, since records of two classes are never equal.
 */
final class KeyText {

	/** What keys of several parts begin with. */
	static final String OPEN = "(";

	private static final String NULL = "-";

	/** Deeper is no key, but something that holds itself. */
	private static final int MAX_DEPTH = 64;

	/** Found by its type: Spring has no method that tells the parts. */
	private static final Field SIMPLE_KEY_PARTS = simpleKeyParts();

	private static final ClassValue<List<Method>> ACCESSORS = new ClassValue<>() {

		@Override
		protected List<Method> computeValue(Class<?> type) {
			List<Method> accessors = Arrays.stream(type.getRecordComponents())
				.map(RecordComponent::getAccessor)
				.toList();
			accessors.forEach(ReflectionUtils::makeAccessible);
			return accessors;
		}

	};

	private KeyText() {
	}

	/** Whether the text of a key is that of its parts. */
	static boolean hasParts(Object key) {
		return key instanceof SimpleKey || key instanceof Collection || key instanceof Map || key instanceof Optional
				|| key instanceof Record || key.getClass().isArray();
	}

	/**
	 * The text of a key.
	 * @throws IllegalStateException if a part of it has no text that tells it from
	 * others, or if it holds itself
	 */
	static String of(Object key) {
		return of(key, MAX_DEPTH);
	}

	private static String of(Object key, int depth) {
		if (!hasParts(key)) {
			return scalar(key);
		}
		Assert.state(depth > 0, () -> "A cache key of " + key.getClass().getName() + " holds itself, or more than "
				+ MAX_DEPTH + " others in each other; name another key in the annotation");
		Stream<String> parts = parts(key).map((part) -> part(part, depth - 1));
		boolean ordered = !(key instanceof Set || key instanceof Map);
		return (ordered ? parts : parts.sorted()).collect(Collectors.joining(",", OPEN + kind(key), ")"));
	}

	/** Tells a list from the arguments of a method, and so on. */
	private static String kind(Object key) {
		if (key instanceof SimpleKey) {
			return "";
		}
		if (key instanceof Collection) {
			return (key instanceof Set) ? "s" : "l";
		}
		if (key instanceof Map || key instanceof Optional) {
			return (key instanceof Map) ? "m" : "o";
		}
		return (key instanceof Record) ? "r" : "a";
	}

	private static String part(@Nullable Object part, int depth) {
		if (part == null) {
			return NULL;
		}
		String text = of(part, depth);
		return text.length() + ":" + text;
	}

	private static Stream<? extends @Nullable Object> parts(Object key) {
		if (key instanceof SimpleKey) {
			return Arrays.stream((@Nullable Object[]) partOf(key, SIMPLE_KEY_PARTS));
		}
		if (key instanceof Collection<?> collection) {
			return collection.stream();
		}
		if (key instanceof Map<?, ?> map) {
			return map.entrySet().stream().map((entry) -> Arrays.asList(entry.getKey(), entry.getValue()));
		}
		if (key instanceof Optional<?> optional) {
			return optional.stream();
		}
		if (key instanceof Record) {
			return Stream.concat(Stream.of(key.getClass().getName()),
					ACCESSORS.get(key.getClass())
						.stream()
						.map((accessor) -> ReflectionUtils.invokeMethod(accessor, key)));
		}
		return Arrays.stream(ObjectUtils.toObjectArray(key));
	}

	private static Object partOf(Object key, Field field) {
		Object part = ReflectionUtils.getField(field, key);
		Assert.state(part != null, "A cache key without parts");
		return part;
	}

	private static String scalar(Object key) {
		String text = key.toString();
		Assert.state(key instanceof String || !text.equals(defaultToString(key)),
				() -> "A cache key of " + key.getClass().getName()
						+ " needs a toString() that tells one from another; add it, or name a key in the annotation");
		return text;
	}

	private static String defaultToString(Object key) {
		return key.getClass().getName() + "@" + Integer.toHexString(key.hashCode());
	}

	private static Field simpleKeyParts() {
		Field field = ReflectionUtils.findField(SimpleKey.class, null, Object[].class);
		Assert.state(field != null, "This version of Spring has a SimpleKey of another shape; report it to zcached");
		ReflectionUtils.makeAccessible(field);
		return field;
	}

}
