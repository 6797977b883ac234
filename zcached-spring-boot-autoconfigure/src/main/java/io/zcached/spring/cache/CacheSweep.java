package io.zcached.spring.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;

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

	private final SweepLease lease;

	CacheSweep(CacheKeys keys, CacheServer server) {
		this.keys = keys;
		this.server = server;
		this.lease = new SweepLease(server, keys.generation() + ":sweep");
	}

	/** Takes the lease, unless another JVM has it. */
	boolean takeLease(Duration interval) {
		return this.lease.take(interval);
	}

	/**
	 * Deletes what is outdated, while the round goes on and no other JVM has the lease,
	 * which was taken before. All keys of the server are asked for once in a round, which
	 * the other users of the server wait for, and which may take as long as any request
	 * may.
	 * @return how many keys were deleted
	 * @throws InterruptedException if the thread is to stop
	 */
	int sweep(SweepRound round) throws InterruptedException {
		CacheServer server = this.server.by(round.own());
		long latest = System.currentTimeMillis() - LEFT_BEHIND.toMillis();
		List<String> swept = server.keys(System.nanoTime() + LISTING.toNanos(), round.lists())
			.stream()
			.filter(String.class::isInstance)
			.map(String.class::cast)
			.filter((key) -> key.startsWith(this.keys.start()) || this.keys.isTemporary(key, latest))
			.toList();
		int deleted = 0;
		for (int from = 0; from < swept.size() && !round.isStopped().getAsBoolean(); from += BATCH) {
			long start = System.nanoTime();
			List<String> batch = swept.subList(from, Math.min(swept.size(), from + BATCH));
			Map<?, ?> found = read(server, batch);
			if (!this.lease.keep(found.get(this.lease.key()), round.interval(), server)) {
				break;
			}
			deleted += delete(server, batch, found, latest);
			Thread.sleep(Duration.ofNanos((System.nanoTime() - start) * REST).toMillis());
		}
		return deleted;
	}

	private Map<?, ?> read(CacheServer server, List<String> batch) {
		String[] wanted = new String[batch.size() + 2];
		batch.toArray(wanted);
		wanted[batch.size()] = this.keys.generation();
		wanted[batch.size() + 1] = this.lease.key();
		return server.read(server.deadline(), wanted);
	}

	private int delete(CacheServer server, List<String> batch, Map<?, ?> found, long latest) {
		String generation = Generations.of(found, this.keys.generation());
		int deleted = 0;
		for (String key : batch) {
			boolean goes = this.keys.isTemporary(key, latest) || isOutdated(found.get(key), generation);
			if (goes && server.delete(server.deadline(), key)) {
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
