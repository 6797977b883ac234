package io.zcached.sample.entries;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON to the types that zcached has, and back. Whether a value can be stored is the
 * client's to say: this only translates.
 */
final class JsonValues {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private JsonValues() {
	}

	/** Integers become Long, or BigInteger where that is too small; decimals Double. */
	static @Nullable Object toValue(JsonNode json) {
		return switch (json.getNodeType()) {
			case OBJECT -> toMap(json);
			case ARRAY -> toList(json);
			case NUMBER -> toNumber(json);
			case BOOLEAN -> json.booleanValue();
			case STRING -> json.stringValue();
			case NULL -> null;
			case BINARY, MISSING, POJO -> throw new IllegalArgumentException("Not JSON: " + json.getNodeType());
		};
	}

	static JsonNode toJson(@Nullable Object value) {
		return MAPPER.valueToTree(value);
	}

	private static Map<String, @Nullable Object> toMap(JsonNode json) {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		json.properties().forEach((property) -> map.put(property.getKey(), toValue(property.getValue())));
		return map;
	}

	private static List<@Nullable Object> toList(JsonNode json) {
		List<@Nullable Object> list = new ArrayList<>();
		json.forEach((element) -> list.add(toValue(element)));
		return list;
	}

	private static Number toNumber(JsonNode json) {
		if (!json.isIntegralNumber()) {
			return toFiniteDouble(json);
		}
		return json.canConvertToLong() ? (Number) json.longValue() : json.bigIntegerValue();
	}

	private static double toFiniteDouble(JsonNode json) {
		double value = json.doubleValue();
		if (Double.isInfinite(value)) {
			throw new InvalidEntryException(
					"A decimal number must be within the range of a 64-bit floating point number.");
		}
		return value;
	}

}
