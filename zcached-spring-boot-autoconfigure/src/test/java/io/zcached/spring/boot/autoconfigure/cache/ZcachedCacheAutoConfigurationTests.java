package io.zcached.spring.boot.autoconfigure.cache;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.zcached.client.Connection;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.embedded.EmbeddedZcachedAutoConfiguration;
import io.zcached.spring.cache.ZcachedCache;
import io.zcached.spring.cache.ZcachedCacheConfiguration;
import io.zcached.spring.cache.ZcachedCacheErrorPolicy;
import io.zcached.spring.cache.ZcachedCacheManager;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.SimpleCacheResolver;
import org.springframework.cache.support.NoOpCache;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZcachedCacheAutoConfiguration}.
 */
class ZcachedCacheAutoConfigurationTests {

	private final ApplicationContextRunner withoutCaching = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EmbeddedZcachedAutoConfiguration.class, ZcachedAutoConfiguration.class,
				ZcachedCacheAutoConfiguration.class, CacheAutoConfiguration.class, SslAutoConfiguration.class));

	private final ApplicationContextRunner contextRunner = this.withoutCaching
		.withUserConfiguration(CachingConfiguration.class);

	@Test
	void runShouldCacheWhatMethodsReturnAndGoOnWithoutServer() {
		this.contextRunner.run((context) -> {
			Service service = context.getBean(Service.class);
			assertThat(service.load("a")).isEqualTo("a 1");
			assertThat(service.load("a")).isEqualTo("a 1");
			assertThat(service.loadLater("a").get()).isEqualTo("a 2");
			assertThat(service.loadLater("a").get()).isEqualTo("a 2");
			assertThat(service.loadTogether("a")).isEqualTo("a 3");
			assertThat(service.loadTogether("a")).isEqualTo("a 3");
			context.getBean(EmbeddedZcachedServer.class).close();
			assertThat(service.load("a")).isEqualTo("a 4");
			assertThat(service.loadLater("a").get()).isEqualTo("a 5");
			assertThat(service.loadTogether("a")).isEqualTo("a 6");
		});
	}

	@Test
	void runWithPropertiesShouldConfigureCaches() {
		this.contextRunner
			.withPropertyValues("zcached.cache.time-to-live=10m", "zcached.cache.jitter=0.2",
					"zcached.cache.key-prefix=app:", "zcached.cache.cache-null-values=false",
					"zcached.cache.on-error=throw", "zcached.cache.timeout=200ms",
					"zcached.cache.allowed-packages=com.example", "zcached.cache.caches.brief.time-to-live=5",
					"zcached.cache.caches.brief.value-type=java.time.Instant", "zcached.cache.caches.off.enabled=false")
			.run((context) -> {
				CacheManager manager = context.getBean(CacheManager.class);
				ZcachedCacheConfiguration other = configuration(manager, "other");
				assertThat(other.timeToLive()).isEqualTo(Duration.ofMinutes(10));
				assertThat(other.jitter()).isEqualTo(0.2);
				assertThat(other.keyPrefix()).isEqualTo("app:");
				assertThat(other.cacheNullValues()).isFalse();
				assertThat(other.onError()).isEqualTo(ZcachedCacheErrorPolicy.THROW);
				assertThat(other.timeout()).isEqualTo(Duration.ofMillis(200));
				assertThat(other.allowedPackages()).containsExactly("com.example");
				ZcachedCacheConfiguration brief = configuration(manager, "brief");
				assertThat(brief.timeToLive()).isEqualTo(Duration.ofSeconds(5));
				assertThat(brief.valueType()).isEqualTo(java.time.Instant.class);
				assertThat(brief.keyPrefix()).isEqualTo("app:");
				assertThat(manager.getCache("off")).isInstanceOf(NoOpCache.class);
			});
	}

	@Test
	void runWithDefaultsShouldUseThoseOfTheCache() {
		this.contextRunner.run((context) -> assertThat(configuration(context.getBean(CacheManager.class), "any"))
			.isEqualTo(ZcachedCacheConfiguration.defaults()));
	}

	@Test
	void runWithCacheOnNamedServerShouldUseIt() {
		try (EmbeddedZcachedServer reports = EmbeddedZcachedServer.builder().build().start()) {
			this.contextRunner
				.withPropertyValues("zcached.connections.reports.host=" + reports.address(),
						"zcached.connections.reports.port=" + reports.port(),
						"zcached.cache.caches.monthly.connection=reports")
				.run((context) -> {
					CacheManager manager = context.getBean(CacheManager.class);
					cache(manager, "monthly").put("key", 1);
					cache(manager, "other").put("key", 2);
					try (Connection connection = new Connection(reports.address(), reports.port())) {
						assertThat(io.zcached.client.ZcachedClient.of(connection).keys())
							.containsExactly("monthly::key");
					}
				});
		}
	}

	@Test
	void runWithWrongPropertiesShouldFailWithTheirNames() {
		for (String wrong : new String[] { "zcached.cache.jitter=2", "zcached.cache.timeout=0s",
				"zcached.cache.time-to-live=-1s", "zcached.cache.caches.a.time-to-live=0s",
				"zcached.cache.caches.a.connection=unknown" }) {
			this.contextRunner.withPropertyValues(wrong)
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.hasMessageContaining(wrong.substring(0, wrong.indexOf('='))));
		}
	}

	@Test
	void runWithCacheNamesShouldFixThem() {
		this.contextRunner.withPropertyValues("spring.cache.cache-names=a,b").run((context) -> {
			CacheManager manager = context.getBean(CacheManager.class);
			assertThat(manager.getCacheNames()).containsExactlyInAnyOrder("a", "b");
			assertThat(manager.getCache("c")).isNull();
		});
	}

	@Test
	void runWithCustomizerShouldApplyIt() {
		this.contextRunner
			.withBean(ZcachedCacheManagerBuilderCustomizer.class, () -> (builder) -> builder.disabled("custom"))
			.run((context) -> assertThat(context.getBean(CacheManager.class).getCache("custom"))
				.isInstanceOf(NoOpCache.class));
	}

	@Test
	void runShouldBackOffWhereCachingIsSomebodyElses() {
		this.withoutCaching.run((context) -> assertThat(context).doesNotHaveBean(CacheManager.class));
		for (String type : new String[] { "none", "simple" }) {
			this.contextRunner.withPropertyValues("spring.cache.type=" + type)
				.run((context) -> assertThat(context).doesNotHaveBean(ZcachedCacheManager.class)
					.hasSingleBean(CacheManager.class));
		}
		this.contextRunner.withBean(CacheManager.class, ConcurrentMapCacheManager::new)
			.run((context) -> assertThat(context).doesNotHaveBean(ZcachedCacheManager.class));
		this.withoutCaching.withUserConfiguration(ResolverConfiguration.class)
			.run((context) -> assertThat(context).doesNotHaveBean(ZcachedCacheManager.class).hasNotFailed());
	}

	@Test
	void runWithoutJacksonShouldCacheText() {
		this.withoutCaching.withUserConfiguration(EnabledConfiguration.class)
			.withClassLoader(new FilteredClassLoader("tools.jackson"))
			.run((context) -> {
				Cache cache = cache(context.getBean(CacheManager.class), "any");
				cache.put("key", "text");
				assertThat(cache.get("key", String.class)).isEqualTo("text");
				cache.put("key", Duration.ZERO);
				assertThat(cache.get("key")).as("what cannot be stored leaves nothing stale").isNull();
			});
	}

	private static ZcachedCacheConfiguration configuration(CacheManager manager, String name) {
		return ((ZcachedCache) cache(manager, name)).configuration();
	}

	private static Cache cache(CacheManager manager, String name) {
		Cache cache = manager.getCache(name);
		assertThat(cache).isNotNull();
		return cache;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

		@Bean
		Service service() {
			return new Service();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class EnabledConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class ResolverConfiguration implements CachingConfigurer {

		@Bean
		@Override
		public CacheResolver cacheResolver() {
			return new SimpleCacheResolver(new ConcurrentMapCacheManager());
		}

	}

	static class Service {

		private final AtomicInteger loads = new AtomicInteger();

		@Cacheable("plain")
		public String load(String key) {
			return key + " " + this.loads.incrementAndGet();
		}

		@Cacheable("later")
		public CompletableFuture<String> loadLater(String key) {
			return CompletableFuture.completedFuture(load(key));
		}

		@Cacheable(cacheNames = "together", sync = true)
		public String loadTogether(String key) {
			return load(key);
		}

	}

}
