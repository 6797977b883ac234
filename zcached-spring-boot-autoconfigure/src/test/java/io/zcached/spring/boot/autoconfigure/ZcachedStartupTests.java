package io.zcached.spring.boot.autoconfigure;

import io.zcached.client.Connection;
import io.zcached.spring.boot.testsupport.FaultyServer;
import org.assertj.core.api.Condition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code zcached.startup}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ZcachedStartupTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZcachedAutoConfiguration.class))
		.withPropertyValues("zcached.host=127.0.0.1", "zcached.connection-attempts=1");

	@Test
	void runByDefaultShouldConnectInBackground() {
		try (FaultyServer server = FaultyServer.ponging()) {
			this.contextRunner.withPropertyValues("zcached.port=" + server.port())
				.run((context) -> Awaitility.await().until(context.getBean(Connection.class)::isConnected));
		}
	}

	@Test
	void runWhenBackgroundAndServerIsDownShouldStartWithOneWarning(CapturedOutput output) {
		this.contextRunner.withPropertyValues("zcached.port=" + FaultyServer.closedPort()).run((context) -> {
			assertThat(context).hasNotFailed();
			Connection connection = context.getBean(Connection.class);
			Awaitility.await().until(() -> connection.lastFailure() != null);
			Awaitility.await().until(output::toString, (log) -> log.contains("WARN"));
		});
		assertThat(output.toString().split("WARN", -1)).hasSize(2);
		assertThat(output).contains("Connection refused").doesNotContain("\tat ");
	}

	@Test
	void runWhenBackgroundAndServerIsSilentShouldNotHoldTheStart() {
		try (FaultyServer server = FaultyServer.silent()) {
			this.contextRunner
				.withPropertyValues("zcached.port=" + server.port(), "zcached.connect-timeout=1h",
						"zcached.timeout-limit=1h")
				.run((context) -> {
					assertThat(context).hasNotFailed();
					Awaitility.await().until(() -> server.accepted() == 1);
				});
		}
		assertNoThreadIsLeft();
	}

	@Test
	void runWhenBackgroundAndHostIsUnknownShouldStart() {
		this.contextRunner.withPropertyValues("zcached.host=cache.invalid")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void runWhenLazyShouldConnectAtFirstUse() {
		try (FaultyServer server = FaultyServer.ponging()) {
			this.contextRunner.withPropertyValues("zcached.port=" + server.port(), "zcached.startup=lazy")
				.run((context) -> {
					assertThat(server.accepted()).isZero();
					context.getBean(io.zcached.client.ZcachedClient.class).ping();
					assertThat(server.accepted()).isOne();
				});
		}
	}

	@Test
	void runWhenRequiredShouldBeConnectedWhenStarted() {
		try (FaultyServer server = FaultyServer.ponging()) {
			this.contextRunner.withPropertyValues("zcached.port=" + server.port(), "zcached.startup=required")
				.run((context) -> assertThat(context.getBean(Connection.class).isConnected()).isTrue());
		}
	}

	@Test
	void runWhenRequiredAndServerIsDownShouldFailTheStart() {
		int port = FaultyServer.closedPort();
		this.contextRunner.withPropertyValues("zcached.port=" + port, "zcached.startup=required")
			.run((context) -> assertThat(context).getFailure()
				.has(new Condition<>((failure) -> failure.getCause() instanceof ZcachedStartupException,
						"a startup exception"))
				.cause()
				.hasMessageContaining("127.0.0.1:" + port));
		assertNoThreadIsLeft();
	}

	@Test
	void runOverAndOverShouldLeaveNoThread() {
		try (FaultyServer server = FaultyServer.ponging()) {
			for (int i = 0; i < 20; i++) {
				this.contextRunner.withPropertyValues("zcached.port=" + server.port())
					.run((context) -> assertThat(context).hasNotFailed());
			}
		}
		assertNoThreadIsLeft();
	}

	private static void assertNoThreadIsLeft() {
		Awaitility.await()
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
				.noneMatch((thread) -> thread.getName().startsWith("zcached-")));
	}

}
