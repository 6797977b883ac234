package io.zcached.spring.cache;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache.ValueRetrievalException;

/**
 * Reads and loads for those who wait. One load for each key at a time in this JVM. The
 * server has no more time for storing a value than reading it has left, but what a caller
 * waits for another one, or for a loader, is not taken from that.
 */
final class CacheLoads {

	private final ZcachedCacheConfiguration configuration;

	private final CacheServer server;

	private final CacheReads reads;

	private final CacheWrites writes;

	private final CacheFailures failures;

	private final SingleFlight flights = new SingleFlight(Flight.LONGEST);

	CacheLoads(ZcachedCacheConfiguration configuration, CacheServer server, CacheReads reads, CacheWrites writes,
			CacheFailures failures) {
		this.configuration = configuration;
		this.server = server;
		this.reads = reads;
		this.writes = writes;
		this.failures = failures;
	}

	/**
	 * Reads a value, or loads and stores it.
	 * @param key of the caller, to tell him
	 */
	@Nullable Object load(Object key, String entry, Callable<? extends @Nullable Object> loader) {
		long landed = this.flights.landed();
		long deadline = this.server.deadline();
		CacheReads.Read read = this.reads.read(entry, deadline);
		if (read.isHit()) {
			return read.value();
		}
		long left = deadline - System.nanoTime();
		try {
			return this.flights.call(entry, () -> {
				boolean isOld = read.generation() != null && this.flights.landed() != landed;
				long again = System.nanoTime() + left;
				CacheReads.Read last = isOld ? this.reads.readAgain(entry, again) : read;
				return last.isHit() ? last.value()
						: loaded(entry, loader, last.generation(), again - System.nanoTime());
			});
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ValueRetrievalException(key, loader, ex);
		}
		catch (Exception ex) {
			throw new ValueRetrievalException(key, loader, ex);
		}
	}

	private @Nullable Object loaded(String entry, Callable<? extends @Nullable Object> loader,
			@Nullable String generation, long left) throws Exception {
		Object value = loader.call();
		if (generation != null && this.configuration.isCached(value)) {
			try {
				this.writes.write(entry, value, generation, System.nanoTime() + left);
			}
			catch (RuntimeException ex) {
				this.failures.noted(ex);
			}
		}
		return value;
	}

}
