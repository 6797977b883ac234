package io.zcached.embedded;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits for a condition that another thread brings about.
 */
final class Eventually {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private Eventually() {
	}

	static void when(BooleanSupplier condition) {
		long until = System.nanoTime() + PATIENCE.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > until) {
				throw new AssertionError("The condition has not come true");
			}
			LockSupport.parkNanos(1_000_000);
		}
	}

}
