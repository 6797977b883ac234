package io.zcached.client.transport;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one connection: daemons that are started when there is work and end when
 * there has been none for a while, or at {@link #close()}. Thread safe.
 */
public final class Background implements AutoCloseable {

	private static final long KEEP_ALIVE_MILLIS = 1000;

	private final ThreadPoolExecutor executor;

	private final ScheduledThreadPoolExecutor timer;

	private final ThreadFactory overflow;

	/**
	 * Creates it, with no thread yet.
	 * @param name what thread names begin with
	 */
	public Background(String name) {
		this.overflow = daemons(name);
		this.executor = new ThreadPoolExecutor(0, Integer.MAX_VALUE, KEEP_ALIVE_MILLIS, TimeUnit.MILLISECONDS,
				new SynchronousQueue<>(), this.overflow);
		this.timer = new ScheduledThreadPoolExecutor(1, daemons(name + "-timer"));
		this.timer.setRemoveOnCancelPolicy(true);
		this.timer.setKeepAliveTime(KEEP_ALIVE_MILLIS, TimeUnit.MILLISECONDS);
		this.timer.allowCoreThreadTimeOut(true);
	}

	/**
	 * Runs a task on a daemon thread; after {@link #close()} still, so that no callback
	 * is lost.
	 * @param task the task
	 */
	public void execute(Runnable task) {
		try {
			this.executor.execute(task);
		}
		catch (RejectedExecutionException ex) {
			this.overflow.newThread(task).start();
		}
	}

	/**
	 * Runs a short task later; not at all after {@link #close()}.
	 * @param task the task
	 * @param delay nanoseconds
	 * @return cancels the task
	 */
	public Runnable schedule(Runnable task, long delay) {
		try {
			ScheduledFuture<?> future = this.timer.schedule(task, delay, TimeUnit.NANOSECONDS);
			return () -> future.cancel(false);
		}
		catch (RejectedExecutionException ex) {
			return () -> {
			};
		}
	}

	/**
	 * Ends the threads when they have done what they are doing. Idempotent, never blocks.
	 */
	@Override
	public void close() {
		this.timer.shutdownNow();
		this.executor.shutdown();
	}

	private static ThreadFactory daemons(String name) {
		AtomicInteger count = new AtomicInteger();
		return (task) -> {
			Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		};
	}

}
