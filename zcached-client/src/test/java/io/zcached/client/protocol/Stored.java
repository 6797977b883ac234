package io.zcached.client.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a Java value is once it has been stored and read back.
 */
final class Stored {

	private Stored() {
	}

	static @Nullable Object of(@Nullable Object value) {
		if (value instanceof CharSequence) {
			return value.toString();
		}
		if (value instanceof Float) {
			return Double.valueOf(value.toString());
		}
		if (value instanceof Number number && !(value instanceof Double)) {
			return number.longValue();
		}
		if (value instanceof Object[] array) {
			return of(java.util.Arrays.asList(array));
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, @Nullable Object> result = new LinkedHashMap<>();
			map.forEach((key, element) -> result.put(key.toString(), of(element)));
			return result;
		}
		if (value instanceof Set<?> set) {
			return elements(new HashSet<>(), set);
		}
		return (value instanceof List<?> list) ? elements(new ArrayList<>(), list) : value;
	}

	private static Object elements(Collection<@Nullable Object> result, Collection<?> elements) {
		for (Object element : elements) {
			result.add(of(element));
		}
		return result;
	}

}
