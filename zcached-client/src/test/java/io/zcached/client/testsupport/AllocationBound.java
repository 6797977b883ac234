package io.zcached.client.testsupport;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;

/**
 * Finds work that allocates more than its input justifies. Counted is what the calling
 * thread allocates, so other threads do not disturb.
 */
public final class AllocationBound {

	/**
	 * What is done for the first time may load classes, which allocates, too: only work
	 * that exceeds the bound every time is at fault.
	 */
	private static final int TRIES = 3;

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private AllocationBound() {
	}

	/**
	 * Asserts that work allocates little; it is done again if it does not.
	 * @param bytes the most bytes that it may allocate on the heap
	 * @param work can be done several times
	 */
	public static void assertAtMost(long bytes, Runnable work) {
		long least = Long.MAX_VALUE;
		for (int i = 0; i < TRIES && least > bytes; i++) {
			long before = THREADS.getCurrentThreadAllocatedBytes();
			work.run();
			least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
		}
		if (least > bytes) {
			throw new AssertionError("allocates " + least + " bytes where at most " + bytes + " are due");
		}
	}

}
