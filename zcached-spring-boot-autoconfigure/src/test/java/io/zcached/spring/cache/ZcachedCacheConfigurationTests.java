package io.zcached.spring.cache;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import io.zcached.client.protocol.Dialect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ZcachedCacheConfiguration}.
 */
class ZcachedCacheConfigurationTests extends AbstractZcachedCacheTests {

	@ParameterizedTest
	@EnumSource
	void timeToLiveBeyondWhatAServerCanTellIsForEver(Dialect dialect) {
		cache(dialect, DEFAULTS);
		for (Duration timeToLive : List.of(Duration.ofDays(365_000), Duration.ofMillis(Long.MAX_VALUE),
				Duration.ofSeconds(Long.MAX_VALUE), ChronoUnit.FOREVER.getDuration())) {
			for (double jitter : new double[] { 0, 0.1 }) {
				ZcachedCache cache = cache(this.connection, DEFAULTS.withTimeToLive(timeToLive).withJitter(jitter));
				cache.put("key", "value");
				assertThat(Objects.requireNonNull(cache.get("key"), timeToLive.toString()).get()).isEqualTo("value");
			}
		}
	}

	@Test
	void valueOutOfItsRangeIsToldByItsName() {
		for (Duration wrong : List.of(Duration.ZERO, Duration.ofNanos(999_999), Duration.ofMillis(-1),
				Duration.ofSeconds(Long.MIN_VALUE))) {
			assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withTimeToLive(wrong))
				.withMessageContaining("'timeToLive' must be at least 1 ms");
			assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withTimeout(wrong))
				.withMessageContaining("'timeout' must be from 1 ms to 365 days");
			assertThatIllegalArgumentException()
				.isThrownBy(() -> ZcachedCacheManager.builder(this.connection).sweepInterval(wrong))
				.withMessageContaining("'sweepInterval' must be from 1 ms to 365 days");
		}
		for (Duration tooLong : List.of(Duration.ofDays(366), Duration.ofSeconds(Long.MAX_VALUE))) {
			assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withTimeout(tooLong))
				.withMessageContaining("'timeout' must be from 1 ms to 365 days");
			assertThatIllegalArgumentException()
				.isThrownBy(() -> ZcachedCacheManager.builder(this.connection).sweepInterval(tooLong))
				.withMessageContaining("'sweepInterval' must be from 1 ms to 365 days");
		}
		for (double wrong : new double[] { -0.1, 1.1, Double.NaN }) {
			assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withJitter(wrong))
				.withMessageContaining("'jitter'");
		}
	}

	@Test
	void eachChangeIsOfOneValueAndOfACopy() {
		List<UnaryOperator<ZcachedCacheConfiguration>> changes = List.of((it) -> it.withTimeToLive(LIMIT),
				(it) -> it.withJitter(0.5), (it) -> it.withKeyPrefix("p"), (it) -> it.withCacheNullValues(false),
				(it) -> it.withStatistics(false), (it) -> it.withOnError(ZcachedCacheErrorPolicy.THROW),
				(it) -> it.withTimeout(LIMIT), (it) -> it.withValueType(String.class),
				(it) -> it.withAllowedPackages(List.of("a")));
		String untouched = DEFAULTS.toString();
		ZcachedCacheConfiguration all = DEFAULTS;
		for (UnaryOperator<ZcachedCacheConfiguration> change : changes) {
			ZcachedCacheConfiguration changed = change.apply(all);
			assertThat(changed).isNotEqualTo(all).isEqualTo(change.apply(all)).hasSameHashCodeAs(change.apply(all));
			all = changed;
		}
		for (UnaryOperator<ZcachedCacheConfiguration> change : changes) {
			List<@Nullable Object> changed = values(change.apply(DEFAULTS));
			assertThat(IntStream.range(0, changed.size())
				.filter((i) -> !Objects.equals(changed.get(i), values(DEFAULTS).get(i)))
				.boxed()).as(changed.toString()).containsExactly(changes.indexOf(change));
		}
		assertThat(all).hasToString(
				"ZcachedCacheConfiguration{timeToLive=PT30S, jitter=0.5, keyPrefix=p, cacheNullValues=false, statistics=false, onError=THROW, timeout=PT30S, valueType=class java.lang.String, allowedPackages=[a]}");
		assertThat(values(all)).containsExactly(LIMIT, 0.5, "p", false, false, ZcachedCacheErrorPolicy.THROW, LIMIT,
				String.class, List.of("a"));
		assertThat(DEFAULTS).hasToString(untouched);
	}

	private static List<@Nullable Object> values(ZcachedCacheConfiguration of) {
		return Arrays.asList(of.timeToLive(), of.jitter(), of.keyPrefix(), of.cacheNullValues(), of.statistics(),
				of.onError(), of.timeout(), of.valueType(), of.allowedPackages());
	}

	@Test
	void newSettingBreaksNobody() {
		assertThat(ZcachedCacheConfiguration.class.getConstructors()).as("with a parameter for each setting").isEmpty();
	}

}
