package io.zcached.spring.json;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;

/**
 * Refuses {@code 1e1000000000} as a {@link BigDecimal}: ten bytes, and gigabytes as soon
 * as somebody asks for its digits. The limit is Jackson's for a {@code BigInteger}.
 */
final class LimitedExponents extends ValueDeserializerModifier {

	private static final long serialVersionUID = 1L;

	private static final int MAX_SCALE = 100_000;

	@Override
	public ValueDeserializer<?> modifyDeserializer(DeserializationConfig config, BeanDescription.Supplier description,
			ValueDeserializer<?> deserializer) {
		Class<?> type = description.getBeanClass();
		return (type == BigDecimal.class || type == Number.class) ? new Limited(deserializer) : deserializer;
	}

	/** Reads a number. */
	static final class Limited extends DelegatingDeserializer {

		Limited(ValueDeserializer<?> deserializer) {
			super(deserializer);
		}

		@Override
		protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> deserializer) {
			return new Limited(deserializer);
		}

		@Override
		public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
			Object value = super.deserialize(parser, context);
			return (value instanceof BigDecimal number && Math.abs((long) number.scale()) > MAX_SCALE)
					? context.reportInputMismatch(this, "The exponent of a number is out of range") : value;
		}

	}

}
