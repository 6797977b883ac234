package io.zcached.client;

import java.time.Duration;
import java.util.Objects;

/**
 * Checks options, and names the one that is out of its range.
 */
final class OptionRanges {

	private static final Duration MIN_DURATION = Duration.ofMillis(1);

	private static final Duration MAX_DURATION = Duration.ofDays(365);

	private OptionRanges() {
	}

	static int between(String name, int value, int min, int max) {
		if (value < min || value > max) {
			throw new IllegalArgumentException(
					"%s must be between %d and %d, but is %d".formatted(name, min, max, value));
		}
		return value;
	}

	static Duration duration(String name, Duration value) {
		Objects.requireNonNull(value, () -> name + " must not be null");
		if (value.compareTo(MIN_DURATION) < 0 || value.compareTo(MAX_DURATION) > 0) {
			throw new IllegalArgumentException(
					"%s must be between 1 ms and 365 days, but is %s".formatted(name, value));
		}
		return value;
	}

}
