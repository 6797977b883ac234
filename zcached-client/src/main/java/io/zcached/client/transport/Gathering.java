package io.zcached.client.transport;

import java.util.concurrent.TimeUnit;

/**
 * Whether a writer should let other threads run first, so that the frames of those that
 * have just been woken leave in the same write. Worth it only in company, and never
 * beside neighbours that take the whole time slice which a yield gives away; so its price
 * is measured, and a yield that cost too much for what it gained is not repeated for a
 * while. Belongs to whoever has the turn to write; guarded by the channel's lock.
 */
final class Gathering {

	/**
	 * More than a frame of its own would have cost (benchmark: {@code benchmarks/run},
	 * one core and busy).
	 */
	private static final long MAX_PRICE = TimeUnit.MICROSECONDS.toNanos(40);

	private static final int MIN_PAUSE = 8;

	private static final int MAX_PAUSE = 1024;

	/** How many writes still go without. */
	private int pause;

	/** The next pause if a yield disappoints. */
	private int nextPause = MIN_PAUSE;

	/** Whether it is worth a try: counts down the pause. */
	boolean isDue() {
		if (this.pause > 0) {
			this.pause--;
			return false;
		}
		return true;
	}

	/**
	 * Learns from a yield.
	 * @param nanos how long it took
	 * @param gained how many requests were queued meanwhile
	 */
	void took(long nanos, int gained) {
		if (nanos > MAX_PRICE * Math.max(1, gained)) {
			this.pause = this.nextPause;
			this.nextPause = Math.min(MAX_PAUSE, 2 * this.nextPause);
		}
		else {
			this.nextPause = Math.max(MIN_PAUSE, this.nextPause / 2);
		}
	}

}
