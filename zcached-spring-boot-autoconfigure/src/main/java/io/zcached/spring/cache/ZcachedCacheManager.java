package io.zcached.spring.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionPool;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.support.NoOpCache;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.util.Assert;

/**
 * Makes caches on zcached servers: those that are named, and others when they are first
 * asked for, unless the names are fixed. Thread safe; owns no connection, and a thread
 * only if it sweeps.
 */
public class ZcachedCacheManager implements CacheManager, DisposableBean {

	private final Builder settings;

	private final ConcurrentMap<String, Cache> caches = new ConcurrentHashMap<>();

	private final @Nullable CacheSweeper sweeper;

	private ZcachedCacheManager(Builder settings) {
		this.settings = settings;
		this.sweeper = (settings.sweepInterval != null) ? new CacheSweeper(settings.sweepInterval) : null;
		Set<String> known = new LinkedHashSet<>(settings.configurations.keySet());
		if (settings.names != null) {
			known.addAll(settings.names);
		}
		known.forEach((name) -> add(name, create(name)));
	}

	/**
	 * Begins a manager whose caches use a connection.
	 * @param connection the connection, not the manager's to close
	 * @return a builder
	 */
	public static Builder builder(Connection connection) {
		return new Builder(() -> connection);
	}

	/**
	 * Begins a manager whose caches use a pool.
	 * @param pool the pool, not the manager's to close
	 * @return a builder
	 */
	public static Builder builder(ConnectionPool pool) {
		return new Builder(pool::connection);
	}

	/**
	 * Begins a manager whose caches ask for a connection before each call.
	 * @param connections gives one, quickly and without I/O
	 * @return a builder
	 */
	public static Builder builder(Supplier<Connection> connections) {
		return new Builder(connections);
	}

	/**
	 * A cache.
	 * @param name its name, without {@code ::}
	 * @return the cache, made now if need be; {@code null} if the names are fixed and
	 * this is none of them
	 */
	@Override
	public @Nullable Cache getCache(String name) {
		Cache existing = this.caches.get(name);
		if (existing != null || this.settings.names != null) {
			return existing;
		}
		Cache created = create(name);
		if (!add(name, created)) {
			return this.caches.get(name);
		}
		this.settings.onCacheCreated.accept(created);
		return created;
	}

	private boolean add(String name, Cache cache) {
		refuseCollisions(name, cache);
		boolean added = this.caches.putIfAbsent(name, cache) == null;
		if (added && this.sweeper != null && cache.getNativeCache() instanceof ZcachedCache swept) {
			this.sweeper.add(swept);
		}
		return added;
	}

	/** Caches with key prefixes of their own could have the same keys on a server. */
	private void refuseCollisions(String name, Cache cache) {
		this.caches.forEach((otherName,
				other) -> Assert.state(otherName.equals(name) || connections(name) != connections(otherName)
						|| !(cache.getNativeCache() instanceof ZcachedCache added)
						|| !(other.getNativeCache() instanceof ZcachedCache existing) || !added.collidesWith(existing),
						() -> "The caches '%s' and '%s' would share keys on the server; change a key prefix"
							.formatted(name, otherName)));
	}

	private Supplier<Connection> connections(String name) {
		return this.settings.connections.getOrDefault(name, this.settings.connection);
	}

	@Override
	public Collection<String> getCacheNames() {
		return Set.copyOf(this.caches.keySet());
	}

	private Cache create(String name) {
		if (this.settings.disabled.contains(name)) {
			return new NoOpCache(name);
		}
		ZcachedCacheConfiguration configuration = this.settings.configurations.getOrDefault(name,
				this.settings.defaults);
		ZcachedCache cache = new ZcachedCache(name, configuration, connections(name),
				new AllowedTypes(configuration.allowedPackages(), this.settings.classLoader), this.settings.payloads);
		return this.settings.transactionAware ? new TransactionAwareCacheDecorator(cache) : cache;
	}

	/**
	 * Ends the sweeper. The caches can still be used.
	 */
	@Override
	public void destroy() {
		if (this.sweeper != null) {
			this.sweeper.close();
		}
	}

