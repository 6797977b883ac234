package io.zcached.spring.boot.aot;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;

import org.springframework.cache.annotation.AnnotationCacheOperationSource;
import org.springframework.cache.interceptor.CacheEvictOperation;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.core.MethodIntrospector;

/**
 * Finds the methods of a class that use a cache, whatever annotation says so: Spring's
 * own, composed ones, on the method, its class or its interface.
 */
final class CachedMethods {

	private static final AnnotationCacheOperationSource operations = new AnnotationCacheOperationSource(false);

	private CachedMethods() {
	}

	/** Those whose results are cached. */
	static Set<Method> storing(Class<?> type) {
		return select(type, (operation) -> !(operation instanceof CacheEvictOperation));
	}

	/** Those whose arguments make a key. */
	static Set<Method> keyed(Class<?> type) {
		return select(type, (operation) -> true);
	}

	private static Set<Method> select(Class<?> type, Predicate<CacheOperation> wanted) {
		if (!operations.isCandidateClass(type)) {
			return Set.of();
		}
		return MethodIntrospector.selectMethods(type, (Method method) -> {
			Collection<CacheOperation> found = operations.getCacheOperations(method, type);
			return found != null && found.stream().anyMatch(wanted);
		});
	}

}
