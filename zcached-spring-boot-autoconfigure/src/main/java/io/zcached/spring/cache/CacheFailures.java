package io.zcached.spring.cache;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.zcached.client.UnstorableValueException;
import io.zcached.client.ZcachedCommandException;
import io.zcached.client.ZcachedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What becomes of a cache's failures: counted, told once for each kind, or for each class
 * whose values cannot be stored, and given to the caller only if he wants them. That the
 * server does not answer is told by {@link Outage}. Thread safe.
 */
final class CacheFailures {

	private static final Log logger = LogFactory.getLog(ZcachedCache.class);

	private static final int MAX_TOLD = 50;

	private final String cache;

	private final ZcachedCacheErrorPolicy policy;

	private final CacheCounters counters;

	/** What has been told of; few, as classes are. */
	private final Set<String> told = ConcurrentHashMap.newKeySet();

	CacheFailures(String cache, ZcachedCacheErrorPolicy policy, CacheCounters counters) {
		this.cache = cache;
		this.policy = policy;
		this.counters = counters;
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
		if (failure instanceof UncacheableValueException) {
			String why = String.valueOf(failure.getMessage());
			tell("cannot store a value", why, why);
		}
		else if (failure instanceof UnstorableValueException) {
			tell("cannot store a value", String.valueOf(failure.getMessage()), "unstorable");
		}
		else if (failure instanceof ZcachedCommandException) {
			tell("is refused by its server", String.valueOf(failure.getMessage()), "refused");
		}
		else if (failure instanceof ZcachedException) {
			logger.debug("Cache '" + this.cache + "' was not answered: " + failure.getMessage());
		}
		else {
			// A message of others may quote a value.
			String why = failure.getClass().getName();
			tell("has failed for an unexpected reason", why, why);
		}
	}

	private void tell(String what, String why, String kind) {
		String message = "Cache '" + this.cache + "' " + what + ": " + why;
		if (this.told.size() < MAX_TOLD && this.told.add(kind)) {
			logger.warn(message);
		}
		else {
			logger.debug(message);
		}
	}

}
