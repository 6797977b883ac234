package io.zcached.client.testsupport;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.List;

import com.sun.management.UnixOperatingSystemMXBean;

/**
 * Remembers what this JVM held, and tells whether it has come back to that.
 */
public final class LeakProbe {

	private static final String OURS = "zcached-";

	private final long descriptors = descriptors();

	private final List<Thread> before = threads();

	/**
	 * The live threads that connections have started.
	 * @return those whose name begins with {@code zcached-}
	 */
	public static List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith(OURS))
			.toList();
	}

	/**
	 * The file descriptors that this process has open.
	 * @return the number, 0 where that cannot be told
	 */
	public static long descriptors() {
		OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
		return (system instanceof UnixOperatingSystemMXBean unix) ? unix.getOpenFileDescriptorCount() : 0;
	}

	/** Waits until no more threads and descriptors are held than at the beginning. */
	public void awaitNoLeak() {
		Await.until("I6 no thread of a connection is left: " + added(), () -> added().isEmpty());
		Await.until("I6 no descriptor is left beyond " + this.descriptors, () -> descriptors() <= this.descriptors);
		long[] deadlocked = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
		if (deadlocked != null) {
			throw new AssertionError("threads are deadlocked\n" + Await.dump());
		}
	}

	private List<Thread> added() {
		return threads().stream().filter((thread) -> !this.before.contains(thread)).toList();
	}

}
