package io.zcached.spring.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.zcached.client.ZcachedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Sweeps caches from time to time, on one daemon thread, until it is closed. A server
 * that fails is asked again after the next interval, and nothing that goes wrong with one
 * cache ends the sweeps of the others.
 */
final class CacheSweeper implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(CacheSweeper.class);

	private final Duration interval;

	private final Collection<ZcachedCache> caches = new CopyOnWriteArrayList<>();

	private final SweepConnections connections = new SweepConnections();

	private final ScheduledThreadPoolExecutor executor;

	CacheSweeper(Duration interval) {
		this.interval = interval;
		this.executor = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "zcached-cache-sweeper");
			thread.setDaemon(true);
			return thread;
		});
		long nanos = interval.toNanos();
		this.executor.scheduleWithFixedDelay(this::sweep, ThreadLocalRandom.current().nextLong(nanos), nanos,
				TimeUnit.NANOSECONDS);
	}

	void add(ZcachedCache cache) {
		this.caches.add(cache);
	}

	private void sweep() {
		for (ZcachedCache cache : this.caches) {
			try {
				if (cache.sweep().takeLease(this.interval)) {
					sweep(cache);
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
				if (this.executor.isShutdown()) {
					return;
				}
				logger.warn("Cache '" + cache.getName()
						+ "' was not swept, for an unexpected reason; its outdated entries stay on the server until a sweep succeeds, the next one in "
						+ this.interval, ex);
			}
		}
	}

	private void sweep(ZcachedCache cache) throws InterruptedException {
		try {
			int deleted = cache.sweep().sweep(this.connections::like);
			logger.debug("Cache '" + cache.getName() + "' was swept: " + deleted + " entries");
		}
		catch (ZcachedException ex) {
			logger.warn("Cache '" + cache.getName() + "' was not swept to its end, the next sweep is in "
					+ this.interval + ": " + ex.getMessage());
		}
	}

	/** Whether a connection of the sweeper's own is open. */
	boolean isConnected() {
		return this.connections.isConnected();
	}

	/** Closes them until the next sweep. */
	void disconnect() {
		this.connections.disconnect();
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
		this.connections.close();
	}

}
