package io.zcached.spring.cache;

import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * One call for each key at a time in this JVM: who comes meanwhile waits for its outcome.
 * No lock and no connection is held. A call that asks for its own key is not made to wait
 * for itself, and one that was interrupted is made again by the next in line.
 */
final class SingleFlight {

	private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();

	private final AtomicLong landed = new AtomicLong();

	/** How many calls have ended. */
	long landed() {
		return this.landed.get();
	}

	@Nullable Object call(String key, Callable<@Nullable Object> call) throws Exception {
		while (true) {
			Flight mine = new Flight(call);
			Flight other = this.flights.putIfAbsent(key, mine);
			if (other == null) {
				return first(key, mine);
			}
			if (other.owner == Thread.currentThread()) {
				return call.call();
			}
			if (!other.wasInterrupted()) {
				return outcome(other);
			}
		}
	}

	private @Nullable Object first(String key, Flight mine) throws Exception {
		try {
			mine.run();
		}
		finally {
			this.landed.incrementAndGet();
			this.flights.remove(key, mine);
		}
		return outcome(mine);
	}

	private static @Nullable Object outcome(Flight flight) throws Exception {
		try {
			return flight.get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Exception cause) {
				throw cause;
			}
			if (ex.getCause() instanceof Error cause) {
				throw cause;
			}
			throw ex;
		}
	}

	/** A call and who makes it. */
	private static final class Flight extends FutureTask<@Nullable Object> {

		private final Thread owner = Thread.currentThread();

		Flight(Callable<@Nullable Object> call) {
			super(call);
		}

		/**
		 * Waits for the outcome; whether the caller was interrupted, which is nobody
		 * else's matter.
		 */
		boolean wasInterrupted() throws InterruptedException {
			try {
				get();
				return false;
			}
			catch (ExecutionException ex) {
				return ex.getCause() instanceof InterruptedException;
			}
		}

	}

}
