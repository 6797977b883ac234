package io.zcached.spring.template;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Times keep what was written of their zone.
 */
class TemplateTimeTests {

	private static final OffsetDateTime OFFSET = OffsetDateTime.parse("2026-01-01T12:00:00+05:00");

	private static final ZonedDateTime ZONED = OFFSET.atZoneSameInstant(ZoneId.of("Europe/Berlin"));

	private final JacksonZcachedSerializer serializer = new JacksonZcachedSerializer(new JsonMapper());

	@Test
	void offsetIsKept() {
		assertThat(roundTrip(this.serializer, OFFSET)).isEqualTo(OFFSET);
		assertThat(roundTrip(this.serializer, new Meeting(OFFSET, null))).isEqualTo(new Meeting(OFFSET, null));
		assertThat(roundTrip(this.serializer, ZONED)).isEqualTo(ZONED.toOffsetDateTime().toZonedDateTime());
	}

	@Test
	void nameOfTheZoneIsKeptIfTheMapperWritesIt() {
		JsonMapper mapper = JsonMapper.builder().enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID).build();
		assertThat(roundTrip(new JacksonZcachedSerializer(mapper), ZONED)).isEqualTo(ZONED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e1000000000", "1e-1000000000", "\"1e1000000000\"" })
	void exponentThatWouldFillTheMemoryIsRefused(String json) {
		assertThatExceptionOfType(ZcachedSerializationException.class)
			.isThrownBy(() -> this.serializer.deserialize(json, BigDecimal.class));
	}

	@Test
	void textThatIsNoNumberIsRefusedWithAdviceThatHelps() {
		assertThatExceptionOfType(ZcachedSerializationException.class)
			.isThrownBy(() -> this.serializer.deserialize("12a", Integer.class))
			.withMessage(
					"What is stored is of java.lang.String and cannot become java.lang.Integer; ask for the type that was stored");
		assertThatExceptionOfType(ZcachedSerializationException.class)
			.isThrownBy(() -> ZcachedSerializer.nativeTypes().deserialize("12a", Integer.class))
			.withMessageContaining("add Jackson 3");
	}

	private static Object roundTrip(ZcachedSerializer serializer, Object value) {
		Type type = value.getClass();
		return Objects
			.requireNonNull(serializer.deserialize(Objects.requireNonNull(serializer.serialize(value)), type));
	}

	record Meeting(OffsetDateTime start, @org.jspecify.annotations.Nullable OffsetDateTime end) {
	}

}
