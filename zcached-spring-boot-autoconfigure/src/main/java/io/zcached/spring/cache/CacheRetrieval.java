package io.zcached.spring.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

import io.zcached.client.ZcachedException;
import org.jspecify.annotations.Nullable;

/**
 * Reads and loads for those who do not wait. One read and load for each key at a time in
 * this JVM: who comes meanwhile shares the outcome. No thread is held.
 */
final class CacheRetrieval {

	private final ZcachedCacheConfiguration configuration;

	private final CacheServer server;

	private final CacheReads reads;

	private final CacheWrites writes;

	private final CacheFailures failures;

	private final ConcurrentMap<String, CompletableFuture<@Nullable Object>> flights = new ConcurrentHashMap<>();

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
		CompletableFuture<@Nullable Object> mine = new CompletableFuture<>();
		CompletableFuture<@Nullable Object> other = this.flights.putIfAbsent(entry, mine);
		if (other != null) {
			return other.copy();
		}
		CompletableFuture<@Nullable Object> outcome = mine.copy();
		readOrLoad(entry, loader).whenComplete((value, failure) -> {
			this.flights.remove(entry, mine);
			if (failure != null) {
				mine.completeExceptionally(unwrap(failure));
			}
			else {
				mine.complete(value);
			}
		});
		return outcome;
	}

	private CompletableFuture<@Nullable Object> readOrLoad(String entry,
			Supplier<? extends CompletableFuture<? extends @Nullable Object>> loader) {
		try {
			long deadline = this.server.deadline();
			return this.reads.readAsync(entry, deadline).thenCompose((read) -> {
				if (read.isHit()) {
					return CompletableFuture.completedFuture(read.value());
				}
				long left = deadline - System.nanoTime();
				return loader.get().thenCompose((value) -> stored(entry, value, read.generation(), left));
			});
		}
		catch (RuntimeException | Error ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/** The value, when it has been stored, or cannot be. */
	private CompletableFuture<@Nullable Object> stored(String entry, @Nullable Object value,
			@Nullable String generation, long left) {
		if (generation == null || (value == null && !this.configuration.cacheNullValues())) {
			return CompletableFuture.completedFuture(value);
		}
		return this.writes.writeAsync(entry, value, generation, System.nanoTime() + left).handle((stored, failure) -> {
			Throwable cause = (failure != null) ? unwrap(failure) : null;
			if (cause instanceof UncacheableValueException || cause instanceof ZcachedException) {
				this.failures.noted((RuntimeException) cause);
			}
			return value;
		});
	}

	private static Throwable unwrap(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
	}

}
