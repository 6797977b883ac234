package io.zcached.client;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * How long to leave a server alone after failed attempts: full jitter under 0.5 s,
 * doubling to at most 3 s, so that many clients of a server that comes back do not come
 * at once. Not thread safe.
 */
final class BackOff {

	private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(500);

	private static final long MAX = TimeUnit.SECONDS.toNanos(3);

	private final DoubleSupplier jitter;

	private long ceiling = FIRST;

	/**
	 * Creates a back-off.
	 * @param jitter random numbers from 0 to 1
	 */
	BackOff(DoubleSupplier jitter) {
		this.jitter = jitter;
	}

	/**
	 * Counts a failed round.
	 * @return nanoseconds until the next attempt
	 */
	long failed() {
		long delay = (long) (this.jitter.getAsDouble() * this.ceiling);
		this.ceiling = Math.min(MAX, 2 * this.ceiling);
		return delay;
	}

	/** Starts over; only a server that has answered a PING deserves it. */
	void reset() {
		this.ceiling = FIRST;
	}

}
