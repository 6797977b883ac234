package io.zcached.benchmarks;

import java.io.IOException;
import java.util.List;

/**
 * Those who compete, closed together.
 *
 * @param list the contenders, in the order of the table's columns
 */
record Contenders(List<Contender> list) implements AutoCloseable {

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
	 * Until the compiler has done its work for all alike, which on one core takes the
	 * time of what it compiles.
	 */
	void warmUp() throws Exception {
		new Race(this.list, 1).run(Pace.of(2, 1000), (session) -> session.get(KEY));
		new Race(this.list, 4).run(Pace.of(1, 1000), (session) -> session.get(KEY));
		new Race(this.list, 1).run(Pace.of(2, 500), (session) -> session.pipeline(KEY, 100));
		new Race(this.list, 1).run(Pace.of(1, 500), (session) -> session.set("warm", "v".repeat(1024)));
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
