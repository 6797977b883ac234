package io.zcached.spring.boot.aot;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

import org.springframework.core.ResolvableType;

/**
 * Collects the records that keys are made of: the arguments of cached methods, and
 * whatever is declared inside of them, in records, collections, arrays and so on.
 */
final class KeyedRecords {

	private final Set<Class<?>> records = new LinkedHashSet<>();

	private final Set<Type> seen = new HashSet<>();

	/** Those of the arguments of a method that a class has, perhaps inherited. */
	void add(Method method, Class<?> type) {
		for (int i = 0; i < method.getParameterCount(); i++) {
			add(ResolvableType.forMethodParameter(method, i, type));
		}
	}

	private void add(ResolvableType type) {
		Class<?> raw = type.toClass();
		if (type.isArray()) {
			add(type.getComponentType());
		}
		else if (this.seen.add(type.hasGenerics() ? type.getType() : raw)) {
			Arrays.stream(type.getGenerics()).forEach(this::add);
			if (raw.isSealed()) {
				Arrays.stream(raw.getPermittedSubclasses()).map(ResolvableType::forClass).forEach(this::add);
			}
			if (raw.isRecord() && this.records.add(raw)) {
				for (RecordComponent component : raw.getRecordComponents()) {
					add(ResolvableType.forType(component.getGenericType(), type));
				}
			}
		}
	}

	/** All of them. */
	Set<Class<?>> all() {
		return this.records;
	}

}
