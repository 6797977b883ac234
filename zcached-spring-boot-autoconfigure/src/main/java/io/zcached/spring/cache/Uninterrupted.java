package io.zcached.spring.cache;

/**
 * Does what must be done for others though the thread is interrupted: its requests would
 * be refused.
 */
final class Uninterrupted {

	private Uninterrupted() {
	}

	/** Runs a task that does not wait; the interrupt status is kept. */
	static void run(Runnable task) {
		boolean interrupted = Thread.interrupted();
		try {
			task.run();
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
