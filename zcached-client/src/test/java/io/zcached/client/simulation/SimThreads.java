package io.zcached.client.simulation;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import io.zcached.client.testsupport.Await;

/**
 * Real threads that move one after the other: the driver, which made this, lets one go
 * and waits until it blocks at a seam, ends, or is parked inside the client. Whom the
 * client itself unparks moves beside the one who did that, until all are still again.
 * Kept from one simulation to the next.
 */
final class SimThreads {

	private static final ThreadMXBean MANAGEMENT = ManagementFactory.getThreadMXBean();

	private static final long HANGS = TimeUnit.SECONDS.toNanos(30);

	private static final int SPINS = 100;

	private static final int YIELDS = 200;

	private static final long LOOK_AGAIN = TimeUnit.MICROSECONDS.toNanos(50);

	/** Where a thread is; the driver writes MOVING, the thread itself the others. */
	private enum Place {

		MOVING, AT_SEAM, IDLE

	}

	private final Thread driver = Thread.currentThread();

	/** Only touched by the driver. */
	private final Deque<Worker> idle = new ArrayDeque<>();

	/** Only touched by the driver. */
	private final List<Worker> busy = new ArrayList<>();

	private final AtomicLong activity = new AtomicLong();

	/** Gets what tasks throw. */
	private volatile Consumer<Throwable> thrown = (failure) -> {
	};

	void thrown(Consumer<Throwable> consumer) {
		this.thrown = consumer;
	}

	/** Notes that a seam was used: somebody moves. */
	void active() {
		this.activity.incrementAndGet();
	}

	/** How many tasks have not ended. */
	int busy() {
		this.busy.removeIf(this::retire);
		return this.busy.size();
	}

	/** The driver lets a task begin. */
	void start(Runnable task) {
		Worker worker = this.idle.poll();
		if (worker == null) {
			worker = new Worker();
			worker.start();
		}
		worker.task = task;
		this.busy.add(worker);
		resume(worker);
	}

	/** The driver lets a thread go on from its seam. */
	void resume(Worker worker) {
		worker.resumedAfter = worker.waits();
		worker.place = Place.MOVING;
		LockSupport.unpark(worker);
	}

	/** The thread that blocks at a seam, which must be one of these. */
	Worker current() {
		if (Thread.currentThread() instanceof Worker worker) {
			return worker;
		}
		throw new AssertionError("the driver would block");
	}

	/** A thread stays at a seam until it is resumed. */
	void block() {
		current().stay(Place.AT_SEAM);
	}

	/**
	 * The driver waits until nobody moves. Somebody who has been unparked still looks
	 * parked for a moment, so everybody who is parked is woken once to look again.
	 */
	void settle() {
		boolean moved = true;
		while (moved) {
			for (Worker worker : this.busy) {
				awaitStill(worker, worker.resumedAfter);
			}
			moved = wakeParked();
		}
		this.busy.removeIf(this::retire);
	}

	private boolean wakeParked() {
		long before = this.activity.get();
		boolean moved = false;
		for (Worker worker : this.busy) {
			if (worker.place == Place.MOVING) {
				long waits = worker.waits();
				LockSupport.unpark(worker);
				awaitStill(worker, waits);
				moved |= worker.place != Place.MOVING;
			}
		}
		return moved || before != this.activity.get();
	}

	/** Waits until a thread is at a seam, or parked again after so many waits. */
	private void awaitStill(Worker worker, long waits) {
		long began = System.nanoTime();
		for (int i = 1; worker.place == Place.MOVING && !(worker.isParked() && worker.waits() > waits); i++) {
			if (i < SPINS) {
				Thread.onSpinWait();
			}
			else if (i < YIELDS) {
				Thread.yield();
			}
			else if (System.nanoTime() - began < HANGS) {
				LockSupport.parkNanos(LOOK_AGAIN);
			}
			else {
				throw new AssertionError("a thread runs for ever\n" + Await.dump());
			}
		}
	}

	private boolean retire(Worker worker) {
		boolean ended = worker.place == Place.IDLE;
		if (ended) {
			this.idle.add(worker);
		}
		return ended;
	}

	/** One of the threads. */
	final class Worker extends Thread {

		private volatile Place place = Place.IDLE;

		/** Written before the place. */
		private Runnable task;

		/** How often it had waited when it was resumed; only touched by the driver. */
		private long resumedAfter;

		private Worker() {
			super("simulated");
			setDaemon(true);
		}

		@Override
		public void run() {
			await();
			while (true) {
				try {
					this.task.run();
				}
				catch (Throwable ex) {
					SimThreads.this.thrown.accept(ex);
				}
				stay(Place.IDLE);
			}
		}

		private void stay(Place where) {
			this.place = where;
			LockSupport.unpark(SimThreads.this.driver);
			await();
		}

		private void await() {
			while (this.place != Place.MOVING) {
				LockSupport.park();
			}
		}

		private boolean isParked() {
			State state = getState();
			return state == State.WAITING || state == State.TIMED_WAITING;
		}

		@SuppressWarnings("deprecation")
		private long waits() {
			return MANAGEMENT.getThreadInfo(getId()).getWaitedCount();
		}

	}

}
