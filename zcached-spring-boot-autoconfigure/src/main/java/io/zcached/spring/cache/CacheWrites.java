package io.zcached.spring.cache;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

import io.zcached.client.ErrorCode;
import io.zcached.client.UnstorableValueException;
import io.zcached.client.ZcachedCommandException;
import io.zcached.client.ZcachedException;
import io.zcached.client.protocol.Printable;
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
			this.locks[i] = new ReentrantLock(true);
		}
	}

	/**
	 * Stores a value in place of whatever is there, or removes that. A failure is made up
	 * for, unless this thread has just missed the entry, and so replaces nothing.
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
			if (miss == null || !miss.isRecent()) {
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
	 * to replace.
	 * @param generation of the miss
	 */
	void write(String entry, @Nullable Object value, String generation, long deadline) {
		RuntimeException refusal = tryWrite(entry, value, generation, deadline);
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
			this.server.write(deadline, entry, entry(value, generation));
			succeeded();
			return null;
		}
		catch (UncacheableValueException | UnstorableValueException | ZcachedCommandException ex) {
			this.server.delete(deadline, entry);
			return ex;
		}
	}

	/** Whatever a value of the application does when it is looked at. */
	private List<@Nullable Object> entry(@Nullable Object value, String generation) {
		try {
			return this.entries.write(value, generation);
		}
		catch (UncacheableValueException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new UncacheableValueException("A value of " + ((value != null) ? value.getClass().getName() : "null")
					+ " fails when it is looked at: " + ex.getClass().getName());
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
			return this.server.writeAsync(deadline, entry, entry(value, generation)).thenApply((stored) -> {
				succeeded();
				return stored;
			}).exceptionallyCompose((failure) -> {
				Throwable cause = (failure.getCause() != null) ? failure.getCause() : failure;
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

	/**
	 * Stores a value unless there is one. The lock is for those of this JVM. It is fair,
	 * and held until its holder's deadline at most, which is before that of who comes
	 * later: nobody waits past his own.
	 * @return the read that found one, {@code null} if the value was stored, or could not
	 * be
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
				try {
					if (store(entry, value, read, deadline)) {
						succeeded();
						return null;
					}
				}
				catch (UncacheableValueException | ZcachedException ex) {
					this.failures.failed(ex);
					return null;
				}
			}
			this.failures.failed(new ZcachedCommandException(ErrorCode.of("BUSYKEY"),
					"BUSYKEY to COPY, " + ATTEMPTS + " times: others store and remove '" + Printable.of(entry)
							+ "' again and again; it was not stored, put it if it must be"));
			return null;
		}
		finally {
			lock.unlock();
		}
	}

	private boolean store(String entry, @Nullable Object value, CacheReads.Read read, long deadline) {
		Object content = entry(value, String.valueOf(read.generation()));
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
