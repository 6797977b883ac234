package io.zcached.spring.cache;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what happens to a cache. Thread safe.
 */
final class CacheCounters {

	final LongAdder hits = new LongAdder();

	final LongAdder puts = new LongAdder();

	final LongAdder evictions = new LongAdder();

	final LongAdder errors = new LongAdder();

	private final Map<MissReason, LongAdder> misses = new EnumMap<>(MissReason.class);

	CacheCounters() {
		for (MissReason reason : MissReason.values()) {
			this.misses.put(reason, new LongAdder());
		}
	}

	void miss(MissReason reason) {
		Objects.requireNonNull(this.misses.get(reason)).increment();
	}

	ZcachedCacheStatistics snapshot() {
		Map<MissReason, Long> missed = new EnumMap<>(MissReason.class);
		this.misses.forEach((reason, count) -> missed.put(reason, count.sum()));
		return new ZcachedCacheStatistics(this.hits.sum(), Map.copyOf(missed), this.puts.sum(), this.evictions.sum(),
				this.errors.sum());
	}

}
