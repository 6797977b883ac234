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
	 * What a yield may cost in any case: the server and the reader run meanwhile
	 * (benchmark: {@code benchmarks/run}, one core, 4 to 64 threads).
	 */
	private static final long BASE_PRICE = TimeUnit.MICROSECONDS.toNanos(150);

	/**
	 * What it may cost for each frame gained; beside busy neighbours it costs
	 * milliseconds.
	 */
	private static final long FRAME_PRICE = TimeUnit.MICROSECONDS.toNanos(20);

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
		if (nanos > BASE_PRICE + FRAME_PRICE * gained) {
			this.pause = this.nextPause;
			this.nextPause = Math.min(MAX_PAUSE, 2 * this.nextPause);
		}
		else {
			this.nextPause = Math.max(MIN_PAUSE, this.nextPause / 2);
		}
	}

}
