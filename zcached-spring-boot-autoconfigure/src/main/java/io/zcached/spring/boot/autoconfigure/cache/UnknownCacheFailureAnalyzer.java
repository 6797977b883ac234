package io.zcached.spring.boot.autoconfigure.cache;

import java.util.TreeSet;

import io.zcached.spring.cache.ZcachedCacheManager;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains that a cached method names a cache which is not among those that were fixed.
 */
class UnknownCacheFailureAnalyzer extends AbstractFailureAnalyzer<IllegalArgumentException> {

	/** How Spring begins to tell it, which has no exception of its own for it. */
	private static final String START = "Cannot find cache named '";

	private final BeanFactory beanFactory;

	UnknownCacheFailureAnalyzer(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, IllegalArgumentException cause) {
		String message = cause.getMessage();
		ZcachedCacheManager manager = this.beanFactory.getBeanProvider(ZcachedCacheManager.class).getIfUnique();
		String name = (message != null) ? nameIn(message) : null;
		if (name == null || manager == null) {
			return null;
		}
		return new FailureAnalysis(
				"There is no cache named '%s'; there are %s, since 'spring.cache.cache-names' fixes the names."
					.formatted(name, new TreeSet<>(manager.getCacheNames())),
				"Add '%s' to 'spring.cache.cache-names', or correct the name in the annotation, or remove the property, so that caches are made when they are first asked for."
					.formatted(name),
				cause);
	}

	private static @Nullable String nameIn(String message) {
		int end = message.startsWith(START) ? message.indexOf('\'', START.length()) : -1;
		return (end != -1) ? message.substring(START.length(), end) : null;
	}

}
