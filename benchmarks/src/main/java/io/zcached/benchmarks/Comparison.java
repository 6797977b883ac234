package io.zcached.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.sun.management.ThreadMXBean;

import io.zcached.embedded.EmbeddedZcachedServer;

/**
 * Compares the client with a bare socket, Jedis and Lettuce on one redis-server, and
 * prints tables of ratios. {@code benchmarks/run} starts it, once for each way of
 * measuring.
 */
public final class Comparison {

	private static final String KEY = "key:0001";

	private static final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

	private static final long WARM_UP_NANOS = 1_000_000_000L;

	private final int port;

	private boolean warm;

	private final Race race;

	private Comparison(int port, Race race) {
		this.port = port;
		this.race = race;
	}

	/**
	 * Runs the comparison.
	 * @param args the port of a redis-server; {@code threads}, {@code pipeline},
	 * {@code sizes}, {@code allocation} or {@code embedded}; rounds; milliseconds of a
	 * slice
	 * @throws Exception if a contender fails
	 */
	public static void main(String[] args) throws Exception {
		Race race = new Race(Integer.parseInt(args[2]), Long.parseLong(args[3]) * 1_000_000);
		Comparison comparison = new Comparison(Integer.parseInt(args[0]), race);
		switch (args[1]) {
			case "threads" -> comparison.threads();
			case "pipeline" -> comparison.pipeline();
			case "sizes" -> comparison.sizes();
			case "allocation" -> comparison.allocation();
			case "embedded" -> comparison.embedded();
			default -> throw new IllegalArgumentException(args[1]);
		}
	}

	private void threads() throws Exception {
		for (int threads : new int[] { 1, 2, 4, 16, 64 }) {
			row("GET 100 B, " + threads + " threads", threads, true, (session) -> session.get(KEY));
		}
	}

	private void pipeline() throws Exception {
		row("pipeline of 100 GETs", 1, false, (session) -> session.pipeline(KEY, 100));
	}

	private void sizes() throws Exception {
		int[] sizes = { 10, 1024, 64 * 1024, 1024 * 1024 };
		for (int size : sizes) {
			String key = "size:" + size;
			String value = "v".repeat(size);
			row("SET " + size + " B, 1 thread", 1, false, (session) -> session.set(key, value));
			row("GET " + size + " B, 1 thread", 1, false, (session) -> session.get(key));
		}
	}

	private void allocation() throws Exception {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		for (Contender contender : contenders(false)) {
			try (contender) {
				Contender.Session session = contender.session();
				session.set(KEY, "v".repeat(100));
				long bytes = 0;
				int count = 50_000;
				for (int round = 0; round < 3; round++) {
					long before = threads.getCurrentThreadAllocatedBytes();
					for (int i = 0; i < count; i++) {
						session.get(KEY);
					}
					bytes = threads.getCurrentThreadAllocatedBytes() - before;
				}
				out.printf(Locale.ROOT, "| bytes allocated by the caller of GET, %s | %.0f |%n", contender.name(),
						(double) bytes / count);
			}
		}
	}

	private void embedded() throws Exception {
		try (EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().build().start();
				Zcached ours = Zcached.onZcached(server.port())) {
			ours.session().set(KEY, "v".repeat(100));
			for (int threads : new int[] { 1, 4, 16, 64 }) {
				double[] rates = this.race.run(List.of(ours), threads, (session) -> session.get(KEY));
				out.printf(Locale.ROOT, "| embedded server, GET 100 B, %d threads | %.0f /s |%n", threads, rates[0]);
			}
			double[] rates = this.race.run(List.of(ours), 1, (session) -> session.pipeline(KEY, 100));
			out.printf(Locale.ROOT, "| embedded server, pipeline of 100 GETs | %.0f /s |%n", rates[0]);
		}
	}

	private List<Contender> contenders(boolean pool) {
		List<Contender> contenders = new ArrayList<>(List.of(new BareSocket(this.port), new Jedises(this.port),
				new Lettuce(this.port), Zcached.onRedis(this.port, 1)));
		if (pool) {
			contenders.add(Zcached.onRedis(this.port, 4));
		}
		return contenders;
	}

	/**
	 * Until the compiler has done its work, which on one core takes the time of what it
	 * compiles.
	 */
	private void warmUp(List<Contender> contenders, Race.Task task) throws Exception {
		if (!this.warm) {
			new Race(2, WARM_UP_NANOS).run(contenders, 1, task);
			new Race(1, WARM_UP_NANOS).run(contenders, 4, task);
			this.warm = true;
		}
	}

	/** One line: what is done, the bare socket's rate, and everybody's ratio to it. */
	private void row(String what, int threads, boolean pool, Race.Task task) throws Exception {
		List<Contender> contenders = contenders(pool);
		try {
			contenders.get(0).session().set(KEY, "v".repeat(100));
			warmUp(contenders, task);
			double[] rates = this.race.run(contenders, threads, task);
			StringBuilder line = new StringBuilder("| ").append(what).append(" | ");
			line.append(String.format(Locale.ROOT, "%.0f /s", rates[0]));
			for (int i = 1; i < rates.length; i++) {
				line.append(String.format(Locale.ROOT, " | %s %.2f", contenders.get(i).name(), rates[i] / rates[0]));
			}
			line.append(String.format(Locale.ROOT, " | ours/Jedis %.2f | ours/Lettuce %.2f |", rates[3] / rates[1],
					rates[3] / rates[2]));
			out.println(line);
		}
		finally {
			for (Contender contender : contenders) {
				contender.close();
			}
		}
	}

}
