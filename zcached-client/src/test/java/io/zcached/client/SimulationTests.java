package io.zcached.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.zcached.client.simulation.SimFault.Kind;
import io.zcached.client.simulation.Simulation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connection, channel and server in virtual time, everything chosen from seeds, and I1 to
 * I11 checked in every step (row 67). {@code -Dzcached.simulation.seeds} says how many
 * seeds, {@code -Dzcached.simulation.seed} which is the first; without it, the seeds are
 * others in each run. A seed that has failed belongs into {@code simulation-seeds.txt}.
 */
class SimulationTests {

	private static final int SEEDS = Integer.getInteger("zcached.simulation.seeds", 2000);

	private static final int REPEATED = 50;

	private final Simulation.Runner runner = new Simulation.Runner(
			(options, environment) -> new Connection("fake.test", 7556, options, environment));

	@Test
	@Timeout(value = 2, unit = TimeUnit.HOURS)
	void invariantsHoldWhateverHappens() {
		long first = Long.getLong("zcached.simulation.seed", System.nanoTime());
		System.out.println("simulation: -Dzcached.simulation.seed=" + first + " -Dzcached.simulation.seeds=" + SEEDS);
		Map<Kind, Integer> faults = new EnumMap<>(Kind.class);
		long answered = 0;
		long failed = 0;
		long begin = System.nanoTime();
		for (int i = 0; i < SEEDS; i++) {
			Simulation.Summary summary = this.runner.run(first + i);
			answered += summary.answered();
			failed += summary.failed();
			summary.faults().forEach((kind, times) -> faults.merge(kind, times, Integer::sum));
		}
		long perMinute = SEEDS * TimeUnit.MINUTES.toNanos(1) / (System.nanoTime() - begin);
		System.out.println("simulation: " + answered + " requests answered, " + failed + " failed, " + perMinute
				+ " seeds per minute, " + faults);
		if (SEEDS >= 200) {
			assertThat(faults.keySet()).as("the test does not pass idle")
				.containsAll(EnumSet.complementOf(EnumSet.of(Kind.NONE)));
			assertThat(answered).as("a third and more of the requests are answered").isGreaterThan(failed / 2);
		}
	}

	@Test
	void seedsThatHaveFailedBeforeDoNotFail() throws IOException {
		List<Long> seeds = new ArrayList<>();
		try (InputStream in = getClass().getResourceAsStream("/simulation-seeds.txt")) {
			new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.startsWith("#"))
				.forEach((line) -> seeds.add(Long.valueOf(line.trim())));
		}
		assertThat(seeds).isNotEmpty();
		seeds.forEach(this.runner::run);
	}

	@Test
	void sameSeedHasTheSameHistoryWhileNobodyWaitsInAThread() {
		int same = 0;
		for (long seed = 0; seed < REPEATED; seed++) {
			Simulation.Summary summary = this.runner.run(seed);
			if (!summary.blocking()) {
				assertThat(this.runner.run(seed).history()).as("seed " + seed).isEqualTo(summary.history());
				same++;
			}
		}
		assertThat(same).isPositive();
	}

}
