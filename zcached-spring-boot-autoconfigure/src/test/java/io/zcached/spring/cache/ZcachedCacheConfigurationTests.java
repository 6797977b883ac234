package io.zcached.spring.cache;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

import io.zcached.client.protocol.Dialect;
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

}
