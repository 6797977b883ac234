package io.zcached.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * A ratio that the client must reach.
 *
 * @param placement where it is measured
 * @param row what is done
 * @param column what is compared
 * @param atLeast the ratio
 */
record Must(Placement placement, String row, Column column, double atLeast) {

	/** The most bytes that the caller of a GET of 100 bytes may allocate. */
	static final double BYTES_OF_A_GET = 200;

	/** The most milliseconds that a reply in pieces may take; a stall takes 44. */
	static final double REPLY_IN_PIECES_MILLIS = 20;

	private static final List<Must> ALL = List.of(
			new Must(Placement.ONE_CORE, Throughput.threads(1), Column.OURS, 0.94),
			new Must(Placement.ONE_CORE, Throughput.threads(1), Column.OURS_TO_JEDIS, 0.96),
			new Must(Placement.ONE_CORE, Throughput.threads(1), Column.OURS_TO_LETTUCE, 4),
			new Must(Placement.ONE_CORE, Throughput.threads(4), Column.OURS, 1.4),
			new Must(Placement.ONE_CORE, Throughput.threads(4), Column.OURS_TO_LETTUCE, 2.5),
			new Must(Placement.ONE_CORE, Throughput.threads(16), Column.OURS, 2.3),
			new Must(Placement.ONE_CORE, Throughput.threads(16), Column.OURS_TO_LETTUCE, 2.5),
			new Must(Placement.ONE_CORE, Throughput.threads(64), Column.OURS, 2.7),
			new Must(Placement.ONE_CORE, Throughput.threads(64), Column.OURS_TO_LETTUCE, 2.5),
			new Must(Placement.ONE_CORE, Throughput.PIPELINE, Column.OURS, 0.85),
			new Must(Placement.ONE_CORE, Throughput.PIPELINE, Column.OURS_TO_JEDIS, 1.3),
			new Must(Placement.ONE_CORE, Throughput.PIPELINE, Column.OURS_TO_LETTUCE, 8),
			new Must(Placement.FREE, Throughput.threads(4), Column.OURS, 0.4),
			new Must(Placement.FREE, Throughput.threads(4), Column.OURS_TO_LETTUCE, 1),
			new Must(Placement.FREE, Throughput.threads(4), Column.POOL, 0.9),
			new Must(Placement.FREE, Throughput.threads(16), Column.OURS, 1),
			new Must(Placement.FREE, Throughput.threads(16), Column.OURS_TO_LETTUCE, 1.6),
			new Must(Placement.FREE, Throughput.threads(16), Column.POOL, 1),
			new Must(Placement.FREE, Throughput.threads(64), Column.OURS, 1.5),
			new Must(Placement.FREE, Throughput.threads(64), Column.OURS_TO_LETTUCE, 2.3),
			new Must(Placement.BUSY, Throughput.threads(16), Column.OURS, 0.9),
			new Must(Placement.BUSY, Throughput.threads(64), Column.OURS, 0.85));

	/** The ratio, and beside it what it must be, if there is such a thing. */
	static String cell(Placement placement, String row, Column column, double ratio) {
		for (Must must : ALL) {
			if (must.placement == placement && must.row.equals(row) && must.column == column) {
				return String.format(Locale.ROOT, "%.3f %s ≥ %s", ratio, mark(ratio >= must.atLeast),
						bound(must.atLeast));
			}
		}
		return String.format(Locale.ROOT, "%.2f", ratio);
	}

	/** What must not be more than a bound. */
	static String atMost(double value, double bound) {
		return String.format(Locale.ROOT, "%s %s ≤ %s", Table.number(value), mark(value <= bound), bound(bound));
	}

	private static String bound(double bound) {
		return (bound == Math.rint(bound)) ? Long.toString((long) bound) : Double.toString(bound);
	}

	private static String mark(boolean reached) {
		return reached ? "✓" : "✗";
	}

}
