package io.zcached.spring.boot.autoconfigure.cache;

import io.zcached.client.Connection;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.ZcachedConnections;
import io.zcached.spring.cache.ZcachedCacheManager;
import io.zcached.spring.cache.ZcachedCacheManagerBuilder;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizer;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizers;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cache.CacheManager;
import org.springframework.cache.interceptor.CacheAspectSupport;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for caches on zcached: where caching
 * is enabled, unless the application has a {@link CacheManager}, a cache resolver, or has
 * set {@code spring.cache.type}.
 */
@AutoConfiguration(after = ZcachedAutoConfiguration.class,
		afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
		beforeName = "org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration")
@ConditionalOnClass({ Connection.class, CacheManager.class })
@ConditionalOnBean({ CacheAspectSupport.class, ZcachedConnections.class })
@ConditionalOnMissingBean(value = CacheManager.class, name = "cacheResolver")
@Conditional(OnNoCacheTypeCondition.class)
@EnableConfigurationProperties(ZcachedCacheProperties.class)
public final class ZcachedCacheAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(CacheManager.class)
	ZcachedCacheManager cacheManager(ZcachedCacheProperties properties, ZcachedConnections connections,
			ApplicationContext context, ObjectProvider<ZcachedCacheManagerBuilderCustomizer> customizers,
			ObjectProvider<BootCacheManagerCustomizers> bootCustomizers) {
		ZcachedCacheManagerBuilder builder = new CacheSettingsMapper(properties, connections, context).builder();
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		ZcachedCacheManager manager = builder.build();
		bootCustomizers.ifAvailable((customizer) -> customizer.customize(manager));
		return manager;
	}

	/** With Jackson 3. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JsonMapper.class)
	static class JsonConfiguration {

		/** Before those of the application, which may bring a mapper of their own. */
		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		@ConditionalOnMissingBean(name = "zcachedCacheJson")
		ZcachedCacheManagerBuilderCustomizer zcachedCacheJson(ObjectProvider<JsonMapper> mapper) {
			return (builder) -> builder.jsonMapper(mapper.getIfAvailable(JsonMapper::new));
		}

	}

	/** With Spring Boot's own support of caches. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(CacheManagerCustomizers.class)
	static class BootConfiguration {

		@Bean
		@ConditionalOnMissingBean
		BootCacheManagerCustomizers zcachedBootCacheManagerCustomizers(
				ObjectProvider<CacheManagerCustomizer<?>> customizers) {
			return (manager) -> new CacheManagerCustomizers(customizers.orderedStream().toList()).customize(manager);
		}

	}

	/**
	 * Applies the beans by which any cache manager can be customized.
	 */
	@FunctionalInterface
	interface BootCacheManagerCustomizers {

		void customize(ZcachedCacheManager manager);

	}

}
