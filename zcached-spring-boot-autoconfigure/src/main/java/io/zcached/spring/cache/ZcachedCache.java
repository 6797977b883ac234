package io.zcached.spring.cache;

import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

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

	private final SingleFlight flights = new SingleFlight();

	ZcachedCache(String name, ZcachedCacheConfiguration configuration, CacheServer server, AllowedTypes types,
			Payloads payloads) {
		this.name = name;
		this.configuration = configuration;
		this.server = server;
		this.keys = new CacheKeys(configuration.keyPrefix(), name);
		this.generations = new Generations(this.keys.generation(), System::nanoTime);
		this.failures = new CacheFailures(name, configuration.onError(), this.counters);
		CacheEntries entries = new CacheEntries(configuration, types, payloads, System::currentTimeMillis);
		this.reads = new CacheReads(server, entries, this.generations, this.counters, this.failures);
		this.writes = new CacheWrites(server, entries, this.generations, this.counters, this.failures);
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
		CacheReads.Read read = this.reads.read(entry);
		if (!read.isHit()) {
			this.generations.missed(entry, read.generation());
		}
		return read;
	}

	/**
	 * The cached value, or one that is loaded and stored. One load for each key and JVM
	 * at a time; a value that has been loaded is returned whatever becomes of storing it.
	 * @throws ValueRetrievalException if the loader fails
	 */
	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
		String entry = this.keys.of(key);
		long landed = this.flights.landed();
		CacheReads.Read read = this.reads.read(entry);
		if (read.isHit()) {
			return (T) read.value();
		}
		try {
			return (T) this.flights.call(entry, () -> {
				CacheReads.Read last = (this.flights.landed() != landed) ? this.reads.read(entry) : read;
				return last.isHit() ? last.value() : load(entry, valueLoader, last.generation());
			});
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ValueRetrievalException(key, valueLoader, ex);
		}
		catch (Exception ex) {
			throw new ValueRetrievalException(key, valueLoader, ex);
		}
	}

	private @Nullable Object load(String entry, Callable<?> valueLoader, @Nullable String generation) throws Exception {
		Object value = valueLoader.call();
		storeLoaded(entry, value, generation);
		return value;
	}

	private void storeLoaded(String entry, @Nullable Object value, @Nullable String generation) {
		try {
			if (isCached(value)) {
				this.writes.write(entry, value, generation);
			}
		}
		catch (UncacheableValueException | ZcachedException ex) {
			this.failures.noted(ex);
		}
	}

	@Override
	public CompletableFuture<?> retrieve(Object key) {
		return this.reads.readAsync(this.keys.of(key))
			.thenApply((read) -> read.isHit() ? new SimpleValueWrapper(read.value()) : null);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
		String entry = this.keys.of(key);
		return this.reads.readAsync(entry)
			.thenCompose((read) -> read.isHit() ? CompletableFuture.completedFuture((T) read.value())
					: valueLoader.get().thenApply((value) -> {
						storeLoaded(entry, value, read.generation());
						return value;
					}));
	}

	/** A null that is not to be cached is left out. */
	@Override
	public void put(Object key, @Nullable Object value) {
		try {
			if (isCached(value)) {
				this.writes.write(this.keys.of(key), value, null);
			}
		}
		catch (UncacheableValueException | ZcachedException ex) {
			this.failures.failed(ex);
		}
	}

	/**
	 * Stores a value unless there is one. Atomic among all JVMs on a terminated server,
	 * and within this JVM on an unterminated one. An entry that has expired or been
	 * cleared is removed first, which is not atomic among JVMs.
	 */
	@Override
	public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
		try {
			CacheReads.Read existing = isCached(value) ? this.writes.writeIfAbsent(this.keys.of(key), value, this.reads)
					: null;
			return (existing != null && existing.isHit()) ? new SimpleValueWrapper(existing.value()) : null;
		}
		catch (UncacheableValueException | ZcachedException ex) {
			this.failures.failed(ex);
			return null;
		}
	}

	private boolean isCached(@Nullable Object value) {
		return value != null || this.configuration.cacheNullValues();
	}

	@Override
	public void evict(Object key) {
		evictIfPresent(key);
	}

	@Override
	public boolean evictIfPresent(Object key) {
		try {
			boolean found = this.server.delete(this.keys.of(key));
			this.counters.evictions.increment();
			this.failures.succeeded();
			return found;
		}
		catch (ZcachedException ex) {
			this.failures.failed(ex);
			return false;
		}
	}

	/**
	 * Makes everything that was stored before unfindable, in every JVM, before it
	 * returns. One write, however many entries there are; they are overwritten by later
	 * ones.
	 */
	@Override
	public void clear() {
		String generation = UUID.randomUUID().toString();
		try {
			this.server.write(this.generations.key(), generation);
			this.generations.changed(generation);
			this.failures.succeeded();
		}
		catch (ZcachedException ex) {
			this.failures.failed(ex);
		}
	}

}
