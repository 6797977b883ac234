package io.zcached.sample.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import io.zcached.client.ZcachedClient;
import io.zcached.client.ZcachedException;

/**
 * One bounded piece of work, done by several threads: four of five requests read, the
 * fifth writes, all to a few keys of their own. It ends when all requests have been made,
 * when it is stopped, or after half a minute.
 */
final class LoadRun {

	private static final long LONGEST_NANOS = Duration.ofSeconds(30).toNanos();

	private static final int KEYS = 10;

	private final ZcachedClient client;

	private final int requests;

	private final long start = System.nanoTime();

	private final AtomicInteger begun = new AtomicInteger();

	private final LongAdder done = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final AtomicInteger workers;

	private volatile boolean stopped;

	/** Of the end; 0 while it runs. */
	private volatile long nanos;

	LoadRun(ZcachedClient client, int requests, int workers) {
		this.client = client;
		this.requests = requests;
		this.workers = new AtomicInteger(workers);
	}

	/** The work of one thread. */
	void work() {
		try {
			for (int i = this.begun.getAndIncrement(); i < this.requests
					&& mayGoOn(); i = this.begun.getAndIncrement()) {
				request(i);
			}
		}
		finally {
			if (this.workers.decrementAndGet() == 0) {
				end();
			}
		}
	}

	private boolean mayGoOn() {
		return !this.stopped && elapsed() < LONGEST_NANOS;
	}

	private void request(int number) {
		String key = key(number % KEYS);
		try {
			if (number % 5 == 0) {
				this.client.set(key, "value " + number);
			}
			else {
				this.client.get(key);
			}
		}
		catch (ZcachedException ex) {
			this.failed.increment();
		}
		this.done.increment();
	}

	/** It has ended once it is tidied up, so that the next one keeps its keys. */
	private void end() {
		long took = elapsed();
		try {
			tidyUp();
		}
		finally {
			this.nanos = took;
		}
	}

	private void tidyUp() {
		try {
			for (int i = 0; i < KEYS; i++) {
				this.client.delete(key(i));
			}
		}
		catch (ZcachedException ex) {
			// A server that was broken meanwhile has lost them by itself.
		}
	}

	private static String key(int number) {
		return "load:" + number;
	}

	private long elapsed() {
		return Math.max(1, System.nanoTime() - this.start);
	}

	void stop() {
		this.stopped = true;
	}

	boolean isRunning() {
		return this.nanos == 0;
	}

	LoadState state() {
		long elapsed = isRunning() ? elapsed() : this.nanos;
		return new LoadState(isRunning(), this.requests, this.done.sum(), this.failed.sum(),
				Duration.ofNanos(elapsed).toMillis());
	}

}
