package io.zcached.spring.boot.health;

import java.time.Duration;

/**
 * The moment until which one health check must have answered.
 */
final class Deadline {

	private static final Duration SHORTEST = Duration.ofMillis(1);

	private final long end;

	Deadline(Duration limit) {
		this.end = System.nanoTime() + limit.toNanos();
	}

	/**
	 * How much time is left.
	 * @return the time, at least one millisecond, which is the shortest that a request
	 * can have
	 */
	Duration remaining() {
		Duration remaining = Duration.ofNanos(this.end - System.nanoTime());
		return (remaining.compareTo(SHORTEST) > 0) ? remaining : SHORTEST;
	}

}
