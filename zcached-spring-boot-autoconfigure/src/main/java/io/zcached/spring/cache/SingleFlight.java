package io.zcached.spring.cache;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * One call for each key at a time in this JVM: who comes meanwhile waits for its outcome.
 * No lock and no connection is held. Who would wait for himself, and who has waited for
 * too long, makes the call, too.
 */
final class SingleFlight {

	private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();

	private final AtomicLong landed = new AtomicLong();

	private final Duration longest;

	/**
	 * Creates it.
	 * @param longest how long a call is waited for, from its beginning
	 */
	SingleFlight(Duration longest) {
		this.longest = longest;
	}

	/** How many calls have ended. */
	long landed() {
		return this.landed.get();
	}

	@Nullable Object call(String key, Callable<@Nullable Object> call) throws Exception {
		while (true) {
			Flight mine = new Flight();
			Flight other = this.flights.putIfAbsent(key, mine);
			if (other == null || !other.join()) {
				return fly(key, mine, call);
			}
			try {
				return other.outcome().get(other.left(this.longest), TimeUnit.NANOSECONDS);
			}
			catch (TimeoutException ex) {
				this.flights.remove(key, other);
			}
			catch (ExecutionException ex) {
				// That who calls is interrupted is nobody else's matter.
				if (!(ex.getCause() instanceof InterruptedException)) {
					throw failure(ex);
				}
			}
		}
	}

	private @Nullable Object fly(String key, Flight mine, Callable<@Nullable Object> call) throws Exception {
		mine.join();
		Object value;
		try {
			value = mine.call(call);
		}
		catch (Throwable ex) {
			land(key, mine);
			mine.outcome().completeExceptionally(ex);
			throw ex;
		}
		land(key, mine);
		mine.outcome().complete(value);
		return value;
	}

	private void land(String key, Flight mine) {
		this.landed.incrementAndGet();
		this.flights.remove(key, mine);
		mine.end();
	}

	private static Exception failure(ExecutionException failure) {
		if (failure.getCause() instanceof Error error) {
			throw error;
		}
		return (failure.getCause() instanceof Exception cause) ? cause : failure;
	}

}
