package io.zcached.guide;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.zcached.client.Command;
import io.zcached.client.Connection;
import io.zcached.client.ErrorCode;
import io.zcached.client.Result;
import io.zcached.client.ZcachedClient;
import io.zcached.embedded.EmbeddedZcachedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What docs/migrating.md shows of ours.
 */
class MigratingTests {

	private final EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().build();

	private int port;

	@BeforeEach
	void start() {
		this.port = this.server.start().port();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void cartsAreStoredFoundClaimedAndDropped() {
		Guide.application(ZcachedCarts.class).run((context) -> {
			ZcachedCarts carts = context.getBean(ZcachedCarts.class);
			carts.store("ada", "tea");
			assertThat(carts.find("ada")).contains("tea");
			carts.drop("ada");
			assertThat(carts.find("ada")).isEmpty();
			assertThat(carts.claim("report")).isTrue();
			assertThat(carts.claim("report")).isFalse();
		});
	}

	@Test
	void fromJedis() {
		int port = this.port;
		// tag::jedis[]
		try (Connection connection = new Connection("localhost", port)) {
			ZcachedClient client = ZcachedClient.of(connection);
			client.set("greeting", "Hello");
			Optional<String> greeting = client.get("greeting", String.class);
			client.mset(Map.of("a", "1", "b", "2"));
			Map<String, Object> values = client.mget("a", "b", "c"); // {a=1, b=2}
			boolean deleted = client.delete("a");
			// end::jedis[]
			assertThat(greeting).contains("Hello");
			assertThat(values).containsOnly(Map.entry("a", "1"), Map.entry("b", "2"));
			assertThat(deleted).isTrue();
			// tag::jedis[]
		}
		// end::jedis[]
	}

	@Test
	void fromPython() {
		int port = this.port;
		// tag::python[]
		try (Connection connection = new Connection("localhost", port)) {
			connection.connect();

			connection.send(Command.of("SET", "dogs", List.of("Pimpek", "Laika")));

			Result<Object> dogs = connection.send(Command.of("GET", "dogs"));
			if (dogs.isFailure()) {
				throw new IllegalStateException(dogs.errorMessage());
			}
			System.out.println(dogs.value());
			// end::python[]
			assertThat(dogs.value()).isEqualTo(List.of("Pimpek", "Laika"));
			assertThat(connection.send(Command.of("GET", "cats")).errorCode()).isEqualTo(ErrorCode.ERR);
			// tag::python[]
		}
		// end::python[]
	}

}