	/**
	 * Builds a manager. Not thread safe; used once.
	 */
	public static final class Builder {

		private final Supplier<Connection> connection;

		private final Map<String, ZcachedCacheConfiguration> configurations = new LinkedHashMap<>();

		private final Map<String, Supplier<Connection>> connections = new LinkedHashMap<>();

		private final Set<String> disabled = new LinkedHashSet<>();

		private ZcachedCacheConfiguration defaults = ZcachedCacheConfiguration.defaults();

		private @Nullable List<String> names;

		private @Nullable ClassLoader classLoader;

		private @Nullable Duration sweepInterval;

		private boolean transactionAware;

		private Payloads payloads = Payloads.NONE;

		private Consumer<Cache> onCacheCreated = (cache) -> {
		};

		private Builder(Supplier<Connection> connection) {
			this.connection = connection;
		}

		/**
		 * How caches behave that are not configured one by one.
		 * @param defaults the configuration
		 * @return this builder
		 */
		public Builder defaults(ZcachedCacheConfiguration defaults) {
			this.defaults = defaults;
			return this;
		}

		/**
		 * How one cache behaves.
		 * @param name its name
		 * @param configuration the configuration
		 * @return this builder
		 */
		public Builder cache(String name, ZcachedCacheConfiguration configuration) {
			this.configurations.put(name, configuration);
			return this;
		}

		/**
		 * Which server one cache is on, if not on that of the others.
		 * @param name its name
		 * @param connections gives the connection for each call
		 * @return this builder
		 */
		public Builder connection(String name, Supplier<Connection> connections) {
			this.connections.put(name, connections);
			return this;
		}

		/**
		 * Switches one cache off: nothing is found in it, and nothing stored.
		 * @param name its name
		 * @return this builder
		 */
		public Builder disabled(String name) {
			this.disabled.add(name);
			return this;
		}

		/**
		 * Fixes the names: no cache is made for another one.
		 * @param names the names, besides those that are configured
		 * @return this builder
		 */
		public Builder cacheNames(Collection<String> names) {
			this.names = List.copyOf(names);
			return this;
		}

		/**
		 * Where the classes of values are looked for.
		 * @param classLoader the class loader, {@code null} for the thread's
		 * @return this builder
		 */
		public Builder classLoader(@Nullable ClassLoader classLoader) {
			this.classLoader = classLoader;
			return this;
		}

		/**
		 * Makes puts, evictions and clears wait for the commit of a transaction that is
		 * under way; they are left out if it is rolled back. Reads do not wait, so that
		 * the transaction itself does not find what it has put.
		 * @param transactionAware whether to; needs {@code spring-context-support} and
		 * {@code spring-tx}
		 * @return this builder
		 */
		public Builder transactionAware(boolean transactionAware) {
			this.transactionAware = transactionAware;
			return this;
		}

		/**
		 * Deletes, from time to time, entries that have expired or been cleared. Asks for
		 * all keys of the server, in one JVM of all that use the cache, and takes a tenth
		 * of the server's time at most.
		 * @param sweepInterval the time between two sweeps, from 1 ms to 365 days;
		 * {@code null} never to sweep
		 * @return this builder
		 */
		public Builder sweepInterval(@Nullable Duration sweepInterval) {
			if (sweepInterval != null) {
				ZcachedCacheConfiguration.checkRange("sweepInterval", sweepInterval);
			}
			this.sweepInterval = sweepInterval;
			return this;
		}

		/**
		 * Writes and reads values that are no text, number or boolean.
		 * @param mapper the mapper
		 * @return this builder
		 */
		public Builder jsonMapper(JsonMapper mapper) {
			this.payloads = new JsonPayloads(mapper);
			return this;
		}

		/**
		 * Is told of each cache that is made after the manager, when it is first asked
		 * for, besides those who are told already.
		 * @param listener the listener
		 * @return this builder
		 */
		public Builder onCacheCreated(Consumer<Cache> listener) {
			this.onCacheCreated = this.onCacheCreated.andThen(listener);
			return this;
		}

		/**
		 * Makes the manager.
		 * @return the manager
		 */
		public ZcachedCacheManager build() {
			return new ZcachedCacheManager(this);
		}

	}

}
