package io.zcached.spring.cache;

import java.lang.reflect.Type;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Which types an entry may name. Nothing else is loaded, whoever wrote the entry.
 */
final class AllowedTypes {

	private static final List<String> ALWAYS = List.of("java.time.", "java.math.");

	/** Longer than any class is named by a person. */
	private static final int MAX_NAME = 512;

	private static final Map<String, Class<?>> BASIC = Stream
		.of(byte[].class, String.class, Character.class, Boolean.class, Long.class, Integer.class, Short.class,
				Byte.class, Double.class, Float.class, UUID.class, URI.class)
		.collect(Collectors.toUnmodifiableMap(Class::getTypeName, Function.identity()));

	private final List<String> packages;

	private final @Nullable ClassLoader classLoader;

	AllowedTypes(List<String> packages, @Nullable ClassLoader classLoader) {
		this.packages = packages.stream().map((name) -> name + ".").toList();
		this.classLoader = classLoader;
	}

	/** Whether values of a class, which has no type parameters, may be stored. */
	boolean allows(Class<?> type) {
		return !type.isArray() && type.getTypeParameters().length == 0 && isAllowed(type.getName());
	}

	/** Whether the application's own code knows a class by its name. */
	boolean isOfApplication(Class<?> type) {
		return !type.isAnonymousClass() && this.packages.stream().anyMatch(type.getName()::startsWith);
	}

	/**
	 * The type of that name, such as {@code com.example.Book} or
	 * {@code java.util.List<com.example.Book>}; {@code null} if it is not allowed or not
	 * there.
	 */
	@Nullable Type find(String name) {
		return find(name, 0);
	}

	private @Nullable Type find(String name, int depth) {
		for (TypeNames.Container container : TypeNames.Container.values()) {
			if (name.equals(container.typeName())) {
				return container.type();
			}
			if (name.startsWith(container.typeName() + "<") && name.endsWith(">") && depth < TypeNames.MAX_DEPTH) {
				Type element = find(name.substring(container.typeName().length() + 1, name.length() - 1), depth + 1);
				return (element != null) ? container.of(element) : null;
			}
		}
		return findClass(name);
	}

	private @Nullable Class<?> findClass(String name) {
		if (BASIC.containsKey(name)) {
			return BASIC.get(name);
		}
		try {
			Class<?> found = isAllowed(name) ? ClassUtils.forName(name, this.classLoader) : null;
			return (found != null && allows(found)) ? found : null;
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

	private boolean isAllowed(String name) {
		return BASIC.containsKey(name) || (isName(name) && isInAllowedPackage(name));
	}

	/**
	 * Whether a class may have this name: a class loader keeps what it was once asked for
	 * as long as it lives, and takes other characters for parts of a path.
	 */
	private static boolean isName(String name) {
		return name.length() <= MAX_NAME && !name.contains("..") && !name.endsWith(".") && name.chars()
			.allMatch((c) -> c == '.' || (Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c)));
	}

	private boolean isInAllowedPackage(String name) {
		return ALWAYS.stream().anyMatch(name::startsWith) || this.packages.stream().anyMatch(name::startsWith);
	}

}
