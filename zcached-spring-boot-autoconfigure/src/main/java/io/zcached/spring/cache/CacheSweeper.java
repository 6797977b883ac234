package io.zcached.spring.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.zcached.client.ZcachedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sweeps caches from time to time, on one daemon thread, until it is stopped or closed. A
 * server that fails is asked again after the next interval, and nothing that goes wrong
 * with one cache ends the sweeps of the others.
 */
final class CacheSweeper implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(CacheSweeper.class);

	/** For a sweep to end that has been told to. */
	private static final long STOPPING_SECONDS = 10;

	private final Duration interval;

	private final Collection<ZcachedCache> caches = new CopyOnWriteArrayList<>();

	private final SweepConnections connections = new SweepConnections();

	private final ScheduledThreadPoolExecutor executor;

	private final ReentrantLock lock = new ReentrantLock();

	/** All sweeps, {@code null} while there are none; changed under the lock. */
	private volatile @Nullable Future<?> sweeps;

	CacheSweeper(Duration interval) {
		this.interval = interval;
		this.executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "zcached-cache-sweeper");
			thread.setDaemon(true);
			return thread;
		});
		this.executor.setRemoveOnCancelPolicy(true);
		start();
	}

	void add(ZcachedCache cache) {
		this.caches.add(cache);
	}

	/** Sweeps from now on, unless it does so or has been closed. */
	void start() {
		this.lock.lock();
		try {
			if (this.sweeps == null && !this.executor.isShutdown()) {
				long nanos = this.interval.toNanos();
				this.sweeps = this.executor.scheduleWithFixedDelay(this::sweep,
						ThreadLocalRandom.current().nextLong(nanos), nanos, TimeUnit.NANOSECONDS);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isRunning() {
		return this.sweeps != null;
	}

	private void sweep() {
		SweepRound round = new SweepRound(this.interval, this.connections::like, () -> !isRunning());
		for (ZcachedCache cache : this.caches) {
			if (!isRunning()) {
				return;
			}
			try {
				if (cache.sweep().takeLease(this.interval)) {
					sweep(cache, round);
				}
			}
			catch (ZcachedException ex) {
				logger.debug("Cache '" + cache.getName() + "' was not swept: " + ex.getMessage());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
			catch (RuntimeException ex) {
				if (isRunning()) {
					logger.warn("Cache '" + cache.getName()
							+ "' was not swept, for an unexpected reason; its outdated entries stay on the server until a sweep succeeds, the next one in "
							+ this.interval, ex);
				}
			}
		}
	}

	private void sweep(ZcachedCache cache, SweepRound round) throws InterruptedException {
		try {
			int deleted = cache.sweep().sweep(round);
			logger.debug("Cache '" + cache.getName() + "' was swept: " + deleted + " entries");
		}
		catch (ZcachedException ex) {
			if (isRunning()) {
				logger.warn("Cache '" + cache.getName() + "' was not swept to its end, the next sweep is in "
						+ this.interval + ": " + ex.getMessage());
			}
		}
	}

	/**
	 * Ends the sweep that is under way, and closes the sockets of all of them. There is
	 * none until it is started again.
	 */
	void stop() {
		this.lock.lock();
		try {
			Future<?> ended = this.sweeps;
			if (ended != null) {
				this.sweeps = null;
				ended.cancel(true);
				this.executor.invokeAll(List.of(Executors.callable(() -> {
				})), STOPPING_SECONDS, TimeUnit.SECONDS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.lock.unlock();
		}
		this.connections.disconnect();
	}

	@Override
	public void close() {
		this.lock.lock();
		try {
			this.sweeps = null;
			this.executor.shutdownNow();
		}
		finally {
			this.lock.unlock();
		}
		this.connections.close();
	}

}
