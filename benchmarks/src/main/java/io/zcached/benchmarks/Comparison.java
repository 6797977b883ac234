package io.zcached.benchmarks;

import java.util.Arrays;
import java.util.List;

import io.zcached.embedded.EmbeddedZcachedServer;

/**
 * Compares the client with a bare socket, Jedis and Lettuce on one redis-server, and
 * prints tables of ratios. {@code benchmarks/run} starts it, once for each part.
 */
public final class Comparison {

	private final int port;

	private final Pace pace;

	/** For what swings less, or there is more of. */
	private final Pace shorter;

	private Comparison(int port, Pace pace) {
		this.port = port;
		this.pace = pace;
		this.shorter = new Pace(pace.rounds(), pace.sliceNanos() * 2 / 3);
	}

	/**
	 * Runs a part of the comparison.
	 * @param args {@code one-core}, {@code free}, {@code embedded} or {@code virtual};
	 * the port of a redis-server; rounds; milliseconds of a slice; the cores of this
	 * machine: {@code one-core} moves to the first, {@code free} has a busy neighbour on
	 * each
	 * @throws Exception if a contender fails
	 */
	public static void main(String[] args) throws Exception {
		int rounds = Integer.parseInt(args[2]);
		Comparison comparison = new Comparison(Integer.parseInt(args[1]), Pace.of(rounds, Long.parseLong(args[3])));
		switch (args[0]) {
			case "one-core" -> comparison.oneCore(args[4]);
			case "free" -> comparison.free(Arrays.asList(args).subList(4, args.length));
			case "embedded" -> comparison.embedded();
			case "virtual" -> VirtualThreads.print(comparison.port, rounds);
			default -> throw new IllegalArgumentException(args[0]);
		}
	}

	/**
	 * Warms up on all cores: on one, the compiler would take its time from whoever has
	 * his turn. What the move makes it compile again is done before the first row.
	 */
	private void oneCore(String core) throws Exception {
		warmUp(this::onRedis);
		Placement.moveTo(core);
		warmUp(this::onRedis);
		new Throughput(Placement.ONE_CORE, this::onRedis, this.pace).threads().pipeline();
		new Throughput(Placement.ONE_CORE, this::onRedis, this.shorter).sizes();
		new Latency(Placement.ONE_CORE, this::onRedis, this.shorter).threads(1, 16);
		Allocation.print(this::onRedis);
	}

	private void free(List<String> cores) throws Exception {
		warmUp(this::onRedis);
		new Throughput(Placement.FREE, this::onRedis, this.pace).threads().pipeline();
		new Latency(Placement.FREE, this::onRedis, this.shorter).threads(1, 16);
		try (Neighbours neighbours = new Neighbours()) {
			neighbours.spin(cores);
			new Throughput(Placement.BUSY, this::onRedis, this.pace).threads().pipeline();
			new Latency(Placement.BUSY, this::onRedis, this.shorter).threads(16);
		}
		ReplyInPieces.print(this.shorter);
	}

	private void embedded() throws Exception {
		try (EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().build().start()) {
			Contenders.Source onZcached = () -> Contenders.onZcached(server.port());
			warmUp(onZcached);
			new Throughput(Placement.EMBEDDED, onZcached, this.shorter).threads().pipeline().sizes();
			new Latency(Placement.EMBEDDED, onZcached, this.shorter).threads(1, 16);
		}
	}

	private Contenders onRedis() throws Exception {
		return Contenders.onRedis(this.port);
	}

	private static void warmUp(Contenders.Source source) throws Exception {
		try (Contenders contenders = source.open()) {
			contenders.warmUp();
		}
	}

}
