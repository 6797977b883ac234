package io.zcached.spring.cache;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The right to sweep one cache, which one of all JVMs has at a time: a key on the server,
 * until when and whose. It is for one thread.
 */
final class SweepLease {

	private final CacheServer server;

	private final String key;

	/** By which this JVM knows its own. */
	private final String owner = UUID.randomUUID().toString();

	SweepLease(CacheServer server, String key) {
		this.server = server;
		this.key = key;
	}

	/** Where it is. */
	String key() {
		return this.key;
	}

	/**
	 * Takes it for an interval, unless it is held or the sweep is to end. Two who find an
	 * expired one at the same moment may both get it, until one of them finds that it is
	 * the other's.
	 */
	boolean take(Duration interval) {
		long now = System.currentTimeMillis();
		Object held = this.server.read(this.server.deadline(), this.key).get(this.key);
		if (until(held, now, interval) > now || Thread.currentThread().isInterrupted()) {
			return false;
		}
		if (!this.server.hasCopy(this.server.deadline())) {
			this.server.write(this.server.deadline(), this.key, mine(now, interval));
			return true;
		}
		if (held != null) {
			this.server.delete(this.server.deadline(), this.key);
		}
		return this.server.writeIfAbsent(this.server.deadline(), this.key, mine(now, interval));
	}

	/**
	 * Goes on with it: renews it when half of its time is over.
	 * @param held what is on the server
	 * @param asked of whom to ask that it be renewed
	 * @return whether it may be gone on with: not when another JVM has it
	 */
	boolean keep(@Nullable Object held, Duration interval, CacheServer asked) {
		long now = System.currentTimeMillis();
		long left = until(held, now, interval) - now;
		boolean isMine = held instanceof List<?> parts && parts.size() > 1 && this.owner.equals(parts.get(1));
		if (left > 0 && !isMine) {
			return false;
		}
		if (left <= interval.toMillis() / 2) {
			asked.write(asked.deadline(), this.key, mine(now, interval));
		}
		return true;
	}

	private List<Object> mine(long now, Duration interval) {
		return List.of(now + interval.toMillis(), this.owner);
	}

	/** One that lasts longer than two intervals was taken by a wrong clock: no lease. */
	private static long until(@Nullable Object held, long now, Duration interval) {
		if (held instanceof List<?> parts && !parts.isEmpty() && parts.get(0) instanceof Long until
				&& until - now <= 2 * interval.toMillis()) {
			return until;
		}
		return now;
	}

}
