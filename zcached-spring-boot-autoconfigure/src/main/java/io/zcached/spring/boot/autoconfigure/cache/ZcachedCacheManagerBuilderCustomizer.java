package io.zcached.spring.boot.autoconfigure.cache;

import io.zcached.spring.cache.ZcachedCacheManager;

/**
 * Callback interface that can be implemented by beans wishing to customize the
 * {@link io.zcached.spring.cache.ZcachedCacheManager.Builder
 * ZcachedCacheManager.Builder}, after the properties have been applied.
 */
@FunctionalInterface
public interface ZcachedCacheManagerBuilderCustomizer {

	/**
	 * Customize the {@link ZcachedCacheManager.Builder}.
	 * @param builder the builder to customize
	 */
	void customize(ZcachedCacheManager.Builder builder);

}
