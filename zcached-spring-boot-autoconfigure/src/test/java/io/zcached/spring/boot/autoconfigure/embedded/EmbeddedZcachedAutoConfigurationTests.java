package io.zcached.spring.boot.autoconfigure.embedded;

import java.util.ArrayList;
import java.util.List;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedClient;
import io.zcached.client.protocol.Dialect;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.testsupport.FaultyServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EmbeddedZcachedAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class EmbeddedZcachedAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(EmbeddedZcachedAutoConfiguration.class, ZcachedAutoConfiguration.class));

	@ParameterizedTest
	@EnumSource
	void runShouldStartServerAndConnectToIt(Dialect dialect) {
		this.contextRunner.withPropertyValues("zcached.embedded.dialect=" + dialect).run((context) -> {
			EmbeddedZcachedServer server = context.getBean(EmbeddedZcachedServer.class);
			assertThat(server.isRunning()).isTrue();
			assertThat(server.dialect()).isEqualTo(dialect);
			Connection connection = context.getBean(Connection.class);
			assertThat(connection.port()).isEqualTo(server.port()).isNotEqualTo(7556);
			ZcachedClient client = context.getBean(ZcachedClient.class);
			client.set("key", "value");
			assertThat(client.get("key")).contains("value");
			assertThat(connection.dialect()).isEqualTo(dialect);
		});
	}

	@Test
	void runShouldLogOneLineAboutIt(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			int port = context.getBean(EmbeddedZcachedServer.class).port();
			assertThat(output).containsOnlyOnce("Using the embedded zcached server on port " + port + " (terminated)");
		});
	}

	@Test
	void runWhenContextClosesShouldStopServerAfterConnection() {
		List<EmbeddedZcachedServer> servers = new ArrayList<>();
		List<Connection> connections = new ArrayList<>();
		this.contextRunner.run((context) -> {
			servers.add(context.getBean(EmbeddedZcachedServer.class));
			connections.add(context.getBean(Connection.class));
			connections.get(0).connect();
		});
		assertThat(servers.get(0).isRunning()).isFalse();
		assertThat(connections.get(0).isClosed()).isTrue();
		assertThat(connections.get(0).lastFailure()).as("lost before it was closed").isNull();
	}

	@Test
	void runOverAndOverShouldLeaveNoThread() {
		for (int i = 0; i < 20; i++) {
			this.contextRunner.run((context) -> context.getBean(ZcachedClient.class).ping());
		}
		Awaitility.await()
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
				.noneMatch((thread) -> thread.getName().contains("zcached")));
	}

	@Test
	void runWhenPortIsSetShouldUseIt() {
		int port = FaultyServer.closedPort();
		this.contextRunner.withPropertyValues("zcached.embedded.port=" + port)
			.run((context) -> assertThat(context.getBean(Connection.class).port()).isEqualTo(port));
	}

	@Test
	void runWhenPortIsTakenShouldFailAndSayWhich() {
		try (FaultyServer taken = FaultyServer.silent()) {
			this.contextRunner.withPropertyValues("zcached.embedded.port=" + taken.port())
				.run((context) -> assertThat(context).getFailure()
					.hasStackTraceContaining("127.0.0.1:" + taken.port()));
		}
	}

	@Test
	void runWhenUserHasServerShouldStartAndUseIt() {
		this.contextRunner.withUserConfiguration(UserServerConfiguration.class).run((context) -> {
			EmbeddedZcachedServer server = context.getBean(EmbeddedZcachedServer.class);
			assertThat(server.isRunning()).isTrue();
			assertThat(server.dialect()).isEqualTo(Dialect.UNTERMINATED);
			assertThat(context.getBean(Connection.class).port()).isEqualTo(server.port());
		});
	}

	@Test
	void runWhenProtocolContradictsDialectShouldFail() {
		this.contextRunner.withPropertyValues("zcached.protocol=unterminated")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("zcached.protocol")
				.hasMessageContaining("Must be 'auto' or 'terminated'")
				.hasMessageContaining("'zcached.embedded.dialect'"));
	}

	@Test
	void runWhenSslIsEnabledShouldStillReachThePlainServer() {
		this.contextRunner.withPropertyValues("zcached.ssl.enabled=true")
			.run((context) -> assertThat(context.getBean(ZcachedClient.class).ping()).isEqualTo("PONG"));
	}

	@Configuration(proxyBeanMethods = false)
	static class UserServerConfiguration {

		@Bean
		EmbeddedZcachedServer userServer() {
			return EmbeddedZcachedServer.builder().dialect(Dialect.UNTERMINATED).build();
		}

	}

}
