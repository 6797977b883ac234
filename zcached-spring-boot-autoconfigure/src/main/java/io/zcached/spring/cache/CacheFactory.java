package io.zcached.spring.cache;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.zcached.client.Connection;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.support.NoOpCache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;

/**
 * Makes each cache as it was configured. Immutable: a copy of what was in the builder.
 */
final class CacheFactory {

	private final Supplier<Connection> connection;

	private final Map<String, Supplier<Connection>> connections;

	private final ZcachedCacheConfiguration defaults;

	private final Map<String, ZcachedCacheConfiguration> configurations;

	private final Set<String> disabled;

	private final @Nullable ClassLoader classLoader;

	private final Payloads payloads;

	private final boolean transactionAware;

	CacheFactory(ZcachedCacheManagerBuilder builder) {
		this.connection = builder.connection;
		this.connections = Map.copyOf(builder.connections);
		this.defaults = builder.defaults;
		this.configurations = Map.copyOf(builder.configurations);
		this.disabled = Set.copyOf(builder.disabled);
		this.classLoader = builder.classLoader;
		this.payloads = builder.payloads;
		this.transactionAware = builder.transactionAware;
	}

	Cache create(String name) {
		if (this.disabled.contains(name)) {
			return new NoOpCache(name);
		}
		ZcachedCacheConfiguration configuration = this.configurations.getOrDefault(name, this.defaults);
		ZcachedCache cache = new ZcachedCache(name, configuration, connections(name),
				new AllowedTypes(configuration.allowedPackages(), this.classLoader), this.payloads);
		return this.transactionAware ? new TransactionAwareCacheDecorator(cache) : cache;
	}

	/** Whether a key of one could be that of the other, on the same server. */
	boolean collide(Cache one, Cache other) {
		return connections(one.getName()) == connections(other.getName())
				&& one.getNativeCache() instanceof ZcachedCache first
				&& other.getNativeCache() instanceof ZcachedCache second && first.collidesWith(second);
	}

	private Supplier<Connection> connections(String name) {
		return this.connections.getOrDefault(name, this.connection);
	}

}
