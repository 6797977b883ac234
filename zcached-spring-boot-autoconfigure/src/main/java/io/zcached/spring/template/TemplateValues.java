package io.zcached.spring.template;

import java.lang.reflect.Type;

import io.zcached.client.protocol.Printable;
import org.jspecify.annotations.Nullable;

/**
 * Values to what is stored and back, with the key in the exception if that fails.
 *
 * @param serializer does the work
 */
record TemplateValues(ZcachedSerializer serializer) {

	@Nullable Object write(String key, @Nullable Object value) {
		try {
			return this.serializer.serialize(value);
		}
		catch (ZcachedSerializationException ex) {
			throw at(key, ex);
		}
	}

	<T> @Nullable T read(String key, Object stored, Type type) {
		try {
			@SuppressWarnings("unchecked")
			T value = (T) this.serializer.deserialize(stored, type);
			return value;
		}
		catch (ZcachedSerializationException ex) {
			throw at(key, ex);
		}
	}

	private static ZcachedSerializationException at(String key, ZcachedSerializationException ex) {
		return new ZcachedSerializationException("Key '" + Printable.of(key) + "': " + ex.getMessage(), ex.getCause());
	}

}
