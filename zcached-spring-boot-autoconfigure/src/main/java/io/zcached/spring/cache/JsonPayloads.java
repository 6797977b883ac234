package io.zcached.spring.cache;

import java.lang.reflect.Type;

import io.zcached.spring.json.ExactJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON, which escapes every byte that a server cannot store. No type names inside.
 * Whatever fails, also in the application's own classes, is told without its message,
 * which may quote the value; so is nesting that the thread has no stack for.
 */
class JsonPayloads implements Payloads {

	private final JsonMapper mapper;

	JsonPayloads(JsonMapper mapper) {
		this.mapper = ExactJson.both(mapper);
	}

	@Override
	public String write(Object value) {
		try {
			return this.mapper.writeValueAsString(value);
		}
		catch (RuntimeException | StackOverflowError ex) {
			throw new UncacheableValueException(
					"A value of " + value.getClass().getName() + " cannot be written as JSON" + kind(ex));
		}
	}

	@Override
	public @Nullable Object read(String payload, Type type) {
		try {
			return this.mapper.readValue(payload, this.mapper.constructType(type));
		}
		catch (RuntimeException | LinkageError | StackOverflowError ex) {
			throw new UncacheableValueException("The JSON of a value of " + type.getTypeName() + " cannot be read"
					+ kind(ex) + "; give the class a constructor that Jackson can call, or @JsonTypeInfo");
		}
	}

	/** What failed, and with which class. */
	private static String kind(Throwable ex) {
		JavaType type = (ex instanceof InvalidDefinitionException definition) ? definition.getType() : null;
		return " (" + ex.getClass().getSimpleName() + ((type != null) ? " of " + type.getRawClass().getTypeName() : "")
				+ ")";
	}

}
