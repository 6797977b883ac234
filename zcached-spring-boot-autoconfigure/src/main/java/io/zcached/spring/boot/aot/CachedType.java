package io.zcached.spring.boot.aot;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import org.springframework.core.GenericTypeResolver;
import org.springframework.core.ResolvableType;

/**
 * Tells what a cached method puts into the cache: what it returns, or what will be inside
 * of what it returns.
 */
final class CachedType {

	private static final Set<String> REACTIVE = Set.of("reactor.core.publisher.Mono", "reactor.core.publisher.Flux");

	private CachedType() {
	}

	static Type of(Method method, Class<?> owner) {
		ResolvableType type = ResolvableType.forMethodReturnType(method);
		while (wraps(type.toClass()) && type.hasGenerics()) {
			type = type.getGeneric(0);
		}
		return GenericTypeResolver.resolveType(type.getType(), owner);
	}

	private static boolean wraps(Class<?> type) {
		return type == Optional.class || CompletionStage.class.isAssignableFrom(type)
				|| REACTIVE.contains(type.getName());
	}

}
