package io.zcached.spring.cache;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Reads and loads for those who do not wait. One read and load for each key at a time in
 * this JVM: who comes meanwhile shares the outcome, unless he would wait for himself. No
 * thread is held.
 */
final class CacheRetrieval {

	private final ZcachedCacheConfiguration configuration;

	private final CacheServer server;

	private final CacheReads reads;

	private final CacheWrites writes;

	private final CacheFailures failures;

	private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();

	CacheRetrieval(ZcachedCacheConfiguration configuration, CacheServer server, CacheReads reads, CacheWrites writes,
			CacheFailures failures) {
		this.configuration = configuration;
		this.server = server;
		this.reads = reads;
		this.writes = writes;
		this.failures = failures;
	}

	CompletableFuture<CacheReads.Read> read(String entry) {
		return this.reads.readAsync(entry, this.server.deadline());
	}

	/**
	 * Reads a value, or loads and stores it.
	 * @return a future of the caller's own, to cancel as he likes
	 */
	CompletableFuture<@Nullable Object> load(String entry,
			Supplier<? extends CompletableFuture<? extends @Nullable Object>> loader) {
		Flight mine = new Flight();
		Flight other = this.flights.putIfAbsent(entry, mine);
		while (other != null && other.left(Flight.LONGEST) <= 0) {
			this.flights.remove(entry, other);
			other = this.flights.putIfAbsent(entry, mine);
		}
		if (other != null && other.join()) {
			return other.outcome().copy();
		}
		mine.join();
		CompletableFuture<@Nullable Object> outcome = mine.outcome().copy();
		readOrLoad(entry, () -> mine.call(loader::get)).whenComplete((value, failure) -> {
			this.flights.remove(entry, mine);
			mine.end();
			if (failure != null) {
				mine.outcome().completeExceptionally(unwrap(failure));
			}
			else {
				mine.outcome().complete(value);
			}
		});
		return outcome;
	}

	private CompletableFuture<@Nullable Object> readOrLoad(String entry,
			Callable<? extends CompletableFuture<? extends @Nullable Object>> loader) {
		try {
			long deadline = this.server.deadline();
			return this.reads.readAsync(entry, deadline).thenCompose((read) -> {
				long left = deadline - System.nanoTime();
				return read.isHit() ? CompletableFuture.completedFuture(read.value())
						: called(loader).thenCompose((value) -> stored(entry, value, read.generation(), left));
			});
		}
		catch (RuntimeException | Error ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private static CompletableFuture<? extends @Nullable Object> called(
			Callable<? extends CompletableFuture<? extends @Nullable Object>> loader) {
		try {
			return loader.call();
		}
		catch (Exception ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/** The value, when it has been stored, or cannot be. */
	private CompletableFuture<@Nullable Object> stored(String entry, @Nullable Object value,
			@Nullable String generation, long left) {
		if (generation == null || !this.configuration.isCached(value)) {
			return CompletableFuture.completedFuture(value);
		}
		try {
			return this.writes.writeAsync(entry, value, generation, System.nanoTime() + left)
				.handle((stored, failure) -> {
					if (failure != null) {
						this.failures.noted(unwrap(failure));
					}
					return value;
				});
		}
		catch (RuntimeException ex) {
			this.failures.noted(ex);
			return CompletableFuture.completedFuture(value);
		}
	}

	/** What a stage failed with, without what futures wrap around it. */
	static Throwable unwrap(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

}
