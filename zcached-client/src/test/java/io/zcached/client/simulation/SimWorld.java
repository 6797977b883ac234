package io.zcached.client.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.zcached.client.testsupport.TaskQueue;
import io.zcached.client.transport.Environment;

/**
 * Virtual time, and the choice of who moves next. Time passes only when nobody can move.
 * Every choice comes from one seed. The driver calls {@link #step(long)}; everything else
 * may be called by any thread of the simulation.
 */
final class SimWorld {

	private final Random random;

	private final SimThreads threads;

	private final TaskQueue tasks = new TaskQueue();

	/** Who could move now. */
	private final List<Runnable> ready = new ArrayList<>();

	private final StringBuffer history = new StringBuffer();

	/** Checks what must hold before time passes. */
	private Runnable whenStill = () -> {
	};

	private volatile long now;

	private volatile long steps;

	private volatile Throwable violation;

	SimWorld(long seed, SimThreads threads) {
		this.random = new Random(seed);
		this.threads = threads;
		// A clock may begin anywhere, and overflow.
		this.now = this.random.nextBoolean() ? 0 : Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(20);
	}

	/** The seams for a connection. */
	Environment environment(SimServer server) {
		return new Environment(this::now, () -> SimServer.JITTER, (task, delay) -> {
			this.threads.active();
			return schedule(task, delay);
		}, (task) -> {
			this.threads.active();
			ready(() -> this.threads.start(task));
		}, server::dial);
	}

	void whenStill(Runnable check) {
		this.whenStill = check;
	}

	SimThreads threads() {
		return this.threads;
	}

	long now() {
		return this.now;
	}

	/** Counts what has happened, for comparisons of order. */
	long steps() {
		return this.steps;
	}

	synchronized int choose(int bound) {
		return this.random.nextInt(bound);
	}

	/** Whether something of so many per cent happens. */
	boolean chance(int percent) {
		return choose(100) < percent;
	}

	/** Lets somebody move, at a moment that the world chooses. */
	synchronized void ready(Runnable move) {
		this.ready.add(move);
	}

	/** Runs something later, on the driver. */
	synchronized Runnable schedule(Runnable task, long delay) {
		Runnable cancel = this.tasks.add(task, this.now + delay);
		return () -> {
			synchronized (this) {
				cancel.run();
			}
		};
	}

	/**
	 * Lets one move.
	 * @param until the time that must not be passed
	 * @return whether one moved; if not, it is that time now
	 */
	boolean step(long until) {
		this.threads.settle();
		Runnable move;
		synchronized (this) {
			this.steps++;
			if (!this.ready.isEmpty()) {
				move = this.ready.remove(this.random.nextInt(this.ready.size()));
			}
			else {
				this.whenStill.run();
				this.now = this.tasks.nextDue(until);
				move = this.tasks.takeDue(this.now);
			}
		}
		if (move != null) {
			move.run();
		}
		if (this.violation != null) {
			throw new AssertionError(this.violation.getMessage(), this.violation);
		}
		return move != null;
	}

	/** Writes a line of history. */
	void trace(String what) {
		this.history.append(TimeUnit.NANOSECONDS.toMicros(this.now)).append(' ').append(what).append('\n');
	}

	String history() {
		return this.history.toString();
	}

	/** Notes that an invariant does not hold; the next step throws it. */
	void violated(String invariant) {
		trace("VIOLATED " + invariant);
		if (this.violation == null) {
			this.violation = new AssertionError(invariant);
		}
	}

	void check(boolean holds, String invariant) {
		if (!holds) {
			violated(invariant);
		}
	}

}
