package io.zcached.spring.boot.metrics;

import java.util.Locale;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;
import io.zcached.spring.cache.MissReason;
import io.zcached.spring.cache.ZcachedCache;
import io.zcached.spring.cache.ZcachedCacheStatistics;
import org.jspecify.annotations.Nullable;

/**
 * Meters of a cache: those that every cache has, {@code cache.misses.reason} for misses
 * by their reason, and {@code cache.errors}. What is counted is of this JVM; the size of
 * a cache is not known.
 */
public class ZcachedCacheMeterBinder extends CacheMeterBinder<ZcachedCache> {

	/**
	 * Creates a binder.
	 * @param cache the cache
	 * @param tags what its meters are told apart by, besides the name of the cache
	 */
	public ZcachedCacheMeterBinder(ZcachedCache cache, Iterable<Tag> tags) {
		super(cache, cache.getName(), tags);
	}

	@Override
	protected @Nullable Long size() {
		return null;
	}

	@Override
	protected long hitCount() {
		return count(ZcachedCacheStatistics::hits);
	}

	@Override
	protected Long missCount() {
		return count(ZcachedCacheStatistics::missCount);
	}

	@Override
	protected Long evictionCount() {
		return count(ZcachedCacheStatistics::evictions);
	}

	@Override
	protected long putCount() {
		return count(ZcachedCacheStatistics::puts);
	}

	@Override
	protected void bindImplementationSpecificMetrics(MeterRegistry registry) {
		ZcachedCache cache = getCache();
		if (cache == null) {
			return;
		}
		for (MissReason reason : MissReason.values()) {
			FunctionCounter
				.builder("cache.misses.reason", cache,
						(counted) -> counted.statistics().misses().getOrDefault(reason, 0L))
				.tags(getTagsWithCacheName())
				.tag("reason", reason.name().toLowerCase(Locale.ROOT))
				.description("Reads that found no value, by reason")
				.register(registry);
		}
		FunctionCounter.builder("cache.errors", cache, (counted) -> counted.statistics().errors())
			.tags(getTagsWithCacheName())
			.description("Calls to the server that failed, and values that could not be stored")
			.register(registry);
	}

	private long count(ToLongFunction<ZcachedCacheStatistics> count) {
		ZcachedCache cache = getCache();
		return (cache != null) ? count.applyAsLong(cache.statistics()) : 0;
	}

}
