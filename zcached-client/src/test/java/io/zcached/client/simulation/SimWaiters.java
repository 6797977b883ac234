package io.zcached.client.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * Threads that wait for something to happen on one wire. Thread safe.
 */
final class SimWaiters {

	private final SimWorld world;

	/** Each lets one go on; guarded by the monitor of the world. */
	private final List<Runnable> waiting = new ArrayList<>();

	SimWaiters(SimWorld world) {
		this.world = world;
	}

	boolean isEmpty() {
		synchronized (this.world) {
			return this.waiting.isEmpty();
		}
	}

	/**
	 * Waits until something happens.
	 * @param limit nanoseconds, 0 for no limit
	 */
	void await(long limit) {
		Runnable cancel = () -> {
		};
		synchronized (this.world) {
			SimThreads.Worker worker = this.world.threads().current();
			Runnable resume = () -> this.world.threads().resume(worker);
			this.waiting.add(resume);
			if (limit > 0) {
				cancel = this.world.schedule(() -> wake(resume), limit);
			}
		}
		this.world.threads().block();
		cancel.run();
	}

	/** Something has happened: all look again, in any order. */
	void wake() {
		synchronized (this.world) {
			List.copyOf(this.waiting).forEach(this::wake);
		}
	}

	private void wake(Runnable resume) {
		synchronized (this.world) {
			if (this.waiting.remove(resume)) {
				this.world.ready(resume);
			}
		}
	}

}
