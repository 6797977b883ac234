package io.zcached.spring.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

import io.zcached.client.Connection;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the entries of one cache that are not to be found any more: they have expired,
 * or the cache was cleared since they were written; and what {@code putIfAbsent} left
 * behind when its connection broke. One of all JVMs does so in an interval, who takes the
 * lease. The server has no way to delete what is still as it was read: an entry that is
 * written anew at that moment may go with the old one, and is a miss then.
 */
final class CacheSweep {

	/** So many entries are read in one round trip. */
	private static final int BATCH = 50;

	/** After each batch the server is left alone for so many times what it took. */
	private static final int REST = 9;

	/** Listing many keys takes longer than a call of the cache may. */
	private static final Duration LISTING = Duration.ofMinutes(1);

	/** No call of a cache takes so long, whatever the clocks of the JVMs say. */
	private static final Duration LEFT_BEHIND = Duration.ofHours(1);

	private final CacheKeys keys;

	private final CacheServer server;

	private final String lease;

	CacheSweep(CacheKeys keys, CacheServer server) {
		this.keys = keys;
		this.server = server;
		this.lease = keys.generation() + ":sweep";
	}

	/**
	 * Takes the lease, unless another JVM has it. Two who find an expired one at the same
	 * moment may both get it, and then do the same work, which harms nobody. One that
	 * lasts longer than two intervals was taken by a wrong clock, and is none.
	 */
	boolean takeLease(Duration interval) {
		long now = System.currentTimeMillis();
		Object held = this.server.read(this.server.deadline(), this.lease).get(this.lease);
		if (held instanceof List<?> parts && !parts.isEmpty() && parts.get(0) instanceof Long until && until > now
				&& until - now <= 2 * interval.toMillis()) {
			return false;
		}
		List<Object> mine = List.of(now + interval.toMillis(), UUID.randomUUID().toString());
		if (!this.server.hasCopy(this.server.deadline())) {
			this.server.write(this.server.deadline(), this.lease, mine);
			return true;
		}
		if (held != null) {
			this.server.delete(this.server.deadline(), this.lease);
		}
		return this.server.writeIfAbsent(this.server.deadline(), this.lease, mine);
	}

	/**
	 * Deletes what is outdated. Asks for all keys of the server once, which its other
	 * users wait for, and which may take as long as any request may.
	 * @param own gives the connections to do it by
	 * @return how many keys were deleted
	 * @throws InterruptedException if the thread is to stop
	 */
	int sweep(UnaryOperator<Connection> own) throws InterruptedException {
		CacheServer server = this.server.by(own);
		List<String> keys = server.keys(System.nanoTime() + LISTING.toNanos())
			.stream()
			.filter(String.class::isInstance)
			.map(String.class::cast)
			.toList();
		List<String> entries = keys.stream().filter((key) -> key.startsWith(this.keys.start())).toList();
		int deleted = deleteLeftBehind(server, keys);
		for (int from = 0; from < entries.size(); from += BATCH) {
			long start = System.nanoTime();
			deleted += sweepBatch(server, entries.subList(from, Math.min(entries.size(), from + BATCH)));
			Thread.sleep(Duration.ofNanos((System.nanoTime() - start) * REST).toMillis());
		}
		return deleted;
	}

	private int deleteLeftBehind(CacheServer server, List<String> keys) {
		long latest = System.currentTimeMillis() - LEFT_BEHIND.toMillis();
		int deleted = 0;
		for (String key : keys) {
			if (this.keys.isTemporary(key, latest) && server.delete(server.deadline(), key)) {
				deleted++;
			}
		}
		return deleted;
	}

	private int sweepBatch(CacheServer server, List<String> batch) {
		String[] wanted = new String[batch.size() + 1];
		batch.toArray(wanted);
		wanted[batch.size()] = this.keys.generation();
		Map<?, ?> found = server.read(server.deadline(), wanted);
		String generation = Generations.of(found, this.keys.generation());
		int deleted = 0;
		for (String key : batch) {
			if (isOutdated(found.get(key), generation) && server.delete(server.deadline(), key)) {
				deleted++;
			}
		}
		return deleted;
	}

	private static boolean isOutdated(@Nullable Object stored, String generation) {
		StoredEntry entry = (stored != null) ? StoredEntry.of(stored) : null;
		return entry != null && entry.outdated(generation, System.currentTimeMillis()) != null;
	}

}
