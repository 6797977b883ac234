package io.zcached.client.transport;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A writer lets others run first where that brings more, and hardly ever beside busy
 * neighbours.
 */
class GatheringTests {

	private static final long MICROSECOND = TimeUnit.MICROSECONDS.toNanos(1);

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	/** What a write takes, and how many requests leave with it. */
	private record Way(long time, long requests) {
	}

	private static final Way ALONE = new Way(25 * MICROSECOND, 1);

	private static final Way TOGETHER = new Way(600 * MICROSECOND, 60);

	private static final Way TIME_SLICE_GIVEN_AWAY = new Way(5000 * MICROSECOND, 16);

	private final Gathering gathering = new Gathering();

	private long now;

	private long queued;

	@ParameterizedTest
	@ValueSource(longs = { 0, Long.MAX_VALUE - 1_000_000_000L, Long.MIN_VALUE })
	void gathersWhereItBringsMore(long start) {
		this.now = start;
		assertThat(timeGathering(TOGETHER, ALONE, 10 * SECOND)).isGreaterThan(98 * SECOND / 10);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, Long.MAX_VALUE - 1_000_000_000L, Long.MIN_VALUE })
	void givesAwayLittleOfTheTimeBesideNeighboursThatStay(long start) {
		this.now = start;
		assertThat(timeGathering(TIME_SLICE_GIVEN_AWAY, ALONE, 100 * SECOND)).isLessThan(8 * SECOND);
	}

	@Test
	void idleTimesAreNotTakenForSlowOnes() {
		long spent = 0;
		for (int i = 0; i < 100; i++) {
			spent += timeGathering(TIME_SLICE_GIVEN_AWAY, ALONE, SECOND / 10);
			this.now += SECOND / 2;
		}
		assertThat(spent).isLessThan(2 * SECOND);
	}

	@Test
	void gathersAgainSoonAfterTheNeighboursHaveGone() {
		timeGathering(TIME_SLICE_GIVEN_AWAY, ALONE, 100 * SECOND);
		assertThat(timeGathering(TOGETHER, ALONE, 10 * SECOND)).isGreaterThan(85 * SECOND / 10);
	}

	@Test
	void momentsInWhichTheMachineWasElsewhereAreForgiven() {
		timeGathering(TOGETHER, ALONE, SECOND);
		for (int i = 0; i < 20; i++) {
			for (int slices = 0; slices < 4; slices++) {
				ask(TIME_SLICE_GIVEN_AWAY, ALONE);
			}
			assertThat(timeGathering(TOGETHER, ALONE, SECOND / 10)).isGreaterThan(85 * SECOND / 1000);
		}
	}

	@Test
	void fewerCallersThanBeforeAreNoReasonToStop() {
		timeGathering(TOGETHER, ALONE, 2 * SECOND);
		Way fewer = new Way(1000 * MICROSECOND, 2);
		assertThat(timeGathering(fewer, new Way(1000 * MICROSECOND, 1), 10 * SECOND)).isGreaterThan(95 * SECOND / 10);
	}

	@Test
	void stopsWhenTheOtherWayHasComeToBringMore() {
		timeGathering(TOGETHER, ALONE, 2 * SECOND);
		assertThat(timeGathering(TOGETHER, new Way(25 * MICROSECOND, 4), 10 * SECOND)).isLessThan(3 * SECOND);
	}

	/** Lets time pass, and tells how much of it was spent gathering. */
	private long timeGathering(Way with, Way without, long duration) {
		long end = this.now + duration;
		long spent = 0;
		while (this.now - end < 0) {
			long before = this.now;
			if (ask(with, without)) {
				spent += this.now - before;
			}
		}
		return spent;
	}

	private boolean ask(Way with, Way without) {
		boolean due = this.gathering.decide(this.now, this.queued);
		Way way = due ? with : without;
		this.now += way.time();
		this.queued += way.requests();
		return due;
	}

}
