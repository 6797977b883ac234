package io.zcached.benchmarks;

import java.util.ArrayList;
import java.util.List;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;

/**
 * Lettuce, one connection for all threads.
 */
final class Lettuce implements Contender {

	private final RedisClient client;

	private final StatefulRedisConnection<String, String> connection;

	Lettuce(int port) {
		this.client = RedisClient.create("redis://127.0.0.1:" + port);
		this.connection = this.client.connect();
	}

	@Override
	public String name() {
		return "Lettuce";
	}

	/** For comparisons of asynchronous use. */
	RedisAsyncCommands<String, String> async() {
		return this.connection.async();
	}

	@Override
	public Session session() {
		RedisCommands<String, String> commands = this.connection.sync();
		RedisAsyncCommands<String, String> async = this.connection.async();
		return new Session() {

			@Override
			public Object get(String key) {
				return commands.get(key);
			}

			@Override
			public void set(String key, String value) {
				commands.set(key, value);
			}

			@Override
			public void pipeline(String key, int count) throws Exception {
				List<RedisFuture<String>> futures = new ArrayList<>(count);
				for (int i = 0; i < count; i++) {
					futures.add(async.get(key));
				}
				for (RedisFuture<String> future : futures) {
					future.get();
				}
			}

		};
	}

	@Override
	public void close() {
		this.connection.close();
		this.client.shutdown();
	}

}
