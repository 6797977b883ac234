package io.zcached.spring.boot.autoconfigure.cache;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedClient;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.embedded.EmbeddedZcachedAutoConfiguration;
import io.zcached.spring.cache.ZcachedCache;
import io.zcached.spring.cache.ZcachedCacheConfiguration;
import io.zcached.spring.cache.ZcachedCacheErrorPolicy;
import io.zcached.spring.cache.ZcachedCacheManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizer;
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
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

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
			assertThat(service.loadReactively("a").block()).isEqualTo("a 4");
			assertThat(service.loadReactively("a").block()).isEqualTo("a 4");
			assertThat(service.join("a, b", "c")).isNotEqualTo(service.join("a", "b, c"));
			context.getBean(EmbeddedZcachedServer.class).close();
			assertThat(service.load("a")).isEqualTo("a 5");
			assertThat(service.loadLater("a").get()).isEqualTo("a 6");
			assertThat(service.loadTogether("a")).isEqualTo("a 7");
			assertThat(service.loadReactively("a").block()).isEqualTo("a 8");
		});
	}

	@Test
	void runWithPropertiesShouldConfigureCaches() {
		this.contextRunner.withPropertyValues("zcached.cache.time-to-live=10m", "zcached.cache.jitter=0.2",
				"zcached.cache.key-prefix=app:", "zcached.cache.cache-null-values=false",
				"zcached.cache.enable-statistics=false", "zcached.cache.on-error=throw", "zcached.cache.timeout=200ms",
				"zcached.cache.allowed-packages=com.example", "zcached.cache.caches.brief.time-to-live=5",
				"zcached.cache.caches.brief.jitter=0", "zcached.cache.caches.brief.key-prefix=own:",
				"zcached.cache.caches.brief.cache-null-values=true",
				"zcached.cache.caches.brief.enable-statistics=true", "zcached.cache.caches.brief.on-error=ignore",
				"zcached.cache.caches.brief.timeout=300ms", "zcached.cache.caches.brief.value-type=java.time.Instant",
				"zcached.cache.caches.counts.value-type=int", "zcached.cache.caches.bare.use-key-prefix=false",
				"zcached.cache.caches.off.enabled=false")
			.run((context) -> {
				CacheManager manager = context.getBean(CacheManager.class);
				ZcachedCacheConfiguration other = ZcachedCacheConfiguration.defaults()
					.withTimeToLive(Duration.ofMinutes(10))
					.withJitter(0.2)
					.withKeyPrefix("app:")
					.withCacheNullValues(false)
					.withStatistics(false)
					.withOnError(ZcachedCacheErrorPolicy.THROW)
					.withTimeout(Duration.ofMillis(200))
					.withAllowedPackages(List.of("com.example"));
				assertThat(configuration(manager, "other")).isEqualTo(other);
				assertThat(configuration(manager, "brief")).isEqualTo(ZcachedCacheConfiguration.defaults()
					.withTimeToLive(Duration.ofSeconds(5))
					.withJitter(0)
					.withKeyPrefix("own:")
					.withTimeout(Duration.ofMillis(300))
					.withValueType(java.time.Instant.class)
					.withAllowedPackages(List.of("com.example")));
				assertThat(configuration(manager, "counts")).isEqualTo(other.withValueType(Integer.class));
				assertThat(configuration(manager, "bare")).isEqualTo(other.withKeyPrefix(null));
				assertThat(manager.getCache("off")).isInstanceOf(NoOpCache.class);
			});
		this.contextRunner
			.withPropertyValues("zcached.cache.key-prefix=app:", "zcached.cache.use-key-prefix=false",
					"zcached.cache.caches.own.use-key-prefix=true", "zcached.cache.caches.another.key-prefix=another:",
					"zcached.cache.caches.none.key-prefix=none:", "zcached.cache.caches.none.use-key-prefix=false")
			.run((context) -> {
				CacheManager manager = context.getBean(CacheManager.class);
				assertThat(configuration(manager, "other").keyPrefix()).isNull();
				assertThat(configuration(manager, "own").keyPrefix()).isEqualTo("app:");
				assertThat(configuration(manager, "another").keyPrefix()).isEqualTo("another:");
				assertThat(configuration(manager, "none").keyPrefix()).isNull();
			});
	}

	@Test
	void runWithTransactionsShouldStoreWhatIsCommitted() {
		this.contextRunner.withPropertyValues("zcached.cache.transaction-aware=true").run((context) -> {
			Cache cache = cache(context.getBean(CacheManager.class), "any");
			TransactionTemplate transaction = new TransactionTemplate(new NoTransactionManager());
			transaction.executeWithoutResult((status) -> {
				cache.put("committed", 1);
				assertThat(cache.get("committed")).isNull();
			});
			assertThat(cache.get("committed", Integer.class)).isEqualTo(1);
			transaction.executeWithoutResult((status) -> {
				cache.put("rolled back", 1);
				cache.evict("committed");
				status.setRollbackOnly();
			});
			assertThat(cache.get("rolled back")).isNull();
			assertThat(cache.get("committed")).isNotNull();
		});
	}

	@Test
	void runWithSweepIntervalShouldSweep() {
		this.contextRunner.withPropertyValues("zcached.cache.sweep-interval=20ms", "zcached.cache.time-to-live=1ms")
			.run((context) -> {
				cache(context.getBean(CacheManager.class), "any").put("key", 1);
				ZcachedClient client = context.getBean(ZcachedClient.class);
				Awaitility.await().until(() -> !client.exists("any::key"));
			});
	}

	@Test
	void runWithApplicationPackageShouldAllowItsClasses() {
		this.contextRunner.withInitializer(
				(context) -> AutoConfigurationPackages.register((BeanDefinitionRegistry) context, "com.example.app"))
			.run((context) -> assertThat(configuration(context.getBean(CacheManager.class), "any").allowedPackages())
				.containsExactly("com.example.app"));
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
						assertThat(ZcachedClient.of(connection).keys()).containsExactly("monthly::key");
					}
				});
		}
	}

	@Test
	void runWithTimeToLiveOfManyYearsShouldCache() {
		this.contextRunner
			.withPropertyValues("zcached.cache.time-to-live=" + Long.MAX_VALUE,
					"zcached.cache.caches.brief.time-to-live=365000d")
			.run((context) -> {
				for (String name : new String[] { "any", "brief" }) {
					Cache cache = cache(context.getBean(CacheManager.class), name);
					cache.put("key", 1);
					assertThat(cache.get("key", Integer.class)).isEqualTo(1);
				}
			});
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
	void runWithCustomizerOfOneCacheShouldKeepWhatPropertiesSay() {
		this.contextRunner
			.withPropertyValues("zcached.cache.time-to-live=10m", "zcached.cache.caches.one.jitter=0",
					"zcached.cache.caches.one.time-to-live=1m")
			.withBean(ZcachedCacheManagerBuilderCustomizer.class,
					() -> (builder) -> builder.cache("one", (one) -> one.withValueType(Duration.class))
						.cache("new", (made) -> made.withValueType(Duration.class)))
			.run((context) -> {
				ZcachedCacheConfiguration typed = ZcachedCacheConfiguration.defaults().withValueType(Duration.class);
				CacheManager manager = context.getBean(CacheManager.class);
				assertThat(configuration(manager, "one"))
					.isEqualTo(typed.withTimeToLive(Duration.ofMinutes(1)).withJitter(0));
				assertThat(configuration(manager, "new")).isEqualTo(typed.withTimeToLive(Duration.ofMinutes(10)));
			});
	}

	@Test
	void runWithBeansOfTheSameNameShouldUseThem() {
		this.contextRunner
			.withBean("zcachedCacheJson", ZcachedCacheManagerBuilderCustomizer.class,
					() -> (builder) -> builder.disabled("no json"))
			.withBean("zcachedBootCacheManagerCustomizers",
					ZcachedCacheAutoConfiguration.BootCacheManagerCustomizers.class,
					() -> (manager) -> manager.getCache("by my own"))
			.run((context) -> {
				CacheManager manager = context.getBean(CacheManager.class);
				assertThat(manager.getCache("no json")).isInstanceOf(NoOpCache.class);
				assertThat(manager.getCacheNames()).contains("by my own");
				Cache cache = cache(manager, "any");
				cache.put("key", Duration.ZERO);
				assertThat(cache.get("key")).as("nothing writes JSON").isNull();
			});
	}

	@Test
	void runWithCustomizerShouldApplyItAfterOurOwn() {
		JsonMapper timestamps = JsonMapper.builder().enable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS).build();
		this.contextRunner
			.withBean(ZcachedCacheManagerBuilderCustomizer.class, () -> (builder) -> builder.jsonMapper(timestamps))
			.run((context) -> {
				cache(context.getBean(CacheManager.class), "any").put("key", Duration.ofSeconds(5));
				assertThat(context.getBean(ZcachedClient.class).get("any::key", List.class))
					.hasValueSatisfying((entry) -> assertThat(String.valueOf(entry.get(4))).isEqualTo("5.000000000"));
			});
	}

	@Test
	void runWithCustomizerOfAnyCacheManagerShouldApplyIt() {
		this.contextRunner
			.withBean(CacheManagerCustomizer.class,
					() -> (CacheManagerCustomizer<ZcachedCacheManager>) (manager) -> manager.getCache("asked"))
			.run((context) -> assertThat(context.getBean(CacheManager.class).getCacheNames()).contains("asked"));
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

		@Cacheable("reactive")
		public Mono<String> loadReactively(String key) {
			return Mono.fromSupplier(() -> load(key));
		}

		@Cacheable("joined")
		public String join(String first, String second) {
			return first + " and " + second;
		}

	}

	/** Nothing to begin and to commit. */
	static class NoTransactionManager extends AbstractPlatformTransactionManager {

		@Override
		protected Object doGetTransaction() {
			return this;
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
		}

	}

}
