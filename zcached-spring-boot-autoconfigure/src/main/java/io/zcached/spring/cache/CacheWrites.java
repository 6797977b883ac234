package io.zcached.spring.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

import io.zcached.client.UnstorableValueException;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries, for the generation that they belong to.
 */
final class CacheWrites {

	/** Callers of {@link #writeIfAbsent} who meet: few, so that few locks do. */
	private static final int STRIPES = 32;

	/** An entry that is in the way may come back, but hardly so often. */
	private static final int ATTEMPTS = 3;

	private final CacheServer server;

	private final CacheEntries entries;

	private final Generations generations;

	private final CacheCounters counters;

	private final CacheFailures failures;

	private final ReentrantLock[] locks = new ReentrantLock[STRIPES];

	CacheWrites(CacheServer server, CacheEntries entries, Generations generations, CacheCounters counters,
			CacheFailures failures) {
		this.server = server;
		this.entries = entries;
		this.generations = generations;
		this.counters = counters;
		this.failures = failures;
		for (int i = 0; i < STRIPES; i++) {
			this.locks[i] = new ReentrantLock();
		}
	}

	/**
	 * Stores a value. One that cannot be stored removes what it was to replace.
	 * @param generation of the miss that it follows, {@code null} if not known
	 */
	void write(String entry, @Nullable Object value, @Nullable String generation, long deadline) {
		String own = (generation != null) ? generation : this.generations.forPut(entry, this.server, deadline);
		try {
			this.server.write(deadline, entry, this.entries.write(value, own));
		}
		catch (UncacheableValueException | UnstorableValueException ex) {
			this.server.delete(deadline, entry);
			throw ex;
		}
		succeeded();
	}

	/**
	 * The same without waiting.
	 * @return completes when it is stored, exceptionally if it is not
	 */
	CompletableFuture<@Nullable Object> writeAsync(String entry, @Nullable Object value, String generation,
			long deadline) {
		try {
			return this.server.writeAsync(deadline, entry, this.entries.write(value, generation))
				.thenApply((stored) -> {
					succeeded();
					return stored;
				})
				.exceptionallyCompose((failure) -> {
					Throwable cause = (failure.getCause() != null) ? failure.getCause() : failure;
					return (cause instanceof UnstorableValueException) ? removed(entry, cause, deadline)
							: CompletableFuture.failedFuture(cause);
				});
		}
		catch (UncacheableValueException ex) {
			return removed(entry, ex, deadline);
		}
	}

	private CompletableFuture<@Nullable Object> removed(String entry, Throwable reason, long deadline) {
		return this.server.deleteAsync(deadline, entry)
			.handle((deleted, failure) -> reason)
			.thenCompose(CompletableFuture::failedFuture);
	}

	/**
	 * Stores a value unless there is one. The lock is for those of this JVM, and held for
	 * a few requests, all within the deadline.
	 * @return the read that found one, {@code null} if the value was stored
	 */
	CacheReads.@Nullable Read writeIfAbsent(String entry, @Nullable Object value, CacheReads reads, long deadline) {
		ReentrantLock lock = this.locks[Math.floorMod(entry.hashCode(), STRIPES)];
		lock.lock();
		try {
			for (int i = 0; i < ATTEMPTS; i++) {
				CacheReads.Read read = reads.read(entry, deadline);
				if (read.isHit() || read.generation() == null) {
					return read;
				}
				if (store(entry, value, read, deadline)) {
					succeeded();
					return null;
				}
			}
			throw new UncacheableValueException("An entry is written and made invalid again and again by others", null);
		}
		finally {
			lock.unlock();
		}
	}

	private boolean store(String entry, @Nullable Object value, CacheReads.Read read, long deadline) {
		Object content = this.entries.write(value, String.valueOf(read.generation()));
		if (!this.server.hasCopy(deadline)) {
			this.server.write(deadline, entry, content);
			return true;
		}
		if (read.found().miss() != MissReason.ABSENT) {
			this.server.delete(deadline, entry);
		}
		return this.server.writeIfAbsent(deadline, entry, content);
	}

	private void succeeded() {
		this.counters.puts.increment();
	}

}
