package io.zcached.spring.boot.autoconfigure;

import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionPool;
import io.zcached.client.ZcachedClient;
import io.zcached.spring.boot.testsupport.FaultyServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZcachedConnectionLifecycle}: what happens to sockets when a context
 * stops, rests for a checkpoint, and starts again.
 */
class ZcachedConnectionLifecycleTests {

	private final FaultyServer server = FaultyServer.ponging();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZcachedAutoConfiguration.class))
		.withPropertyValues("zcached.host=127.0.0.1", "zcached.port=" + this.server.port(), "zcached.startup=required");

	@AfterEach
	void closeServer() {
		this.server.close();
	}

	@Test
	void checkpointShouldCloseTheSocketAndRestoreShouldReconnect() {
		this.contextRunner.run((context) -> {
			Connection connection = context.getBean(Connection.class);
			Socket socket = connection.socket();
			assertThat(socket).isNotNull();
			checkpoint(context);
			assertThat(socket.isClosed()).isTrue();
			assertThat(connection.isConnected()).isFalse();
			restore(context);
			assertThat(connection.isConnected()).isTrue();
			assertThat(context.getBean(ZcachedClient.class).ping()).isEqualTo("PONG");
			assertThat(this.server.accepted()).isEqualTo(2);
		});
	}

	@Test
	void checkpointShouldCloseTheSocketsOfAPoolAndOfNamedServers() {
		this.contextRunner
			.withPropertyValues("zcached.pool.size=3", "zcached.connections.reports.host=127.0.0.1",
					"zcached.connections.reports.port=" + this.server.port(),
					"zcached.connections.reports.startup=required", "zcached.connections.reports.pool.size=2")
			.run((context) -> {
				ZcachedConnections connections = context.getBean(ZcachedConnections.class);
				List<Connection> all = new ArrayList<>(connections.connections("default"));
				all.addAll(connections.connections("reports"));
				assertThat(all).hasSize(5);
				all.forEach(Connection::connect);
				checkpoint(context);
				assertThat(all).noneMatch(Connection::isConnected);
				restore(context);
				assertThat(connections.connection("default").isConnected()).isTrue();
				assertThat(connections.connection("reports").isConnected()).isTrue();
				assertThat(context.getBean(ConnectionPool.class).connection().send(ping()).isSuccess()).isTrue();
			});
	}

	@Test
	void checkpointWhileConnectingInTheBackgroundShouldLeaveNothingGoingOn() {
		try (FaultyServer silent = FaultyServer.silent()) {
			this.contextRunner
				.withPropertyValues("zcached.port=" + silent.port(), "zcached.startup=background",
						"zcached.connect-timeout=1h", "zcached.timeout-limit=1h")
				.run((context) -> {
					Awaitility.await().until(() -> silent.accepted() == 1);
					checkpoint(context);
					Connection connection = context.getBean(Connection.class);
					Awaitility.await().until(() -> !connection.isLocked());
					assertThat(silent.accepted()).isOne();
				});
		}
	}

	@Test
	void useAfterStopShouldOpenASocketOnDemand() {
		this.contextRunner.run((context) -> {
			AbstractApplicationContext source = source(context);
			source.stop();
			assertThat(context.getBean(Connection.class).isConnected()).isFalse();
			assertThat(context.getBean(ZcachedClient.class).ping()).isEqualTo("PONG");
			source.start();
			assertThat(context.getBean(ZcachedClient.class).ping()).isEqualTo("PONG");
			assertThat(this.server.accepted()).isEqualTo(2);
		});
	}

	@Test
	void closeShouldCloseForGood() {
		Connection[] connection = new Connection[1];
		this.contextRunner.run((context) -> connection[0] = context.getBean(Connection.class));
		assertThat(connection[0].isClosed()).isTrue();
	}

	@Test
	void shouldStartBeforeAndStopAfterWhateverUsesTheConnection() {
		List<String> states = new ArrayList<>();
		this.contextRunner.withUserConfiguration(UsingConfiguration.class).run((context) -> {
			UsingConfiguration.User user = context.getBean(UsingConfiguration.User.class);
			assertThat(user.connectedAtStart).isTrue();
			source(context).stop();
			states.add("stopped");
			assertThat(user.connectedAtStop).isTrue();
			assertThat(context.getBean(Connection.class).isConnected()).isFalse();
		});
		assertThat(states).hasSize(1);
	}

	@Test
	void destroyMethodShouldStillReachTheServer() {
		List<String> answers = new ArrayList<>();
		this.contextRunner
			.withBean(Farewell.class, () -> new Farewell(answers),
					(definition) -> definition.setDependsOn("zcachedClient"))
			.run((context) -> context.getBean(Farewell.class).client = context.getBean(ZcachedClient.class));
		assertThat(answers).containsExactly("PONG");
	}

	private static io.zcached.client.Command ping() {
		return io.zcached.client.Command.of("PING");
	}

	/** As Spring's CRaC resource does before a checkpoint. */
	private static void checkpoint(AssertableApplicationContext context) {
		ReflectionTestUtils.invokeMethod(processor(context), "stopForRestart");
	}

	/** As Spring's CRaC resource does after a restore. */
	private static void restore(AssertableApplicationContext context) {
		ReflectionTestUtils.invokeMethod(processor(context), "restartAfterStop");
	}

	private static LifecycleProcessor processor(AssertableApplicationContext context) {
		return context.getBean(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, LifecycleProcessor.class);
	}

	private static AbstractApplicationContext source(AssertableApplicationContext context) {
		return context.getSourceApplicationContext(AbstractApplicationContext.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class UsingConfiguration {

		@Bean
		User user(Connection connection) {
			return new User(connection);
		}

		/** Starts as early as a plain lifecycle bean. */
		static class User implements SmartLifecycle {

			private final Connection connection;

			private volatile boolean running;

			volatile boolean connectedAtStart;

			volatile boolean connectedAtStop;

			User(Connection connection) {
				this.connection = connection;
			}

			@Override
			public void start() {
				this.connectedAtStart = this.connection.isConnected();
				this.running = true;
			}

			@Override
			public void stop() {
				this.connectedAtStop = this.connection.isConnected();
				this.running = false;
			}

			@Override
			public boolean isRunning() {
				return this.running;
			}

			@Override
			public int getPhase() {
				return -1000;
			}

		}

	}

	static class Farewell implements AutoCloseable {

		private final List<String> answers;

		volatile ZcachedClient client;

		Farewell(List<String> answers) {
			this.answers = answers;
		}

		@Override
		public void close() {
			this.answers.add(this.client.ping());
		}

	}

}
