package io.zcached.spring.boot.autoconfigure.cache;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.embedded.EmbeddedZcachedAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZcachedReactiveCacheAutoConfiguration}.
 */
class ZcachedReactiveCacheAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EmbeddedZcachedAutoConfiguration.class, ZcachedAutoConfiguration.class,
				ZcachedCacheAutoConfiguration.class, ZcachedReactiveCacheAutoConfiguration.class,
				CacheAutoConfiguration.class, SslAutoConfiguration.class));

	@ParameterizedTest
	@ValueSource(classes = { CachingConfiguration.class, EarlyCachingConfiguration.class })
	void runShouldLookIntoTheCacheAtEachSubscription(Class<?> configuration) {
		this.contextRunner.withUserConfiguration(configuration).run((context) -> {
			Service service = context.getBean(Service.class);
			Mono<String> mono = service.mono("a");
			assertThat(service.loads()).as("nobody has subscribed").hasValue(0);
			assertThat(mono.block()).isEqualTo("a 1");
			assertThat(mono.block()).isEqualTo("a 1");
			Flux<String> flux = service.flux("a");
			assertThat(flux.collectList().block()).isEqualTo(List.of("a 2", "end"));
			assertThat(flux.collectList().block()).isEqualTo(List.of("a 2", "end"));
			Mono<String> zipped = service.mono("zipped");
			assertThat(Mono.zip(zipped, zipped).block()).isNotNull();
			context.getBean(EmbeddedZcachedServer.class).close();
			int before = service.loads().get();
			assertThat(mono.block()).isEqualTo("a " + (before + 1));
			assertThat(mono.block()).isEqualTo("a " + (before + 2));
		});
	}

	@Test
	void runShouldCallTheMethodAgainForWhoRetries() {
		this.contextRunner.withUserConfiguration(CachingConfiguration.class).run((context) -> {
			Service service = context.getBean(Service.class);
			assertThat(service.flaky("a").retry(2).block()).isEqualTo("a 3");
			service.loads().set(0);
			assertThat(service.flakyTogether("a").retry(2).block()).isEqualTo("a 3");
			assertThat(service.flaky("a").block()).isEqualTo("a 3");
		});
	}

	@Test
	void runShouldBackOffWhereItIsNotNeeded() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(EachSubscriptionAdvisor.class));
		ApplicationContextRunner caching = this.contextRunner.withUserConfiguration(EnabledConfiguration.class);
		caching.withPropertyValues("spring.cache.type=simple")
			.run((context) -> assertThat(context).doesNotHaveBean(EachSubscriptionAdvisor.class));
		caching.withClassLoader(new FilteredClassLoader("reactor", "org.reactivestreams"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ZcachedReactiveCacheAutoConfiguration.class));
		caching.run((context) -> assertThat(context).hasSingleBean(EachSubscriptionAdvisor.class));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class EnabledConfiguration {

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
	@EnableCaching(order = 0)
	static class EarlyCachingConfiguration {

		@Bean
		Service service() {
			return new Service();
		}

	}

	static class Service {

		private final AtomicInteger loads = new AtomicInteger();

		public AtomicInteger loads() {
			return this.loads;
		}

		@Cacheable("mono")
		public Mono<String> mono(String key) {
			return Mono.fromSupplier(() -> load(key));
		}

		@Cacheable("flux")
		public Flux<String> flux(String key) {
			return Flux.defer(() -> Flux.just(load(key), "end"));
		}

		@Cacheable("flaky")
		public Mono<String> flaky(String key) {
			return Mono.fromSupplier(() -> loadThirdTime(key));
		}

		@Cacheable(cacheNames = "together", sync = true)
		public Mono<String> flakyTogether(String key) {
			return flaky(key);
		}

		private String load(String key) {
			return key + " " + this.loads.incrementAndGet();
		}

		private String loadThirdTime(String key) {
			String value = load(key);
			if (this.loads.get() < 3) {
				throw new IllegalStateException("not yet");
			}
			return value;
		}

	}

}
