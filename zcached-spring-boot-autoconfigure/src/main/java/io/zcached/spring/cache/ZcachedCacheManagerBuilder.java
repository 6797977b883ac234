package io.zcached.spring.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.zcached.client.Connection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.cache.Cache;

/**
 * Builds a {@link ZcachedCacheManager}. Not thread safe; what is changed after
 * {@link #build()} changes no manager that was built.
 */
public final class ZcachedCacheManagerBuilder {

	final Supplier<Connection> connection;

	final Map<String, ZcachedCacheConfiguration> configurations = new LinkedHashMap<>();

	final Map<String, Supplier<Connection>> connections = new LinkedHashMap<>();

	final Set<String> disabled = new LinkedHashSet<>();

	ZcachedCacheConfiguration defaults = ZcachedCacheConfiguration.defaults();

	@Nullable List<String> names;

	@Nullable ClassLoader classLoader;

	@Nullable Duration sweepInterval;

	boolean transactionAware;

	Payloads payloads = Payloads.NONE;

	Consumer<Cache> onCacheCreated = (cache) -> {
	};

	ZcachedCacheManagerBuilder(Supplier<Connection> connection) {
		this.connection = connection;
	}

	/**
	 * How caches behave that are not configured one by one.
	 * @param defaults the configuration
	 * @return this builder
	 */
	public ZcachedCacheManagerBuilder defaults(ZcachedCacheConfiguration defaults) {
		this.defaults = defaults;
		return this;
	}

	/**
	 * How one cache behaves, whatever was said for it or for all caches before.
	 * @param name its name, from 1 to 512 bytes, without {@code ::}, a colon at its end,
	 * line feeds and byte 0x03
	 * @param configuration the configuration
	 * @return this builder
	 * @throws IllegalArgumentException if no cache can have this name
	 */
	public ZcachedCacheManagerBuilder cache(String name, ZcachedCacheConfiguration configuration) {
		CacheKeys.checkName(name);
		this.configurations.put(name, configuration);
		return this;
	}

	/**
	 * What one cache does otherwise than it is configured by now, such as by properties.
	 * @param name its name
	 * @param change makes its configuration of the one that was given for it, else of the
	 * defaults
	 * @return this builder
	 * @throws IllegalArgumentException if no cache can have this name
	 */
	public ZcachedCacheManagerBuilder cache(String name, UnaryOperator<ZcachedCacheConfiguration> change) {
		return cache(name, change.apply(this.configurations.getOrDefault(name, this.defaults)));
	}

	/**
	 * Which server one cache is on, if not on that of the others.
	 * @param name its name
	 * @param connections gives the connection for each call
	 * @return this builder
	 */
	public ZcachedCacheManagerBuilder connection(String name, Supplier<Connection> connections) {
		this.connections.put(name, connections);
		return this;
	}

	/**
	 * Switches one cache off: nothing is found in it, and nothing stored.
	 * @param name its name
	 * @return this builder
	 */
	public ZcachedCacheManagerBuilder disabled(String name) {
		this.disabled.add(name);
		return this;
	}

	/**
	 * Fixes the names: no cache is made for another one.
	 * @param names the names, besides those that are configured
	 * @return this builder
	 * @throws IllegalArgumentException if no cache can have one of them
	 */
	public ZcachedCacheManagerBuilder cacheNames(Collection<String> names) {
		names.forEach(CacheKeys::checkName);
		this.names = List.copyOf(names);
		return this;
	}

	/**
	 * Where the classes of values are looked for.
	 * @param classLoader the class loader, {@code null} for the thread's
	 * @return this builder
	 */
	public ZcachedCacheManagerBuilder classLoader(@Nullable ClassLoader classLoader) {
		this.classLoader = classLoader;
		return this;
	}

	/**
	 * Makes puts, evictions and clears wait for the commit of a transaction that is under
	 * way; they are left out if it is rolled back. Reads do not wait, so that the
	 * transaction itself does not find what it has put.
	 * @param transactionAware whether to; needs {@code spring-context-support} and
	 * {@code spring-tx}
	 * @return this builder
	 */
	public ZcachedCacheManagerBuilder transactionAware(boolean transactionAware) {
		this.transactionAware = transactionAware;
		return this;
	}

	/**
	 * Deletes, from time to time, entries that have expired or been cleared. Asks for all
	 * keys of the server, in one JVM of all that use the cache, on a connection that is
	 * opened for sweeps, with the options of the cache's, and kept. Takes a tenth of the
	 * server's time at most, save for that list.
	 * @param sweepInterval the time between two sweeps, from 1 ms to 365 days;
	 * {@code null} never to sweep
	 * @return this builder
	 */
	public ZcachedCacheManagerBuilder sweepInterval(@Nullable Duration sweepInterval) {
		if (sweepInterval != null) {
			CacheSettings.checkRange("sweepInterval", sweepInterval);
		}
		this.sweepInterval = sweepInterval;
		return this;
	}

	/**
	 * Writes and reads values that are no text, number or boolean.
	 * @param mapper the mapper
	 * @return this builder
	 */
	public ZcachedCacheManagerBuilder jsonMapper(JsonMapper mapper) {
		this.payloads = new JsonPayloads(mapper);
		return this;
	}

	/**
	 * Is told of each cache that is made after the manager, when it is first asked for,
	 * besides those who are told already.
	 * @param listener the listener
	 * @return this builder
	 */
	public ZcachedCacheManagerBuilder onCacheCreated(Consumer<Cache> listener) {
		this.onCacheCreated = this.onCacheCreated.andThen(listener);
		return this;
	}

	/** Of the caches that are made at once. */
	Set<String> knownNames() {
		Set<String> known = new LinkedHashSet<>(this.configurations.keySet());
		if (this.names != null) {
			known.addAll(this.names);
		}
		return known;
	}

	/**
	 * Makes the manager.
	 * @return the manager
	 */
	public ZcachedCacheManager build() {
		return new ZcachedCacheManager(this);
	}

}
