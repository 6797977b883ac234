package io.zcached.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

/**
 * How long a GET of 8 KB takes when the server writes in pieces under Nagle's algorithm.
 */
final class ReplyInPieces {

	private ReplyInPieces() {
	}

	static void print(Pace pace) throws Exception {
		Table table = new Table(List.of("GET 8 KB from a server that writes in pieces, ms", "p50", "p99"));
		try (PiecewiseServer server = new PiecewiseServer();
				Contenders contenders = Contenders.onRedis(server.port())) {
			for (Timed contender : Latency.measure(contenders, 1, pace)) {
				Histogram histogram = contender.total();
				double p99 = millis(histogram.getValueAtPercentile(99));
				table.row(List.of(contender.name(), Table.number(millis(histogram.getValueAtPercentile(50))),
						contender.isOurs() ? Must.atMost(p99, Must.REPLY_IN_PIECES_MILLIS) : Table.number(p99)));
			}
		}
	}

	private static double millis(long nanos) {
		return (double) nanos / TimeUnit.MILLISECONDS.toNanos(1);
	}

}
