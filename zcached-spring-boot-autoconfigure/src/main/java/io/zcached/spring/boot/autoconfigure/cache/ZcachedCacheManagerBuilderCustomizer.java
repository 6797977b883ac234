package io.zcached.spring.boot.autoconfigure.cache;

import io.zcached.spring.cache.ZcachedCacheManagerBuilder;

/**
 * Callback interface that can be implemented by beans wishing to customize the
 * {@link ZcachedCacheManagerBuilder}, after the properties have been applied.
 */
@FunctionalInterface
public interface ZcachedCacheManagerBuilderCustomizer {

	/**
	 * Customize the {@link ZcachedCacheManagerBuilder}.
	 * @param builder the builder to customize
	 */
	void customize(ZcachedCacheManagerBuilder builder);

}
