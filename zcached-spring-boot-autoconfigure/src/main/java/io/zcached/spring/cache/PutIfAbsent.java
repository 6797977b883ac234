package io.zcached.spring.cache;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.zcached.client.ErrorCode;
import io.zcached.client.ZcachedCommandException;
import io.zcached.client.ZcachedException;
import io.zcached.client.ZcachedTimeoutException;
import io.zcached.client.protocol.Printable;
import org.jspecify.annotations.Nullable;

/**
 * Stores values where there are none. Those of this JVM who meet at a key wait for each
 * other, but nobody longer than until his deadline.
 */
final class PutIfAbsent {

	/** Few callers meet, so that few locks do. */
	private static final int STRIPES = 32;

	/** An entry that is in the way may come back, but hardly so often. */
	private static final int ATTEMPTS = 3;

	private final CacheServer server;

	private final CacheEntries entries;

	private final CacheReads reads;

	private final CacheCounters counters;

	private final CacheFailures failures;

	private final ReentrantLock[] locks = new ReentrantLock[STRIPES];

	PutIfAbsent(CacheServer server, CacheEntries entries, CacheReads reads, CacheCounters counters,
			CacheFailures failures) {
		this.server = server;
		this.entries = entries;
		this.reads = reads;
		this.counters = counters;
		this.failures = failures;
		for (int i = 0; i < STRIPES; i++) {
			this.locks[i] = new ReentrantLock(true);
		}
	}

	/**
	 * Stores a value unless there is one.
	 * @return the read that found one, {@code null} if the value was stored, or could not
	 * be
	 */
	CacheReads.@Nullable Read write(String entry, @Nullable Object value, long deadline) {
		StoredEntry content;
		try {
			content = this.entries.entry(value);
		}
		catch (UncacheableValueException ex) {
			return unstored(entry, ex, deadline);
		}
		ReentrantLock lock = this.locks[Math.floorMod(entry.hashCode(), STRIPES)];
		try {
			if (!lock.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
				this.failures.failed(new ZcachedTimeoutException("Time limit reached: others of this JVM are storing '"
						+ Printable.of(entry) + "' or another key if there is none; it was not stored"));
				return null;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return this.reads.read(entry, deadline);
		}
		try {
			return write(entry, content, deadline);
		}
		finally {
			lock.unlock();
		}
	}

	/** What is there is found all the same. */
	private CacheReads.@Nullable Read unstored(String entry, UncacheableValueException reason, long deadline) {
		CacheReads.Read read = this.reads.read(entry, deadline);
		if (read.isHit() || read.generation() == null) {
			return read;
		}
		this.failures.failed(reason);
		return null;
	}

	private CacheReads.@Nullable Read write(String entry, StoredEntry content, long deadline) {
		for (int i = 0; i < ATTEMPTS; i++) {
			CacheReads.Read read = this.reads.read(entry, deadline);
			String generation = read.generation();
			if (read.isHit() || generation == null) {
				return read;
			}
			try {
				if (store(entry, content.in(generation), read.found(), deadline)) {
					this.counters.puts.increment();
					return null;
				}
			}
			catch (ZcachedException ex) {
				this.server.writeFailed(ex);
				this.failures.failed(ex);
				return null;
			}
		}
		this.failures.failed(new ZcachedCommandException(ErrorCode.of("BUSYKEY"),
				"BUSYKEY to COPY, " + ATTEMPTS + " times: others store and remove '" + Printable.of(entry)
						+ "' again and again; it was not stored, put it if it must be"));
		return null;
	}

	private boolean store(String entry, StoredEntry content, Found found, long deadline) {
		if (!this.server.hasCopy(deadline)) {
			this.server.write(deadline, entry, content.toList());
			return true;
		}
		if (found.miss() != MissReason.ABSENT) {
			this.server.delete(deadline, entry);
		}
		return this.server.writeIfAbsent(deadline, entry, content.toList());
	}

}
