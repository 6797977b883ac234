package io.zcached.spring.cache;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * A load that is under way, and the loads that it waits for. Loads of all caches know of
 * each other, so that none waits for one that waits for it. What a loader asks for later,
 * on a thread that it was not called on, is not known to be its own. Thread safe.
 */
final class Flight {

	/** A load that takes longer is not waited for any more. */
	static final Duration LONGEST = Duration.ofMinutes(5);

	/** For all caches; held for no I/O, and only by loads inside of loads and at ends. */
	private static final ReentrantLock JOINING = new ReentrantLock();

	/** The innermost load of a thread; removed when that load ends. */
	private static final ThreadLocal<@Nullable Flight> CURRENT = new ThreadLocal<>();

	private final CompletableFuture<@Nullable Object> outcome = new CompletableFuture<>();

	private final long start = System.nanoTime();

	/** Guarded by the lock. */
	private final Set<Flight> awaited = new HashSet<>();

	/** Completed by who makes it. */
	CompletableFuture<@Nullable Object> outcome() {
		return this.outcome;
	}

	/** How many nanoseconds are left of a time that it may take. */
	long left(Duration longest) {
		return longest.toNanos() - (System.nanoTime() - this.start);
	}

	/** Calls a loader, whose thread knows of this load meanwhile. */
	<T> T call(Callable<T> loader) throws Exception {
		Flight outer = CURRENT.get();
		CURRENT.set(this);
		try {
			return loader.call();
		}
		finally {
			if (outer != null) {
				CURRENT.set(outer);
			}
			else {
				CURRENT.remove();
			}
		}
	}

	/**
	 * Notes that the load that this thread is making, if any, waits for this one.
	 * @return {@code false} if it would wait for ever, and must not
	 */
	boolean join() {
		Flight current = CURRENT.get();
		if (current == null) {
			return true;
		}
		JOINING.lock();
		try {
			if (awaits(current)) {
				return false;
			}
			current.awaited.add(this);
			return true;
		}
		finally {
			JOINING.unlock();
		}
	}

	/** Notes that it waits for no other any more. */
	void end() {
		JOINING.lock();
		try {
			this.awaited.clear();
		}
		finally {
			JOINING.unlock();
		}
	}

	/** Whether it is the other load, or waits for it, maybe by way of others. */
	private boolean awaits(Flight other) {
		Set<Flight> seen = new HashSet<>(Set.of(this));
		Deque<Flight> next = new ArrayDeque<>(seen);
		while (!next.isEmpty()) {
			Flight flight = next.remove();
			if (flight == other) {
				return true;
			}
			for (Flight one : flight.awaited) {
				if (seen.add(one)) {
					next.add(one);
				}
			}
		}
		return false;
	}

}
