package io.zcached.benchmarks;

import java.util.concurrent.TimeUnit;

/**
 * How long is measured.
 *
 * @param rounds how many times each contender has its turn
 * @param sliceNanos how long a turn is
 */
record Pace(int rounds, long sliceNanos) {

	static Pace of(int rounds, long sliceMillis) {
		return new Pace(rounds, TimeUnit.MILLISECONDS.toNanos(sliceMillis));
	}

	/** One turn for each, to open sockets, fill caches and find out who is there. */
	Pace once() {
		return new Pace(1, this.sliceNanos);
	}

}
