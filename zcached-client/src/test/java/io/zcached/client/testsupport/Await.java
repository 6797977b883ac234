package io.zcached.client.testsupport;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for a condition, never for a time. One outer deadline, far beyond what any
 * condition needs; when it passes, the stacks of all threads tell who hangs.
 */
public final class Await {

	private static final long DEADLINE_SECONDS = 30;

	private Await() {
	}

	/** A condition that may fail with anything. */
	@FunctionalInterface
	public interface Condition {

		/**
		 * Whether it holds.
		 * @return whether it does
		 * @throws Exception if that cannot be told
		 */
		boolean holds() throws Exception;

	}

	/**
	 * Waits until a condition holds.
	 * @param what what is awaited, for the failure message
	 * @param condition asked again and again
	 */
	public static void until(String what, Condition condition) {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
		try {
			while (!condition.holds()) {
				if (System.nanoTime() - deadline > 0) {
					throw new AssertionError("waited in vain until " + what + "\n" + dump());
				}
				LockSupport.parkNanos(200_000);
			}
		}
		catch (Exception ex) {
			throw new AssertionError("failed while waiting until " + what, ex);
		}
	}

	/**
	 * Waits for a future.
	 * @param <T> its type
	 * @param future the future
	 * @return its value
	 */
	public static <T> T value(Future<T> future) {
		try {
			return future.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
		}
		catch (TimeoutException ex) {
			throw new AssertionError("a call hangs\n" + dump(), ex);
		}
		catch (ExecutionException ex) {
			throw Sneaky.rethrow(ex.getCause());
		}
		catch (InterruptedException ex) {
			throw new AssertionError("the test was interrupted", ex);
		}
	}

	/**
	 * Runs something in a new daemon thread.
	 * @param <T> what it comes to
	 * @param body what to run
	 * @return its future; a {@link RunningCall}, which knows its thread
	 */
	public static <T> RunningCall<T> start(Callable<T> body) {
		RunningCall<T> call = new RunningCall<>(body);
		call.thread.start();
		return call;
	}

	/**
	 * Whether a thread is inside a method.
	 * @param thread the thread
	 * @param className the simple name of the method's class
	 * @param method the method's name
	 * @return whether it is
	 */
	public static boolean isIn(Thread thread, String className, String method) {
		for (StackTraceElement element : thread.getStackTrace()) {
			if (element.getMethodName().equals(method) && element.getClassName().endsWith("." + className)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The stacks of all threads.
	 * @return text
	 */
	public static String dump() {
		StringBuilder text = new StringBuilder();
		for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
			text.append(entry.getKey()).append(' ').append(entry.getKey().getState()).append('\n');
			for (StackTraceElement element : entry.getValue()) {
				text.append("\tat ").append(element).append('\n');
			}
		}
		return text.toString();
	}

	/**
	 * A call that runs in a thread of its own.
	 *
	 * @param <T> what it comes to
	 */
	public static final class RunningCall<T> extends FutureTask<T> {

		private final Thread thread = new Thread(this, "test-caller");

		private RunningCall(Callable<T> body) {
			super(body);
			this.thread.setDaemon(true);
		}

		/**
		 * The thread.
		 * @return the thread that runs the call
		 */
		public Thread thread() {
			return this.thread;
		}

	}

}
