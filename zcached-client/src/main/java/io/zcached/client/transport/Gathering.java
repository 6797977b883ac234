package io.zcached.client.transport;

import java.util.concurrent.TimeUnit;

/**
 * Whether a writer should let other threads run first, so that the frames of those that
 * have just been woken leave in the same write. Worth it only in company, and never
 * beside neighbours that take the whole time slice which a yield gives away; so its price
 * is measured, and what yields may lose is limited to a small part of the time. Belongs
 * to whoever has the turn to write; guarded by the channel's lock.
 */
final class Gathering {

	/**
	 * What a yield may cost in any case: the server, the reader and those it has woken
	 * run meanwhile. Yields that were worth it took up to 130 µs, those that gave a time
	 * slice away 1 to 8 ms (benchmark: {@code benchmarks/run}, 16 threads).
	 */
	private static final long BASE_PRICE = TimeUnit.MICROSECONDS.toNanos(500);

	/** What it may cost for each frame gained. */
	private static final long FRAME_PRICE = TimeUnit.MICROSECONDS.toNanos(20);

	/** Yields that cost too much may take one part in so many of the time. */
	private static final int SHARE = 32;

	/**
	 * So much may be lost at once: a compiler or collector is no neighbour that stays.
	 */
	private static final long MAX_CREDIT = TimeUnit.MILLISECONDS.toNanos(50);

	/** What yields may still lose, in nanoseconds; grows with the time. */
	private long credit = MAX_CREDIT;

	/** Up to when the credit has grown, on the channel's clock. */
	private long counted;

	/**
	 * Whether it is worth a try.
	 * @param now the clock's time
	 */
	boolean isDue(long now) {
		this.credit = Math.min(MAX_CREDIT, this.credit + Math.max(0, now - this.counted) / SHARE);
		this.counted = now;
		return this.credit > 0;
	}

	/**
	 * Learns from a yield.
	 * @param cost how many nanoseconds it took
	 * @param gained how many requests were queued meanwhile
	 */
	void took(long cost, long gained) {
		if (cost > BASE_PRICE + FRAME_PRICE * gained) {
			this.credit -= cost;
		}
	}

}
