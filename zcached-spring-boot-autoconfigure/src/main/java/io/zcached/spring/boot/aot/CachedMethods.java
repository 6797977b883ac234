package io.zcached.spring.boot.aot;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Set;

import org.springframework.cache.annotation.AnnotationCacheOperationSource;
import org.springframework.cache.interceptor.CacheEvictOperation;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.core.MethodIntrospector;

/**
 * Finds the methods of a class whose results are cached, whatever annotation says so:
 * Spring's own, composed ones, on the method, its class or its interface.
 */
final class CachedMethods {

	private static final AnnotationCacheOperationSource operations = new AnnotationCacheOperationSource(false);

	private CachedMethods() {
	}

	static Set<Method> of(Class<?> type) {
		if (!operations.isCandidateClass(type)) {
			return Set.of();
		}
		return MethodIntrospector.selectMethods(type, (Method method) -> stores(method, type));
	}

	private static boolean stores(Method method, Class<?> type) {
		Collection<CacheOperation> found = operations.getCacheOperations(method, type);
		return found != null && found.stream().anyMatch((operation) -> !(operation instanceof CacheEvictOperation));
	}

}
