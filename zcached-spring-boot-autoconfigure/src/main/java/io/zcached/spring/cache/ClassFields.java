package io.zcached.spring.cache;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.springframework.util.ReflectionUtils;

/**
 * Which fields tell what a value of a class is.
 *
 * @param fields those that can be read, of superclasses, too
 * @param complete whether they tell all; otherwise {@code equals} has to say the rest:
 * some are of Java's own classes or of a module that is not open, or are transient and no
 * part of what the value is
 */
record ClassFields(List<Field> fields, boolean complete) {

	private static final ClassValue<ClassFields> KNOWN = new ClassValue<>() {

		@Override
		protected ClassFields computeValue(Class<?> type) {
			return find(type);
		}

	};

	static ClassFields of(Class<?> type) {
		return KNOWN.get(type);
	}

	private static ClassFields find(Class<?> owner) {
		List<Field> fields = new ArrayList<>();
		boolean complete = true;
		Class<?> type = owner;
		while (!isOfJdk(type)) {
			for (Field field : type.getDeclaredFields()) {
				if (!Modifier.isStatic(field.getModifiers())) {
					boolean counts = !(Modifier.isTransient(field.getModifiers()) && hasEquals(owner))
							&& isAccessible(field);
					complete = complete && counts;
					if (counts) {
						fields.add(field);
					}
				}
			}
			type = type.getSuperclass();
		}
		boolean isKnown = type == Object.class || type == Record.class || Collection.class.isAssignableFrom(type)
				|| Map.class.isAssignableFrom(type);
		return new ClassFields(List.copyOf(fields), complete && isKnown);
	}

	private static boolean isAccessible(Field field) {
		try {
			field.setAccessible(true);
			return true;
		}
		catch (InaccessibleObjectException ex) {
			return false;
		}
	}

	static boolean hasEquals(Class<?> type) {
		return Objects.requireNonNull(ReflectionUtils.findMethod(type, "equals", Object.class))
			.getDeclaringClass() != Object.class;
	}

	static boolean isOfJdk(Class<?> type) {
		ClassLoader loader = type.getClassLoader();
		return loader == null || loader == ClassLoader.getPlatformClassLoader();
	}

}
