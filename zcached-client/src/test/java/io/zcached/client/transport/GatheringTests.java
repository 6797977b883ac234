package io.zcached.client.transport;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A writer yields as long as that is worth it, and hardly ever beside busy neighbours.
 */
class GatheringTests {

	private static final long TIME_SLICE = TimeUnit.MILLISECONDS.toNanos(4);

	private final Gathering gathering = new Gathering();

	@ParameterizedTest
	@ValueSource(longs = { 0, Long.MAX_VALUE - 1000, Long.MIN_VALUE })
	void goesOnWhileItIsWorthIt(long start) {
		for (int i = 0; i < 10_000; i++) {
			assertThat(this.gathering.isDue(start + i * 100_000L)).isTrue();
			this.gathering.took(TimeUnit.MICROSECONDS.toNanos(100), 8);
		}
	}

	@Test
	void oneDearYieldIsForgiven() {
		this.gathering.isDue(0);
		this.gathering.took(TIME_SLICE, 0);
		assertThat(this.gathering.isDue(TIME_SLICE)).isTrue();
	}

	@Test
	void longYieldThatGainedManyFramesIsNotDear() {
		for (int i = 0; i < 1000; i++) {
			assertThat(this.gathering.isDue(0)).isTrue();
			this.gathering.took(TIME_SLICE, 200);
		}
	}

	@Test
	void losesLittleOfTheTimeBesideNeighboursThatStay() {
		long second = TimeUnit.SECONDS.toNanos(1);
		long lost = 0;
		for (long now = 0; now < 100 * second; now += TimeUnit.MICROSECONDS.toNanos(30)) {
			if (this.gathering.isDue(now)) {
				this.gathering.took(TIME_SLICE, 1);
				lost += TIME_SLICE;
				now += TIME_SLICE;
			}
		}
		assertThat(lost).isBetween(second, 4 * second);
	}

	@Test
	void triesAgainWhenTheNeighboursHaveGone() {
		while (this.gathering.isDue(0)) {
			this.gathering.took(TIME_SLICE, 0);
		}
		assertThat(this.gathering.isDue(TimeUnit.SECONDS.toNanos(2))).isTrue();
	}

}
