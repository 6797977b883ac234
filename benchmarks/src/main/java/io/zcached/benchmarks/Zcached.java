package io.zcached.benchmarks;

import java.util.Collections;
import java.util.List;

import io.zcached.client.Command;
import io.zcached.client.ConnectionOptions;
import io.zcached.client.ConnectionPool;
import io.zcached.client.Result;
import io.zcached.client.ZcachedClient;
import io.zcached.client.protocol.Dialect;

/**
 * Ours: one connection for all threads, or a pool. On Redis as on an unterminated
 * zcached, with the window opened wide, since Redis does not have the faults that it
 * guards against.
 */
final class Zcached implements Contender {

	private static final int WIDE = 1024 * 1024;

	private final String name;

	private final ConnectionPool pool;

	private final ZcachedClient client;

	private Zcached(String name, ConnectionPool pool) {
		this.name = name;
		this.pool = pool;
		this.client = (pool.connections().size() == 1) ? ZcachedClient.of(pool.connections().get(0))
				: ZcachedClient.of(pool);
		pool.connect();
	}

	static Zcached onRedis(int port, int connections) {
		ConnectionOptions options = ConnectionOptions.builder()
			.dialect(Dialect.UNTERMINATED)
			.pipelineWindow(WIDE)
			.maxRequestSize(2 * WIDE)
			.build();
		return new Zcached(name(connections), new ConnectionPool("127.0.0.1", port, connections, options));
	}

	static Zcached onZcached(int port, int connections) {
		return new Zcached(name(connections), new ConnectionPool("127.0.0.1", port, connections));
	}

	private static String name(int connections) {
		return (connections == 1) ? "ours" : "ours, pool of " + connections;
	}

	ZcachedClient client() {
		return this.client;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public boolean isOurs() {
		return true;
	}

	@Override
	public Session session() {
		return new Session() {

			private List<Command> commands = List.of();

			@Override
			public Object get(String key) {
				return Zcached.this.client.get(key);
			}

			@Override
			public void set(String key, String value) {
				Zcached.this.client.set(key, value);
			}

			@Override
			public void pipeline(String key, int count) {
				if (this.commands.size() != count) {
					this.commands = Collections.nCopies(count, Command.of("GET", key));
				}
				for (Result<Object> result : Zcached.this.pool.connection().sendAll(this.commands)) {
					result.orElseThrow();
				}
			}

		};
	}

	@Override
	public void close() {
		this.pool.close();
	}

}
