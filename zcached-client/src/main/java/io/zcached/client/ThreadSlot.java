package io.zcached.client;

/**
 * Spreads threads over slots, so that those that run side by side rarely meet in one.
 */
final class ThreadSlot {

	private ThreadSlot() {
	}

	/** The calling thread's slot, always the same of so many. */
	@SuppressWarnings("deprecation")
	static int of(int slots) {
		return (int) (Thread.currentThread().getId() % slots);
	}

}
