package io.zcached.spring.cache;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedException;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.support.SimpleValueWrapper;

/**
 * A cache on a zcached server. A read is one round trip, which brings the generation of
 * the cache along: {@link #clear()} writes a new one, so that nothing written before is
 * found again, in any JVM. Thread safe.
 */
public class ZcachedCache implements Cache {

	private final String name;

	private final ZcachedCacheConfiguration configuration;

	private final CacheServer server;

	private final CacheKeys keys;

	private final Generations generations;

	private final CacheCounters counters = new CacheCounters();

	private final CacheFailures failures;

	private final CacheReads reads;

	private final CacheWrites writes;

	private final PutIfAbsent absent;

	private final CacheRetrieval retrieval;

	private final CacheSweep sweep;

	private final CacheLoads loads;

	ZcachedCache(String name, ZcachedCacheConfiguration configuration, Supplier<Connection> connections,
			AllowedTypes types, Payloads payloads) {
		this.name = name;
		this.configuration = configuration;
		this.keys = new CacheKeys(configuration.keyPrefix(), name);
		this.generations = new Generations(this.keys.generation(), System::nanoTime);
		this.server = new CacheServer(connections, configuration.timeout(), this.keys.temporary(),
				new Outage(name, this.generations));
		this.failures = new CacheFailures(name, configuration.onError(), this.counters);
		CacheEntries entries = new CacheEntries(configuration, types, payloads, System::currentTimeMillis);
		this.reads = new CacheReads(this.server, entries, this.generations, this.counters, this.failures);
		this.writes = new CacheWrites(this.server, entries, this.generations, this.counters);
		this.absent = new PutIfAbsent(this.server, entries, this.reads, this.counters, this.failures);
		this.sweep = new CacheSweep(this.keys, this.server);
		this.loads = new CacheLoads(configuration, this.server, this.reads, this.writes, this.failures);
		this.retrieval = new CacheRetrieval(configuration, this.server, this.reads, this.writes, this.failures);
	}

	/**
	 * What has happened so far.
	 * @return the counts of this moment
	 */
	public ZcachedCacheStatistics statistics() {
		return this.counters.snapshot();
	}

	/**
	 * How it behaves.
	 * @return the configuration
	 */
	public ZcachedCacheConfiguration configuration() {
		return this.configuration;
	}

	/** Whether a key of one could be that of the other. */
	boolean collidesWith(ZcachedCache other) {
		return this.keys.start().startsWith(other.keys.start()) || other.keys.start().startsWith(this.keys.start());
	}

	CacheSweep sweep() {
		return this.sweep;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public Object getNativeCache() {
		return this;
	}

	@Override
	public @Nullable ValueWrapper get(Object key) {
		CacheReads.Read read = read(key);
		return read.isHit() ? new SimpleValueWrapper(read.value()) : null;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
		Object value = read(key).value();
		if (value != null && type != null && !type.isInstance(value)) {
			throw new IllegalStateException("Cached value is of " + value.getClass().getName() + " and not of "
					+ type.getName() + " (cache '" + this.name + "')");
		}
		return (T) value;
	}

	/** A put by the same thread is expected after a miss. */
	private CacheReads.Read read(Object key) {
		String entry = this.keys.of(key);
		CacheReads.Read read = this.reads.read(entry, this.server.deadline());
		if (!read.isHit()) {
			this.generations.missed(entry, read.generation());
		}
		return read;
	}

	/**
	 * The cached value, or one that is loaded and stored. One load for each key and JVM
	 * at a time, but that a loader whose thread would wait for itself, because it needs a
	 * key whose load needs its own, loads that key, too, and so does one of those who
	 * have waited for five minutes. A value that has been loaded is returned whatever
	 * becomes of storing it.
	 * @throws ValueRetrievalException if the loader fails
	 */
	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
		return (T) this.loads.load(key, this.keys.of(key), valueLoader);
	}

	@Override
	public CompletableFuture<?> retrieve(Object key) {
		return this.retrieval.read(this.keys.of(key))
			.thenApply((read) -> read.isHit() ? new SimpleValueWrapper(read.value()) : null);
	}

	/**
	 * The cached value, or one that is loaded and stored, without waiting. One load for
	 * each key and JVM at a time, apart from those of {@link #get(Object, Callable)}; a
	 * loader that asks for its own key loads it, and who comes five minutes after a load
	 * began that has not ended begins another. The loader is called on a background
	 * thread of the connection, which it must not block for long, or, if the server is
	 * not asked or has answered by then, on the thread of the caller.
	 */
	@Override
	@SuppressWarnings("unchecked")
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
		return (CompletableFuture<T>) this.retrieval.load(this.keys.of(key), valueLoader);
	}

	/** A null that is not to be cached removes what is stored. */
	@Override
	public void put(Object key, @Nullable Object value) {
		try {
			this.writes.put(this.keys.of(key), value, this.configuration.isCached(value), this.server.deadline());
		}
		catch (UncacheableValueException | ZcachedException ex) {
			this.failures.failed(ex);
		}
	}

	/**
	 * Stores a value unless there is one. Atomic among all JVMs on a terminated server,
	 * and within this JVM on an unterminated one. An entry that has expired or been
	 * cleared is removed first, which is not atomic among JVMs.
	 * @return what was there, {@code null} if nothing was, and also if the server could
	 * not be asked or did not store the value: it is no lock, unless failures are
	 * {@linkplain ZcachedCacheErrorPolicy#THROW thrown}
	 */
	@Override
	public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
		String entry = this.keys.of(key);
		long deadline = this.server.deadline();
		CacheReads.Read existing = this.configuration.isCached(value) ? this.absent.write(entry, value, deadline)
				: this.reads.read(entry, deadline);
		return (existing != null && existing.isHit()) ? new SimpleValueWrapper(existing.value()) : null;
	}

	/**
	 * Removes an entry. If the server cannot be asked, or its answer is lost, the cache
	 * is cleared before it is read again by this JVM.
	 */
	@Override
	public void evict(Object key) {
		evictIfPresent(key);
	}

	@Override
	public boolean evictIfPresent(Object key) {
		try {
			boolean found = this.writes.remove(this.keys.of(key), this.server.deadline());
			this.counters.evictions.increment();
			return found;
		}
		catch (ZcachedException ex) {
			this.failures.failed(ex);
			return false;
		}
	}

	/**
	 * Makes everything that was stored before unfindable, in every JVM, before it
	 * returns, or, if the server cannot be asked, before the cache is read again by this
	 * one. One write, however many entries there are; they are overwritten by later ones.
	 */
	@Override
	public void clear() {
		try {
			this.writes.clear(this.server.deadline());
		}
		catch (ZcachedException ex) {
			this.failures.failed(ex);
		}
	}

}
