package io.zcached.spring.boot.autoconfigure.cache;

import java.lang.reflect.Method;
import java.util.Collection;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.cache.interceptor.CacheOperation;
import org.springframework.cache.interceptor.CacheOperationSource;
import org.springframework.cache.interceptor.CacheableOperation;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;

/**
 * Looks into the cache at each subscription to what a cached reactive method has
 * returned. Spring's own interceptor looks once, when the method is called; it answers
 * whoever subscribes again, after a cache that does not answer at once had nothing, with
 * a {@link NullPointerException}.
 */
@SuppressWarnings("serial")
class EachSubscriptionAdvisor extends StaticMethodMatcherPointcutAdvisor {

	private final transient ReactiveAdapterRegistry adapters = ReactiveAdapterRegistry.getSharedInstance();

	private final transient CacheOperationSource operations;

	/**
	 * Creates an advisor.
	 * @param operations what is cached
	 * @param order of Spring's own interceptor, which this one has to be right before
	 */
	EachSubscriptionAdvisor(CacheOperationSource operations, int order) {
		this.operations = operations;
		setOrder((order > Integer.MIN_VALUE) ? order - 1 : order);
		setAdvice((MethodInterceptor) this::deferred);
	}

	@Override
	public boolean matches(Method method, Class<?> targetClass) {
		return adapter(method) != null && isCacheable(this.operations.getCacheOperations(method, targetClass));
	}

	private static boolean isCacheable(@Nullable Collection<CacheOperation> operations) {
		return operations != null && operations.stream().anyMatch(CacheableOperation.class::isInstance);
	}

	/** That of a type which does nothing before somebody subscribes. */
	private @Nullable ReactiveAdapter adapter(Method method) {
		ReactiveAdapter adapter = this.adapters.getAdapter(method.getReturnType());
		return (adapter != null && adapter.getDescriptor().isDeferred()) ? adapter : null;
	}

	private @Nullable Object deferred(MethodInvocation invocation) throws Throwable {
		ReactiveAdapter adapter = adapter(invocation.getMethod());
		if (adapter == null || !(invocation instanceof ProxyMethodInvocation repeatable)) {
			return invocation.proceed();
		}
		return adapter.fromPublisher(adapter.isMultiValue() ? Flux.defer(() -> proceed(adapter, repeatable))
				: Mono.defer(() -> Mono.from(proceed(adapter, repeatable))));
	}

	private static Publisher<Object> proceed(ReactiveAdapter adapter, ProxyMethodInvocation invocation) {
		try {
			return adapter.toPublisher(invocation.invocableClone().proceed());
		}
		catch (Throwable ex) {
			return Mono.error(ex);
		}
	}

}
