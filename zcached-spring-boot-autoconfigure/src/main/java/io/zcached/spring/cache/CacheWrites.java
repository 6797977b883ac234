package io.zcached.spring.cache;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.zcached.client.UnstorableValueException;
import io.zcached.client.ZcachedCommandException;
import io.zcached.client.ZcachedException;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries, for the generation that they belong to.
 */
final class CacheWrites {

	private final CacheServer server;

	private final CacheEntries entries;

	private final Generations generations;

	private final CacheCounters counters;

	CacheWrites(CacheServer server, CacheEntries entries, Generations generations, CacheCounters counters) {
		this.server = server;
		this.entries = entries;
		this.generations = generations;
		this.counters = counters;
	}

	/**
	 * Stores a value in place of whatever is there, or removes that. A failure is made up
	 * for, unless this thread has just missed the entry, and so replaces nothing, and the
	 * server has got nothing that it may execute later.
	 */
	void put(String entry, @Nullable Object value, boolean isCached, long deadline) {
		Generations.Miss miss = this.generations.takeMiss(entry);
		RuntimeException refusal = null;
		try {
			if (isCached) {
				refusal = tryWrite(entry, value, generation(miss, deadline), deadline);
			}
			else {
				this.server.delete(deadline, entry);
			}
		}
		catch (ZcachedException ex) {
			if (miss == null || !miss.isRecent() || LateWrites.isPossible(ex)) {
				this.server.lost();
			}
			throw ex;
		}
		if (refusal != null) {
			throw refusal;
		}
	}

	private String generation(Generations.@Nullable Miss miss, long deadline) {
		String missed = (miss != null) ? miss.generation() : null;
		return (missed != null) ? missed : this.generations.current(this.server, deadline);
	}

	/**
	 * Stores a value that has been missed. One that cannot be stored removes what it was
	 * to replace; one that may be stored later is made up for.
	 * @param generation of the miss
	 */
	void write(String entry, @Nullable Object value, String generation, long deadline) {
		RuntimeException refusal;
		try {
			refusal = tryWrite(entry, value, generation, deadline);
		}
		catch (ZcachedException ex) {
			this.server.writeFailed(ex);
			throw ex;
		}
		if (refusal != null) {
			throw refusal;
		}
	}

	/**
	 * Stores a value, or removes what it was to replace.
	 * @return why it cannot be stored, {@code null} if it is
	 */
	private @Nullable RuntimeException tryWrite(String entry, @Nullable Object value, String generation,
			long deadline) {
		try {
			this.server.write(deadline, entry, this.entries.write(value, generation));
			succeeded();
			return null;
		}
		catch (UncacheableValueException | UnstorableValueException | ZcachedCommandException ex) {
			this.server.delete(deadline, entry);
			return ex;
		}
	}

	/**
	 * Removes an entry. A failure is made up for.
	 * @return whether it was there
	 */
	boolean remove(String entry, long deadline) {
		try {
			return this.server.delete(deadline, entry);
		}
		catch (ZcachedException ex) {
			this.server.lost();
			throw ex;
		}
	}

	/** Makes everything that was stored before unfindable. A failure is made up for. */
	void clear(long deadline) {
		try {
			this.server.write(deadline, this.generations.key(), UUID.randomUUID().toString());
		}
		catch (ZcachedException ex) {
			this.server.lost();
			throw ex;
		}
		finally {
			this.generations.changed();
		}
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
					Throwable cause = CacheRetrieval.unwrap(failure);
					if (cause instanceof ZcachedException unanswered) {
						this.server.writeFailed(unanswered);
					}
					boolean isRefusal = cause instanceof UnstorableValueException
							|| cause instanceof ZcachedCommandException;
					return isRefusal ? removed(entry, cause, deadline) : CompletableFuture.failedFuture(cause);
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

	private void succeeded() {
		this.counters.puts.increment();
	}

}
