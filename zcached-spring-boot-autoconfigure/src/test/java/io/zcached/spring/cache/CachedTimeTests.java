package io.zcached.spring.cache;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.TimeZone;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.cache.Cache;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Times come back with their zone, whatever the application's mapper does with them, and
 * numbers that would fill the memory do not.
 */
class CachedTimeTests extends AbstractZcachedCacheTests {

	private static final OffsetDateTime OFFSET = OffsetDateTime.parse("2026-01-01T12:00:00.000000001+05:00");

	private static final ZonedDateTime ZONED = OFFSET.atZoneSameInstant(ZoneId.of("Europe/Berlin"));

	static List<JsonMapper> mappers() {
		return List.of(new JsonMapper(),
				JsonMapper.builder().defaultTimeZone(TimeZone.getTimeZone("Asia/Tokyo")).build(),
				JsonMapper.builder().enable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS).build());
	}

	@ParameterizedTest
	@MethodSource("mappers")
	void timesKeepTheirZone(JsonMapper mapper) {
		cache(ALLOWING);
		Cache cache = Objects.requireNonNull(ZcachedCacheManager.builder(this.connection)
			.defaults(ALLOWING)
			.jsonMapper(mapper)
			.build()
			.getCache("orders"));
		for (Object value : List.of(OFFSET, ZONED, ZONED.withZoneSameInstant(ZoneId.of("UTC")),
				OFFSET.toZonedDateTime(), OffsetTime.from(OFFSET),
				new Times(OFFSET, ZONED, Instant.EPOCH, ZoneId.of("UTC")), List.of(ZONED))) {
			cache.put("key", value);
			assertThat(Objects.requireNonNull(cache.get("key"), value::toString).get()).isEqualTo(value);
		}
	}

	@Test
	void exponentThatWouldFillTheMemoryIsAMiss() {
		ZcachedCache cache = cache(ALLOWING);
		String price = Price.class.getName();
		for (List<Object> entry : List.of(entry("java.math.BigDecimal", "1e1000000000"),
				entry("java.math.BigDecimal", "1e-1000000000"), entry("java.math.BigDecimal", "\"1e1000000000\""),
				entry(price, "{\"amount\":1e999999999}"), entry(price, "{\"any\":\"1e999999999\"}"))) {
			client().set("orders::key", entry);
			assertThat(cache.get("key")).as("%s", entry).isNull();
		}
		cache.put("key", new BigDecimal("1e200000"));
		assertThat(cache.get("key")).isNull();
		cache.put("key", new BigDecimal("1e2000"));
		assertThat(cache.get("key", BigDecimal.class)).isEqualTo(new BigDecimal("1e2000"));
	}

	private static List<Object> entry(String type, String json) {
		return List.of(1, 0, "0", "json:" + type, json);
	}

	record Times(OffsetDateTime offset, ZonedDateTime zoned, Instant instant, ZoneId zone) {
	}

	record Price(BigDecimal amount, BigDecimal any) {
	}

}
