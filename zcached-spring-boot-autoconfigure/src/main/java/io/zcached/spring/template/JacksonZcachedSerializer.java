package io.zcached.spring.template;

import java.lang.reflect.Type;
import java.util.Set;

import io.zcached.spring.json.ExactJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ClassUtils;

/**
 * Stores text, numbers and booleans as the server's own types, and everything else as
 * JSON, which escapes every byte that a server cannot store. What is read is of the type
 * that the caller asks for; no type name is stored, and none is believed.
 */
public class JacksonZcachedSerializer implements ZcachedSerializer {

	private static final Set<Class<?>> SCALARS = Set.of(String.class, Long.class, Integer.class, Short.class,
			Byte.class, Double.class, Float.class, Boolean.class);

	private final JsonMapper mapper;

	/**
	 * Creates a serializer.
	 * @param mapper reads and writes the JSON, but for three things in reading: times
	 * keep the offset that was written, sets their order, and a {@code BigDecimal} whose
	 * scale is beyond 100,000 is refused
	 */
	public JacksonZcachedSerializer(JsonMapper mapper) {
		this.mapper = ExactJson.reading(mapper);
	}

	@Override
	public @Nullable Object serialize(@Nullable Object value) {
		if (value == null || SCALARS.contains(value.getClass())) {
			return value;
		}
		try {
			return this.mapper.writeValueAsString(value);
		}
		catch (RuntimeException ex) {
			throw failure("A value of " + value.getClass().getName() + " cannot be written as JSON", ex);
		}
	}

	@Override
	public @Nullable Object deserialize(Object stored, Type type) {
		JavaType wanted = this.mapper.constructType(type);
		Class<?> raw = ClassUtils.resolvePrimitiveIfNecessary(wanted.getRawClass());
		if (raw == Object.class || SCALARS.contains(raw)
				|| (stored instanceof Number && Number.class.isAssignableFrom(raw))) {
			Object converted = NativeZcachedSerializer.convert(stored, raw);
			if (converted == null) {
				throw NativeZcachedSerializer.failure(stored, raw, "");
			}
			return converted;
		}
		try {
			return (stored instanceof String json) ? this.mapper.readValue(json, wanted)
					: this.mapper.convertValue(stored, wanted);
		}
		catch (RuntimeException ex) {
			throw failure("What is stored cannot be read as " + type.getTypeName(), ex);
		}
	}

	/**
	 * Jackson's messages quote what they read, and so may those of the application's own
	 * classes that it calls; only the kind of failure is told.
	 */
	private static ZcachedSerializationException failure(String what, RuntimeException ex) {
		return new ZcachedSerializationException(what + " (" + ex.getClass().getSimpleName() + ")", null);
	}

}
