package io.zcached.spring.boot.autoconfigure.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.embedded.EmbeddedZcachedAutoConfiguration;
import io.zcached.spring.cache.ZcachedCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration;
import org.springframework.boot.cache.metrics.CacheMeterBinderProvider;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.support.NoOpCache;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZcachedCacheMetricsAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ZcachedCacheMetricsAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EmbeddedZcachedAutoConfiguration.class, ZcachedAutoConfiguration.class,
				ZcachedCacheAutoConfiguration.class, ZcachedCacheMetricsAutoConfiguration.class,
				CacheAutoConfiguration.class, CacheMetricsAutoConfiguration.class, SslAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class);

	@Test
	void runShouldMeterCachesThatAreConfiguredAndThoseMadeLater() {
		this.contextRunner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withPropertyValues("zcached.cache.caches.known.time-to-live=1m")
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				for (String name : new String[] { "known", "later" }) {
					Cache cache = Objects.requireNonNull(context.getBean(CacheManager.class).getCache(name));
					cache.get("key");
					cache.put("key", 1);
					cache.get("key");
					cache.evict("key");
					assertThat(count(registry, "cache.gets", name, "result", "hit")).isEqualTo(1);
					assertThat(count(registry, "cache.gets", name, "result", "miss")).isEqualTo(1);
					assertThat(count(registry, "cache.misses.reason", name, "reason", "absent")).isEqualTo(1);
					assertThat(count(registry, "cache.puts", name, "cache.manager", "cacheManager")).isEqualTo(1);
					assertThat(count(registry, "cache.evictions", name, "cache.manager", "cacheManager")).isEqualTo(1);
				}
				context.getBean(EmbeddedZcachedServer.class).close();
				Objects.requireNonNull(context.getBean(CacheManager.class).getCache("later")).get("key");
				assertThat(count(registry, "cache.misses.reason", "later", "reason", "unavailable")).isEqualTo(1);
				assertThat(count(registry, "cache.errors", "later", "cache.manager", "cacheManager")).isEqualTo(1);
			});
	}

	@Test
	void runWithBeansOfTheSameNameShouldUseThem() {
		this.contextRunner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withBean("zcachedCacheMeterBinderProvider", CacheMeterBinderProvider.class,
					() -> (CacheMeterBinderProvider<ZcachedCache>) (cache, tags) -> null)
			.withBean("zcachedCacheMetrics", ZcachedCacheManagerBuilderCustomizer.class,
					() -> (builder) -> builder.disabled("off"))
			.run((context) -> {
				CacheManager manager = context.getBean(CacheManager.class);
				assertThat(manager.getCache("off")).isInstanceOf(NoOpCache.class);
				Objects.requireNonNull(manager.getCache("later")).get("key");
				assertThat(context.getBean(MeterRegistry.class).find("cache.gets").functionCounters()).isEmpty();
			});
	}

	@Test
	void runWithListenerOfNewCachesShouldMeterThemAllTheSame() {
		List<String> made = new ArrayList<>();
		this.contextRunner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withBean(ZcachedCacheManagerBuilderCustomizer.class,
					() -> (builder) -> builder.onCacheCreated((cache) -> made.add(cache.getName())))
			.run((context) -> {
				Objects.requireNonNull(context.getBean(CacheManager.class).getCache("later")).get("key");
				assertThat(made).containsExactly("later");
				assertThat(count(context.getBean(MeterRegistry.class), "cache.gets", "later", "result", "miss"))
					.isEqualTo(1);
			});
	}

	@Test
	void runWithLazyInitializationShouldBindMetersOnce(CapturedOutput output) {
		this.contextRunner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				Objects.requireNonNull(context.getBean(CacheManager.class).getCache("later")).get("key");
				assertThat(count(context.getBean(MeterRegistry.class), "cache.gets", "later", "result", "miss"))
					.isEqualTo(1);
				assertThat(output).doesNotContain("already registered");
			});
	}

	@Test
	void runWithoutMetersShouldCacheAllTheSame() {
		this.contextRunner.run((context) -> assertThat(
				Objects.requireNonNull(context.getBean(CacheManager.class).getCache("later")).get("key"))
			.isNull());
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ZcachedCacheMetricsAutoConfiguration.class));
	}

	private static double count(MeterRegistry registry, String meter, String cache, String tag, String value) {
		return registry.get(meter).tag("cache", cache).tag(tag, value).functionCounter().count();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

	}

}
