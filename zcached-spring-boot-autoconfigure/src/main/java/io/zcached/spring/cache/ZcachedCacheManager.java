package io.zcached.spring.cache;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionPool;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.context.Lifecycle;

/**
 * Makes caches on zcached servers: those that are named, and others when they are first
 * asked for, unless the names are fixed. Thread safe; owns no connection and no thread,
 * save for its sweeps.
 */
public class ZcachedCacheManager implements CacheManager, Lifecycle, DisposableBean {

	private final CacheFactory factory;

	private final boolean hasFixedNames;

	private final Consumer<Cache> onCacheCreated;

	/** Grows only, under the lock. */
	private final ConcurrentMap<String, Cache> caches = new ConcurrentHashMap<>();

	private final ReentrantLock lock = new ReentrantLock();

	private final @Nullable CacheSweeper sweeper;

	ZcachedCacheManager(ZcachedCacheManagerBuilder builder) {
		this.factory = new CacheFactory(builder);
		this.hasFixedNames = builder.names != null;
		this.onCacheCreated = builder.onCacheCreated;
		builder.knownNames().forEach((name) -> this.caches.put(name, create(name)));
		this.sweeper = (builder.sweepInterval != null) ? new CacheSweeper(builder.sweepInterval) : null;
		this.caches.values().forEach(this::sweepFromNowOn);
	}

	/**
	 * Begins a manager whose caches use a connection.
	 * @param connection the connection, not the manager's to close
	 * @return a builder
	 */
	public static ZcachedCacheManagerBuilder builder(Connection connection) {
		return new ZcachedCacheManagerBuilder(() -> connection);
	}

	/**
	 * Begins a manager whose caches use a pool.
	 * @param pool the pool, not the manager's to close
	 * @return a builder
	 */
	public static ZcachedCacheManagerBuilder builder(ConnectionPool pool) {
		return new ZcachedCacheManagerBuilder(pool::connection);
	}

	/**
	 * Begins a manager whose caches ask for a connection before each call.
	 * @param connections gives one, quickly and without I/O
	 * @return a builder
	 */
	public static ZcachedCacheManagerBuilder builder(Supplier<Connection> connections) {
		return new ZcachedCacheManagerBuilder(connections);
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
		return (existing != null || this.hasFixedNames) ? existing : make(name);
	}

	private Cache make(String name) {
		Cache made;
		this.lock.lock();
		try {
			Cache existing = this.caches.get(name);
			if (existing != null) {
				return existing;
			}
			made = create(name);
			this.caches.put(name, made);
			sweepFromNowOn(made);
		}
		finally {
			this.lock.unlock();
		}
		this.onCacheCreated.accept(made);
		return made;
	}

	/** Caches with key prefixes of their own could have the same keys on a server. */
	private Cache create(String name) {
		Cache cache = this.factory.create(name);
		this.caches.forEach((otherName, other) -> {
			if (this.factory.collide(cache, other)) {
				throw new SharedCacheKeysException(name, otherName);
			}
		});
		return cache;
	}

	private void sweepFromNowOn(Cache cache) {
		if (this.sweeper != null && cache.getNativeCache() instanceof ZcachedCache swept) {
			this.sweeper.add(swept);
		}
	}

	@Override
	public Collection<String> getCacheNames() {
		return Set.copyOf(this.caches.keySet());
	}

	/**
	 * Goes on with sweeps after {@link #stop()}. A new manager has started already.
	 */
	@Override
	public void start() {
		if (this.sweeper != null) {
			this.sweeper.start();
		}
	}

	/**
	 * Ends a sweep that is under way, waiting for it for at most 10 seconds, and closes
	 * the sockets of sweeps, such as for a checkpoint of the process. There is none until
	 * {@link #start()}. The caches can still be used.
	 */
	@Override
	public void stop() {
		if (this.sweeper != null) {
			this.sweeper.stop();
		}
	}

	/**
	 * Whether there is something to stop.
	 * @return whether there are sweeps from time to time
	 */
	@Override
	public boolean isRunning() {
		return this.sweeper != null && this.sweeper.isRunning();
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

}
