package io.zcached.sample.cache;

import java.time.Duration;
import java.util.List;

import io.zcached.sample.live.LivePanel;
import io.zcached.spring.cache.ZcachedCache;
import io.zcached.spring.cache.ZcachedCacheStatistics;

import org.springframework.cache.CacheManager;
import org.springframework.stereotype.Component;

/**
 * Shows what the cache holds, and its counters.
 */
@Component
class CachePanel implements LivePanel {

	private final CacheManager caches;

	private final Forecasts forecasts;

	private final CacheWatch watch;

	CachePanel(CacheManager caches, Forecasts forecasts, CacheWatch watch) {
		this.caches = caches;
		this.forecasts = forecasts;
		this.watch = watch;
	}

	@Override
	public String name() {
		return "cache";
	}

	@Override
	public Picture now() {
		if (!(this.caches.getCache(Forecasts.CACHE) instanceof ZcachedCache cache)) {
			throw new IllegalStateException(
					"The cache '" + Forecasts.CACHE + "' is not on zcached; do not set spring.cache.type");
		}
		Duration timeToLive = cache.configuration().timeToLive();
		return new Picture(cache.statistics(), this.forecasts.runs(), (timeToLive != null) ? timeToLive.toMillis() : 0,
				this.watch.held());
	}

	/**
	 * What the page shows of it.
	 *
	 * @param statistics the counters
	 * @param runs how often the slow method has run
	 * @param timeToLiveMillis how long a forecast is kept
	 * @param held what the cache holds
	 */
	record Picture(ZcachedCacheStatistics statistics, long runs, long timeToLiveMillis, List<CacheWatch.Held> held) {
	}

}
