package io.zcached.guide;

import java.util.List;

import redis.clients.jedis.Jedis;

/**
 * What docs/migrating.md shows of Jedis; compiled and not run, for want of a server.
 */
final class JedisUser {

	private JedisUser() {
	}

	static void use(int port) {
		// tag::jedis[]
		try (Jedis jedis = new Jedis("localhost", port)) {
			jedis.set("greeting", "Hello");
			String greeting = jedis.get("greeting"); // null if there is none
			jedis.mset("a", "1", "b", "2");
			List<String> values = jedis.mget("a", "b", "c"); // [1, 2, null]
			long deleted = jedis.del("a");
			// end::jedis[]
			System.out.println(greeting + values + deleted);
			// tag::jedis[]
		}
		// end::jedis[]
	}

}
