package io.zcached.client.transport;

import java.util.concurrent.TimeUnit;

/**
 * Whether a writer should let other threads run first, so that the frames of those that
 * have just been woken leave in the same write. That pays in company, but not beside
 * neighbours that take the whole time slice which a yield gives away. The price of one
 * yield does not tell: the server and others work meanwhile, and a compiler or a
 * neighbour that stays a moment makes any of them dear. So both ways are tried, and what
 * each brings in a window of time is compared (benchmark: {@code benchmarks/run}, 16 and
 * 64 threads on one core, free and beside busy neighbours; the numbers that follow were
 * chosen by it). Belongs to whoever has the turn to write; guarded by the channel's lock.
 */
final class Gathering {

	/**
	 * How long a way is tried, at least: some ten batches of 64 threads.
	 */
	private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(10);

	/** When nothing was asked for so long, the window tells nothing and begins anew. */
	private static final long IDLE = 5 * WINDOW;

	/** A window in which less was asked tells nothing. */
	private static final int MIN_QUESTIONS = 4;

	/** So many windows in a row must be bad: the machine may have been elsewhere. */
	private static final int MAX_STRIKES = 3;

	/** Worse than this part of the rate without gathering is bad. */
	private static final double TOLERANCE = 0.9;

	/** After so many good windows, the rate without gathering is measured again. */
	private static final int CHECK_AFTER = 100;

	/** The longest time without gathering before it is tried again. */
	private static final long MAX_REST = TimeUnit.SECONDS.toNanos(1);

	private boolean gathers = true;

	/** Whether there is a window. */
	private boolean begun;

	/** When it was asked last, on the channel's clock. */
	private long asked;

	/** When the window began, on the channel's clock. */
	private long begin;

	/** How many requests had been queued when the window began. */
	private long queuedAtBegin;

	/** How often it was asked in the window. */
	private int questions;

	/** Requests a nanosecond without gathering, when that was tried last. */
	private double rateWithout;

	private int strikes;

	private int windowsUntilCheck = MAX_STRIKES;

	/** How long the next time without gathering is. */
	private long rest = WINDOW;

	/**
	 * Decides before a write, and learns.
	 * @param now the clock's time
	 * @param queued how many requests have been queued so far
	 * @return whether to let others run first
	 */
	boolean decide(long now, long queued) {
		if (!this.begun || now - this.asked > IDLE) {
			beginWindow(now, queued);
		}
		this.asked = now;
		this.questions++;
		long time = now - this.begin;
		if (time >= (this.gathers ? WINDOW : this.rest) && this.questions >= MIN_QUESTIONS) {
			endWindow((double) (queued - this.queuedAtBegin) / time);
			beginWindow(now, queued);
		}
		return this.gathers;
	}

	private void beginWindow(long now, long queued) {
		this.begun = true;
		this.begin = now;
		this.queuedAtBegin = queued;
		this.questions = 0;
	}

	private void endWindow(double rate) {
		if (!this.gathers) {
			this.rateWithout = rate;
			this.gathers = true;
			this.strikes = 0;
			this.windowsUntilCheck = CHECK_AFTER;
		}
		else if (rate < TOLERANCE * this.rateWithout) {
			if (++this.strikes == MAX_STRIKES) {
				this.gathers = false;
				this.rest = Math.min(MAX_REST, 2 * this.rest);
			}
		}
		else {
			this.strikes = 0;
			this.rest = WINDOW;
			this.gathers = --this.windowsUntilCheck > 0;
		}
	}

}
