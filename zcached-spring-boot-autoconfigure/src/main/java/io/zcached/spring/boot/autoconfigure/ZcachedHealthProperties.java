package io.zcached.spring.boot.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.springframework.boot.convert.DurationUnit;

/**
 * The health check: {@code zcached.health}.
 */
public class ZcachedHealthProperties {

	/**
	 * Longest time that a health check takes, not above "timeout-limit". If a duration
	 * suffix is not specified, seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration timeout = Duration.ofSeconds(1);

	/** Whether {@link #timeout} was set: only then may it contradict the limit. */
	private boolean timeoutBound;

	public Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(Duration timeout) {
		this.timeout = timeout;
		this.timeoutBound = true;
	}

	void limitTo(Duration limit) {
		if (!this.timeoutBound && this.timeout.compareTo(limit) > 0) {
			this.timeout = limit;
		}
	}

}
