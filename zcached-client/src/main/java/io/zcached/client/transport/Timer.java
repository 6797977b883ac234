package io.zcached.client.transport;

/**
 * Runs something later. A seam: tests replace it together with the clock.
 */
@FunctionalInterface
public interface Timer {

	/**
	 * Runs a short task once after a delay, on a thread that other tasks share.
	 * @param task what to run
	 * @param delay nanoseconds from now
	 * @return cancels the task if it has not begun
	 */
	Runnable schedule(Runnable task, long delay);

}
