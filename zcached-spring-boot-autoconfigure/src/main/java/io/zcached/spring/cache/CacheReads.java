package io.zcached.spring.cache;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.zcached.client.ZcachedException;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries together with the generation that they have to be of, and counts.
 */
final class CacheReads {

	private final CacheServer server;

	private final CacheEntries entries;

	private final Generations generations;

	private final CacheCounters counters;

	private final CacheFailures failures;

	CacheReads(CacheServer server, CacheEntries entries, Generations generations, CacheCounters counters,
			CacheFailures failures) {
		this.server = server;
		this.entries = entries;
		this.generations = generations;
		this.counters = counters;
		this.failures = failures;
	}

	Read read(String entry, long deadline) {
		try {
			return ask(entry, deadline);
		}
		catch (ZcachedException ex) {
			return unavailable(ex);
		}
	}

	/**
	 * Reads once more what was missed; a failure is never thrown, since the caller can go
	 * on without.
	 */
	Read readAgain(String entry, long deadline) {
		try {
			return ask(entry, deadline);
		}
		catch (ZcachedException ex) {
			this.counters.miss(MissReason.UNAVAILABLE);
			this.failures.noted(ex);
			return Read.UNAVAILABLE;
		}
	}

	private Read ask(String entry, long deadline) {
		long sent = this.generations.now();
		return found(entry, this.server.read(deadline, entry, this.generations.key()), sent);
	}

	CompletableFuture<Read> readAsync(String entry, long deadline) {
		long sent = this.generations.now();
		return this.server.readAsync(deadline, entry, this.generations.key())
			.handle((reply, failure) -> (failure != null) ? failed(failure) : found(entry, reply, sent));
	}

	private Read failed(Throwable failure) {
		Throwable cause = CacheRetrieval.unwrap(failure);
		if (cause instanceof ZcachedException known) {
			return unavailable(known);
		}
		throw new CompletionException(cause);
	}

	private Read unavailable(ZcachedException ex) {
		this.counters.miss(MissReason.UNAVAILABLE);
		this.failures.failed(ex);
		return Read.UNAVAILABLE;
	}

	private Read found(String entry, Map<?, ?> reply, long sent) {
		String generation = this.generations.in(reply, sent);
		Object stored = reply.get(entry);
		Found found = (stored != null) ? this.entries.read(stored, generation) : Found.miss(MissReason.ABSENT);
		MissReason miss = found.miss();
		if (miss == null) {
			this.counters.hits.increment();
		}
		else {
			this.counters.miss(miss);
		}
		return new Read(found, generation);
	}

	/**
	 * What a read has brought.
	 *
	 * @param found the value, or why there is none
	 * @param generation of the cache at that moment, {@code null} if the server could not
	 * be asked
	 */
	record Read(Found found, @Nullable String generation) {

		private static final Read UNAVAILABLE = new Read(Found.miss(MissReason.UNAVAILABLE), null);

		boolean isHit() {
			return this.found.isHit();
		}

		@Nullable Object value() {
			return this.found.value();
		}

	}

}
