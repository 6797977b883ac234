package io.zcached.spring.cache;

import java.util.concurrent.atomic.AtomicBoolean;

import io.zcached.client.ZcachedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a cache's failures: counted, told once for each outage, and given to
 * the caller only if he wants them.
 */
final class CacheFailures {

	private static final Log logger = LogFactory.getLog(ZcachedCache.class);

	private final String cache;

	private final ZcachedCacheErrorPolicy policy;

	private final CacheCounters counters;

	private final AtomicBoolean outage = new AtomicBoolean();

	CacheFailures(String cache, ZcachedCacheErrorPolicy policy, CacheCounters counters) {
		this.cache = cache;
		this.policy = policy;
		this.counters = counters;
	}

	void succeeded() {
		if (this.outage.get() && this.outage.compareAndSet(true, false)) {
			logger.info("Cache '" + this.cache + "' works again");
		}
	}

	/** Counts and tells, and throws if the policy is to. */
	void failed(RuntimeException failure) {
		noted(failure);
		if (this.policy == ZcachedCacheErrorPolicy.THROW) {
			throw failure;
		}
	}

	/** Counts and tells. */
	void noted(Throwable failure) {
		this.counters.errors.increment();
		if (this.outage.compareAndSet(false, true)) {
			logger.warn("Cache '" + this.cache + "' does without its server, or without a value: " + text(failure));
		}
		else if (logger.isDebugEnabled()) {
			logger.debug("Cache '" + this.cache + "': " + text(failure));
		}
	}

	private static @Nullable String text(Throwable failure) {
		return (failure instanceof ZcachedException || failure instanceof UncacheableValueException)
				? failure.getMessage() : failure.toString();
	}

}
