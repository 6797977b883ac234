package io.zcached.spring.boot.autoconfigure.cache;

import io.zcached.spring.cache.SharedCacheKeysException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains that two caches would have keys in common.
 */
class SharedCacheKeysFailureAnalyzer extends AbstractFailureAnalyzer<SharedCacheKeysException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SharedCacheKeysException cause) {
		String one = cause.getCacheName();
		String other = cause.getOtherName();
		String description = ("The caches '%s' and '%s' would share keys on the server: all keys of one begin as those "
				+ "of the other, by their key prefixes and names.")
			.formatted(one, other);
		String action = ("Change 'zcached.cache.caches.%s.key-prefix' or 'zcached.cache.caches.%s.key-prefix', such as "
				+ "by a colon at its end, or put one of them on another server by its 'connection'.")
			.formatted(one, other);
		return new FailureAnalysis(description, action, cause);
	}

}
