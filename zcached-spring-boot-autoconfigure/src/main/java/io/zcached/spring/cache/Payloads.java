package io.zcached.spring.cache;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * Writes values that are no text, number or boolean as text, and reads them.
 */
interface Payloads {

	/** Writes a value, whose parts are all of types that come back as they were. */
	String write(Object value);

	/** Reads a value of a type that is allowed. */
	@Nullable Object read(String payload, Type type);

	/** Without Jackson there is no such text. */
	Payloads NONE = new Payloads() {

		@Override
		public String write(Object value) {
			throw new UncacheableValueException("A value of " + value.getClass().getName()
					+ " can be cached only with Jackson 3 on the class path (spring-boot-starter-jackson)");
		}

		@Override
		public @Nullable Object read(String payload, Type type) {
			throw new UncacheableValueException("JSON can be read only with Jackson 3 on the class path");
		}

	};

}
