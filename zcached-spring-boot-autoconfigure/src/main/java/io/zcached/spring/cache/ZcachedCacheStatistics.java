package io.zcached.spring.cache;

import java.util.Map;

/**
 * What has happened to a cache since it was made, in this JVM.
 *
 * @param hits reads that found a value
 * @param misses reads that found none, by reason; every reason is there
 * @param puts values stored
 * @param evictions keys removed; {@code clear} is not counted
 * @param errors calls to the server that failed, and values that could not be stored
 */
public record ZcachedCacheStatistics(long hits, Map<MissReason, Long> misses, long puts, long evictions, long errors) {

	/**
	 * All misses.
	 * @return the sum over the reasons
	 */
	public long missCount() {
		return this.misses.values().stream().mapToLong(Long::longValue).sum();
	}

}
