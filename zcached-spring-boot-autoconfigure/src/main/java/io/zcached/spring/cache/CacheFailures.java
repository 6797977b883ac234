package io.zcached.spring.cache;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.zcached.client.ErrorCode;
import io.zcached.client.UnstorableValueException;
import io.zcached.client.ZcachedConnectionException;
import io.zcached.client.ZcachedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What becomes of a cache's failures: counted, told once for each outage, or once for
 * each class whose values cannot be stored, and given to the caller only if he wants
 * them.
 */
final class CacheFailures {

	private static final Log logger = LogFactory.getLog(ZcachedCache.class);

	private static final int MAX_REFUSED = 50;

	private final String cache;

	private final ZcachedCacheErrorPolicy policy;

	private final CacheCounters counters;

	private final Outage outage;

	/** Why values were not stored, each of which is told once; few, as classes are. */
	private final Set<String> refused = ConcurrentHashMap.newKeySet();

	CacheFailures(String cache, ZcachedCacheErrorPolicy policy, CacheCounters counters, Outage outage) {
		this.cache = cache;
		this.policy = policy;
		this.counters = counters;
		this.outage = outage;
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
		if (failure instanceof UncacheableValueException || failure instanceof UnstorableValueException) {
			refused(failure);
		}
		else if (failure instanceof ZcachedException ofServer && !isInterrupt(ofServer)) {
			this.outage.begin(ofServer);
		}
	}

	private void refused(RuntimeException failure) {
		String message = "Cache '" + this.cache + "' cannot store a value: " + failure.getMessage();
		String reason = (failure instanceof UncacheableValueException) ? message : failure.getClass().getName();
		if (this.refused.size() < MAX_REFUSED && this.refused.add(reason)) {
			logger.warn(message);
		}
		else {
			logger.debug(message);
		}
	}

	/** Which says nothing about the server. */
	private static boolean isInterrupt(ZcachedException failure) {
		return failure instanceof ZcachedConnectionException ex && ErrorCode.INTERRUPTED.equals(ex.errorCode());
	}

}
