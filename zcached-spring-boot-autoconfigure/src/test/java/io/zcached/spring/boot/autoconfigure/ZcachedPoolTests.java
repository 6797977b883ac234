package io.zcached.spring.boot.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionPool;
import io.zcached.client.ZcachedClient;
import io.zcached.spring.boot.testsupport.FaultyServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code zcached.pool.size}.
 */
class ZcachedPoolTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZcachedAutoConfiguration.class, SslAutoConfiguration.class))
		.withPropertyValues("zcached.host=127.0.0.1", "zcached.startup=lazy");

	@Test
	void runByDefaultShouldHaveNoPool() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(ConnectionPool.class));
		this.contextRunner.withPropertyValues("zcached.pool.size=1")
			.run((context) -> assertThat(context).doesNotHaveBean(ConnectionPool.class));
	}

	@Test
	void runWhenSizeIsMoreThanOneShouldHavePoolWhoseFirstIsTheConnection() {
		this.contextRunner.withPropertyValues("zcached.pool.size=3", "zcached.timeout-limit=5s").run((context) -> {
			ConnectionPool pool = context.getBean(ConnectionPool.class);
			assertThat(pool.connections()).hasSize(3)
				.allSatisfy((connection) -> assertThat(connection.options().timeoutLimit())
					.isEqualTo(Duration.ofSeconds(5)));
			assertThat(context.getBean(Connection.class)).isSameAs(pool.connections().get(0));
			assertThat(context.getBean(ZcachedConnections.class).connections("default")).isEqualTo(pool.connections());
		});
	}

	@Test
	void runWhenOneOfThePoolIsBusyShouldServeTheClientByAnother() {
		try (FaultyServer server = FaultyServer.ponging()) {
			this.contextRunner.withPropertyValues("zcached.pool.size=2", "zcached.port=" + server.port())
				.run((context) -> {
					context.getBean(ConnectionPool.class).connect();
					assertThat(server.accepted()).isEqualTo(2);
					server.freeze();
					ZcachedClient client = context.getBean(ZcachedClient.class);
					List<Thread> callers = List.of(new Thread(client::ping), new Thread(client::ping));
					callers.forEach(Thread::start);
					Awaitility.await()
						.untilAsserted(() -> assertThat(context.getBean(ConnectionPool.class).connections())
							.allSatisfy((connection) -> assertThat(connection.pendingRequests()).isOne()));
					server.thaw();
					for (Thread caller : callers) {
						caller.join();
					}
				});
		}
	}

	@Test
	void runWhenContextClosesShouldCloseAll() {
		List<Connection> connections = new ArrayList<>();
		this.contextRunner.withPropertyValues("zcached.pool.size=3")
			.run((context) -> connections.addAll(context.getBean(ConnectionPool.class).connections()));
		assertThat(connections).hasSize(3).allMatch(Connection::isClosed);
	}

	@Test
	void runWhenUserHasConnectionShouldHaveNoPool() {
		this.contextRunner.withPropertyValues("zcached.pool.size=3")
			.withBean("userConnection", Connection.class, () -> new Connection("127.0.0.1", 1))
			.run((context) -> assertThat(context).hasSingleBean(Connection.class)
				.doesNotHaveBean(ConnectionPool.class));
	}

	@Test
	void runWhenUserHasPoolShouldUseIt() {
		this.contextRunner.withUserConfiguration(UserPool.class).run((context) -> {
			ConnectionPool pool = context.getBean(ConnectionPool.class);
			assertThat(pool.connections()).hasSize(4);
			assertThat(context.getBean(Connection.class)).isSameAs(pool.connections().get(0));
			assertThat(context.getBean(ZcachedConnections.class).connections("default")).isEqualTo(pool.connections());
		});
	}

	@Test
	void runWhenSizeIsNoNumberShouldTellTheProperty() {
		this.contextRunner.withPropertyValues("zcached.pool.size=many")
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("'zcached.pool.size'"));
	}

	@Configuration(proxyBeanMethods = false)
	static class UserPool {

		@Bean
		ConnectionPool userPool() {
			return new ConnectionPool("127.0.0.1", 1, 4);
		}

	}

}
