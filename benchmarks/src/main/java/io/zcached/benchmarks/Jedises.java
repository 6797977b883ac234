package io.zcached.benchmarks;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/**
 * Jedis, a connection for each thread.
 */
final class Jedises implements Contender {

	private final int port;

	private final List<Jedis> connections = new CopyOnWriteArrayList<>();

	Jedises(int port) {
		this.port = port;
	}

	@Override
	public String name() {
		return "Jedis";
	}

	@Override
	public Session session() {
		Jedis jedis = new Jedis("127.0.0.1", this.port);
		this.connections.add(jedis);
		return new Session() {

			@Override
			public Object get(String key) {
				return jedis.get(key);
			}

			@Override
			public void set(String key, String value) {
				jedis.set(key, value);
			}

			@Override
			public void pipeline(String key, int count) {
				Pipeline pipeline = jedis.pipelined();
				for (int i = 0; i < count; i++) {
					pipeline.get(key);
				}
				if (pipeline.syncAndReturnAll().size() != count) {
					throw new IllegalStateException();
				}
			}

		};
	}

	@Override
	public void close() {
		this.connections.forEach(Jedis::close);
	}

}
