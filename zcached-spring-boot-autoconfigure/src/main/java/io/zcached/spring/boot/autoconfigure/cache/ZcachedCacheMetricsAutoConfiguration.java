package io.zcached.spring.boot.autoconfigure.cache;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.zcached.client.Connection;
import io.zcached.spring.boot.metrics.ZcachedCacheMeterBinder;
import io.zcached.spring.cache.ZcachedCache;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.cache.metrics.CacheMeterBinderProvider;
import org.springframework.boot.cache.metrics.CacheMetricsRegistrar;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the meters of caches on zcached,
 * those that are made when they are first asked for, too, which Spring Boot leaves out.
 */
@AutoConfiguration(before = ZcachedCacheAutoConfiguration.class)
@ConditionalOnClass({ Connection.class, MeterRegistry.class, CacheMeterBinderProvider.class })
public final class ZcachedCacheMetricsAutoConfiguration {

	/**
	 * For each cache once: one that is made before Spring Boot's registrar, or has it
	 * made, is bound by both.
	 */
	@Bean
	@ConditionalOnMissingBean(name = "zcachedCacheMeterBinderProvider")
	CacheMeterBinderProvider<ZcachedCache> zcachedCacheMeterBinderProvider() {
		Set<ZcachedCache> bound = ConcurrentHashMap.newKeySet();
		return (cache, tags) -> (cache.configuration().statistics() && bound.add(cache))
				? new ZcachedCacheMeterBinder(cache, tags) : null;
	}

	@Bean
	@ConditionalOnMissingBean(name = "zcachedCacheMetrics")
	ZcachedCacheManagerBuilderCustomizer zcachedCacheMetrics(ObjectProvider<CacheMetricsRegistrar> registrar) {
		return (builder) -> builder.onCacheCreated((cache) -> registrar
			.ifAvailable((existing) -> existing.bindCacheToRegistry(cache, Tag.of("cache.manager", "cacheManager"))));
	}

}
