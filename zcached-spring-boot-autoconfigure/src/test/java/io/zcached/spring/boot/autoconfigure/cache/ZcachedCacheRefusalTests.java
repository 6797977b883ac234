package io.zcached.spring.boot.autoconfigure.cache;

import java.time.Duration;

import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.ZcachedPropertyConflictException;
import io.zcached.spring.boot.autoconfigure.embedded.EmbeddedZcachedAutoConfiguration;
import io.zcached.spring.cache.ZcachedCache;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Settings of caches that cannot be, and names of caches that there are not: told by
 * their properties.
 */
class ZcachedCacheRefusalTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EmbeddedZcachedAutoConfiguration.class, ZcachedAutoConfiguration.class,
				ZcachedCacheAutoConfiguration.class, CacheAutoConfiguration.class, SslAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class);

	@Test
	void runWithTimeLimitAboveThatOfTheServerShouldTellBothProperties() {
		for (String property : new String[] { "zcached.cache.timeout", "zcached.cache.caches.a.timeout" }) {
			this.contextRunner.withPropertyValues("zcached.timeout-limit=500ms", property + "=2s")
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOf(ZcachedPropertyConflictException.class)
					.hasMessageContaining(property)
					.hasMessageContaining("'zcached.timeout-limit' (500 ms)"));
		}
		this.contextRunner.withPropertyValues("zcached.timeout-limit=500ms")
			.run((context) -> assertThat(timeout(context.getBean(CacheManager.class)))
				.as("the default is no contradiction")
				.isEqualTo(Duration.ofMillis(500)));
	}

	@Test
	void runWithUnknownCacheNameShouldTellTheKnownOnes() {
		this.contextRunner.withPropertyValues("spring.cache.cache-names=later,together").run((context) -> {
			Throwable failure = Assertions.catchThrowable(() -> context.getBean(Service.class).load("a"));
			FailureAnalysis analysis = new UnknownCacheFailureAnalyzer(context.getBeanFactory()).analyze(failure);
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription()).isEqualTo(
					"There is no cache named 'plain'; there are [later, together], since 'spring.cache.cache-names' fixes the names.");
			assertThat(analysis.getAction()).startsWith("Add 'plain' to 'spring.cache.cache-names'");
			assertThat(new UnknownCacheFailureAnalyzer(context.getBeanFactory())
				.analyze(new IllegalArgumentException("another one"))).isNull();
			assertThat(new UnknownCacheFailureAnalyzer(context.getBeanFactory())
				.analyze(new IllegalArgumentException("Cannot find cache named 'of a later Spring"))).isNull();
		});
	}

	@Test
	void runWithCachesOfOneNamedServerThatWouldShareKeysShouldFail() {
		this.contextRunner
			.withPropertyValues("zcached.connections.reports.host=localhost", "zcached.connections.reports.port=1",
					"zcached.cache.caches.a.connection=reports", "zcached.cache.caches.a.key-prefix=x",
					"zcached.cache.caches.xa.connection=reports")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'xa' and 'a' would share keys"));
	}

	@Test
	void runWithWrongPropertiesShouldFailWithTheirNames() {
		for (String wrong : new String[] { "zcached.cache.jitter=2", "zcached.cache.timeout=0s",
				"zcached.cache.time-to-live=-1s", "zcached.cache.caches.a.time-to-live=0s",
				"zcached.cache.caches.a.connection=unknown", "zcached.cache.timeout=400000d",
				"zcached.cache.caches.a.timeout=400000d", "zcached.cache.sweep-interval=400000d",
				"zcached.cache.sweep-interval=0s" }) {
			this.contextRunner.withPropertyValues(wrong)
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.hasMessageContaining(wrong.substring(0, wrong.indexOf('='))));
		}
	}

	private static Duration timeout(CacheManager manager) {
		Cache cache = manager.getCache("any");
		assertThat(cache).isNotNull();
		return ((ZcachedCache) cache).configuration().timeout();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

		@Bean
		Service service() {
			return new Service();
		}

	}

	static class Service {

		@Cacheable("plain")
		public String load(String id) {
			return id;
		}

	}

}
