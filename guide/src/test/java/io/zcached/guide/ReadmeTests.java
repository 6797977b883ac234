package io.zcached.guide;

import java.util.List;

// tag::withoutSpring[]
import io.zcached.client.Command;
import io.zcached.client.Connection;
import io.zcached.client.Result;
import io.zcached.client.ZcachedClient;

// end::withoutSpring[]
import io.zcached.embedded.EmbeddedZcachedServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What README.md shows.
 */
class ReadmeTests {

	@Test
	void greetingIsTheOneThatIsStored() {
		Guide.application(Greetings.class).run((context) -> {
			Greetings greetings = context.getBean(Greetings.class);
			assertThat(greetings.greet("Ada")).isEqualTo("Hello, Ada");
			context.getBean(ZcachedClient.class).set("greeting:Ada", "Welcome back");
			assertThat(greetings.greet("Ada")).isEqualTo("Welcome back");
		});
	}

	@Test
	void withoutSpring() {
		try (EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().build().start()) {
			// tag::withoutSpring[]
			try (Connection connection = new Connection("localhost", server.port())) {
				ZcachedClient client = ZcachedClient.of(connection);
				client.set("primes", List.of(2, 3, 5, 7));
				client.get("primes", List.class).ifPresent(System.out::println);

				// value() is 4; a failure has errorCode() and errorMessage()
				Result<Object> result = connection.send(Command.of("SIZEOF", "primes"));

				// nobody waits
				connection.sendAsync(Command.of("GET", "primes"))
					.thenAccept((reply) -> System.out.println(reply.value()));

				// one round trip, results in order
				connection.sendAll(List.of(Command.of("GET", "a"), Command.of("GET", "b")));
				// end::withoutSpring[]
				assertThat(result.value()).isEqualTo(4L);
				assertThat(client.get("primes")).contains(List.of(2L, 3L, 5L, 7L));
				// tag::withoutSpring[]
			}
			// end::withoutSpring[]
		}
	}

}
