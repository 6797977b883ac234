package io.zcached.spring.cache;

import java.util.concurrent.atomic.AtomicBoolean;

import io.zcached.client.UnstorableValueException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What becomes of a cache's failures: counted, told once for each outage, or once for
 * values that cannot be stored, and given to the caller only if he wants them.
 */
final class CacheFailures {

	private static final Log logger = LogFactory.getLog(ZcachedCache.class);

	private final String cache;

	private final ZcachedCacheErrorPolicy policy;

	private final CacheCounters counters;

	private final AtomicBoolean outage = new AtomicBoolean();

	/** Whether a value that cannot be stored has been told of, which is done once. */
	private final AtomicBoolean refused = new AtomicBoolean();

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
	void noted(RuntimeException failure) {
		this.counters.errors.increment();
		boolean refusal = failure instanceof UncacheableValueException || failure instanceof UnstorableValueException;
		String message = "Cache '" + this.cache + (refusal ? "' cannot store a value: " : "' does without its server: ")
				+ failure.getMessage();
		if ((refusal ? this.refused : this.outage).compareAndSet(false, true)) {
			logger.warn(message);
		}
		else {
			logger.debug(message);
		}
	}

}
