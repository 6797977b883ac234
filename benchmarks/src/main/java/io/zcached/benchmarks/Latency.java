package io.zcached.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

/**
 * How long a caller waits for a GET, as percentiles. Each thread sends its next request
 * when it has the reply to the last, so a stall counts once for each thread.
 */
final class Latency {

	private static final double[] PERCENTILES = { 50, 90, 99, 99.9, 100 };

	private final Contenders.Source source;

	private final Pace pace;

	private final Table table;

	Latency(Placement placement, Contenders.Source source, Pace pace) {
		this.source = source;
		this.pace = pace;
		this.table = new Table(List.of("latency in µs, " + placement, "", "p50", "p90", "p99", "p99.9", "max"));
	}

	Latency threads(int... counts) throws Exception {
		for (int threads : counts) {
			try (Contenders contenders = this.source.open()) {
				for (Timed contender : measure(contenders, threads, this.pace)) {
					row(Throughput.threads(threads), contender);
				}
			}
		}
		return this;
	}

	/** Times the GETs of contenders. */
	static List<Timed> measure(Contenders contenders, int threads, Pace pace) throws Exception {
		List<Timed> timed = contenders.list().stream().map(Timed::new).toList();
		Race race = new Race(timed, threads);
		race.run(pace.once(), (session) -> session.get(Contenders.KEY));
		timed.forEach(Timed::reset);
		race.run(pace, (session) -> session.get(Contenders.KEY));
		return timed;
	}

	private void row(String what, Timed contender) {
		Histogram histogram = contender.total();
		List<String> cells = new ArrayList<>(List.of(what, contender.name()));
		for (double percentile : PERCENTILES) {
			long nanos = histogram.getValueAtPercentile(percentile);
			cells.add(Table.number((double) nanos / TimeUnit.MICROSECONDS.toNanos(1)));
		}
		this.table.row(cells);
	}

}
