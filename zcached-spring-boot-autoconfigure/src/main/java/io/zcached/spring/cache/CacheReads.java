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
			return found(entry, this.server.read(deadline, entry, this.generations.key()));
		}
		catch (ZcachedException ex) {
			return unavailable(ex);
		}
	}

	CompletableFuture<Read> readAsync(String entry, long deadline) {
		return this.server.readAsync(deadline, entry, this.generations.key())
			.handle((reply, failure) -> (failure != null) ? failed(failure) : found(entry, reply));
	}

	private Read failed(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		if (cause instanceof ZcachedException known) {
			return unavailable(known);
		}
		throw new CompletionException(cause);
	}

	private Read unavailable(ZcachedException ex) {
		this.counters.miss(MissReason.UNAVAILABLE);
		this.failures.failed(ex);
		return new Read(Found.miss(MissReason.UNAVAILABLE), null);
	}

	private Read found(String entry, Map<?, ?> reply) {
		String generation = this.generations.in(reply);
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

		boolean isHit() {
			return this.found.isHit();
		}

		@Nullable Object value() {
			return this.found.value();
		}

	}

}
