package io.zcached.benchmarks;

import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Those who compete, closed together.
 *
 * @param list the contenders, in the order of the table's columns
 */
record Contenders(List<Contender> list) implements AutoCloseable {

	private static final int MAX_WARM_UPS = 8;

	private static final Pace WARM = Pace.of(1, 200);

	static final String KEY = "key:0001";

	/** All, with a key of 100 bytes stored. */
	static Contenders onRedis(int port) throws Exception {
		return new Contenders(List.of(new BareSocket(port), new Jedises(port), new Lettuce(port),
				Zcached.onRedis(port, 1), Zcached.onRedis(port, 4)))
			.prepared();
	}

	/** Ours, on a zcached server, with a key of 100 bytes stored. */
	static Contenders onZcached(int port) throws Exception {
		return new Contenders(List.of(Zcached.onZcached(port, 1), Zcached.onZcached(port, 4))).prepared();
	}

	/**
	 * Until the compiler has done its work for all: until it takes less than a twentieth
	 * of the time, but not for ever.
	 */
	void warmUp() throws Exception {
		CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
		for (int i = 0; i < MAX_WARM_UPS; i++) {
			long before = compiler.getTotalCompilationTime();
			long begin = System.nanoTime();
			new Race(this.list, 1).run(WARM, (session) -> session.get(KEY));
			new Race(this.list, 16).run(WARM, (session) -> session.get(KEY));
			new Race(this.list, 1).run(WARM, (session) -> session.pipeline(KEY, 100));
			new Race(this.list, 1).run(WARM, (session) -> session.set("warm", "v".repeat(1024)));
			long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
			if ((compiler.getTotalCompilationTime() - before) * 20 < millis) {
				return;
			}
		}
	}

	@Override
	public void close() throws IOException {
		for (Contender contender : this.list) {
			contender.close();
		}
	}

	private Contenders prepared() throws Exception {
		this.list.get(0).session().set(KEY, "v".repeat(100));
		return this;
	}

	/** Opens contenders, who start afresh with each row. */
	@FunctionalInterface
	interface Source {

		Contenders open() throws Exception;

	}

}
