package io.zcached.client.testsupport;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Assumptions;

/**
 * Virtual threads, by reflection: on a JDK without them, the test is skipped.
 */
public final class VirtualThreads {

	private VirtualThreads() {
	}

	/** Skips the test where there are none. */
	public static void assume() {
		Assumptions.assumeTrue(Runtime.version().feature() >= 21, "virtual threads need JDK 21 or later");
	}

	/**
	 * Runs something in a new virtual thread.
	 * @param <T> what it comes to
	 * @param body what to run
	 * @param thread gets the thread, may be {@code null}
	 * @return its future
	 */
	public static <T> FutureTask<T> start(Callable<T> body, CompletableFuture<Thread> thread) {
		assume();
		FutureTask<T> task = new FutureTask<>(() -> {
			if (thread != null) {
				thread.complete(Thread.currentThread());
			}
			return body.call();
		});
		try {
			Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
		}
		catch (ReflectiveOperationException ex) {
			throw new AssertionError("cannot start a virtual thread", ex);
		}
		return task;
	}

}
