package io.zcached.spring.cache;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Which classes an entry may name. Nothing else is loaded, whoever wrote the entry.
 */
final class AllowedTypes {

	private static final List<String> ALWAYS = List.of("java.time.", "java.math.");

	private static final Map<String, Class<?>> BASIC = Map.of("byte[]", byte[].class, "java.util.List", List.class,
			"java.util.Map", Map.class, "java.util.UUID", java.util.UUID.class, "java.net.URI", java.net.URI.class,
			"java.lang.String", String.class);

	private final List<String> packages;

	private final @Nullable ClassLoader classLoader;

	AllowedTypes(List<String> packages, @Nullable ClassLoader classLoader) {
		this.packages = packages.stream().map((name) -> name + ".").toList();
		this.classLoader = classLoader;
	}

	/**
	 * The name under which values of a class are stored, {@code null} if they are not.
	 */
	@Nullable String nameOf(Object value) {
		if (value instanceof byte[]) {
			return "byte[]";
		}
		if (isPlain(value)) {
			return (value instanceof List) ? "java.util.List" : "java.util.Map";
		}
		Class<?> type = (value instanceof Enum<?> constant) ? constant.getDeclaringClass() : value.getClass();
		return isAllowed(type.getName()) ? type.getName() : null;
	}

	/** The class of that name, {@code null} if it is not allowed or not there. */
	@Nullable Class<?> find(String name) {
		if (BASIC.containsKey(name)) {
			return BASIC.get(name);
		}
		try {
			return isAllowed(name) ? ClassUtils.forName(name, this.classLoader) : null;
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

	private boolean isAllowed(String name) {
		return BASIC.containsKey(name) || ALWAYS.stream().anyMatch(name::startsWith)
				|| this.packages.stream().anyMatch(name::startsWith);
	}

	/**
	 * Whether a list or map comes back equal without its types being known: JSON has only
	 * text, booleans and two kinds of numbers.
	 */
	private static boolean isPlain(Object value) {
		if (value instanceof List<?> list) {
			return list.stream().allMatch(AllowedTypes::isPlainElement);
		}
		return value instanceof Map<?, ?> map && map.keySet().stream().allMatch(String.class::isInstance)
				&& map.values().stream().allMatch(AllowedTypes::isPlainElement);
	}

	private static boolean isPlainElement(@Nullable Object value) {
		return value == null || value instanceof String || value instanceof Boolean || value instanceof Integer
				|| value instanceof Double || isPlain(value);
	}

}
