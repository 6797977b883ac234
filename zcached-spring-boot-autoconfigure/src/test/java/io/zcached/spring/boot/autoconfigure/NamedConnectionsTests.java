package io.zcached.spring.boot.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionOptions;
import io.zcached.client.ConnectionPool;
import io.zcached.client.ZcachedClient;
import io.zcached.client.protocol.Dialect;
import io.zcached.spring.boot.testsupport.FaultyServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code zcached.connections}.
 */
class NamedConnectionsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZcachedAutoConfiguration.class, SslAutoConfiguration.class))
		.withPropertyValues("zcached.startup=lazy", "zcached.port=1", "zcached.connections.reports.startup=lazy",
				"zcached.connections.reports.host=reports.example.org", "zcached.connections.reports.port=2");

	@Test
	void runShouldInjectByQualifierAndTheDefaultWithoutOne() {
		this.contextRunner.withUserConfiguration(Consumer.class).run((context) -> {
			Injected injected = context.getBean(Injected.class);
			assertThat(injected.connection().port()).isEqualTo(1);
			assertThat(injected.reports().host()).isEqualTo("reports.example.org");
			assertThat(injected.reports().port()).isEqualTo(2);
			ZcachedConnections connections = context.getBean(ZcachedConnections.class);
			assertThat(connections.names()).containsExactly("default", "reports");
			assertThat(connections.connection("reports")).isSameAs(injected.reports());
			assertThat(connections.connections("reports")).containsExactly(injected.reports());
			assertThat(connections.client("default")).isSameAs(injected.client());
			assertThat(connections.client("reports")).isSameAs(injected.reportsClient()).isNotSameAs(injected.client());
		});
	}

	@Test
	void runShouldApplyEachProperty() {
		this.contextRunner
			.withPropertyValues("zcached.connections.reports.timeout-limit=5",
					"zcached.connections.reports.connect-timeout=750ms",
					"zcached.connections.reports.connection-attempts=7", "zcached.connections.reports.reconnect=false",
					"zcached.connections.reports.buffer-size=8KB", "zcached.connections.reports.protocol=unterminated",
					"zcached.connections.reports.pipeline-window=4096",
					"zcached.connections.reports.validate-after-idle=1m",
					"zcached.connections.reports.ssl.verify-hostname=false")
			.run((context) -> {
				ConnectionOptions options = context.getBean(ZcachedConnections.class).connection("reports").options();
				assertThat(options.timeoutLimit()).isEqualTo(Duration.ofSeconds(5));
				assertThat(options.connectTimeout()).isEqualTo(Duration.ofMillis(750));
				assertThat(options.connectionAttempts()).isEqualTo(7);
				assertThat(options.reconnect()).isFalse();
				assertThat(options.bufferSize()).isEqualTo(8192);
				assertThat(options.dialect()).isEqualTo(Dialect.UNTERMINATED);
				assertThat(options.pipelineWindow()).isEqualTo(4096);
				assertThat(options.validateAfterIdle()).isEqualTo(Duration.ofMinutes(1));
				assertThat(options.verifyHostname()).isFalse();
				assertThat(context.getBean(Connection.class).options().timeoutLimit())
					.isEqualTo(ConnectionOptions.defaults().timeoutLimit());
			});
	}

	@Test
	void runWhenPoolIsAskedForShouldServeTheClientByIt() {
		this.contextRunner.withPropertyValues("zcached.connections.reports.pool.size=2").run((context) -> {
			assertThat(context).hasBean("reportsZcachedConnectionPool");
			ConnectionPool pool = context.getBean("reportsZcachedConnectionPool", ConnectionPool.class);
			ZcachedConnections connections = context.getBean(ZcachedConnections.class);
			assertThat(connections.connections("reports")).isEqualTo(pool.connections()).hasSize(2);
			assertThat(connections.connection("reports")).isSameAs(pool.connections().get(0));
			assertThat(context.getBean(Connection.class).port()).isEqualTo(1);
			assertThat(connections.connections("default")).hasSize(1);
		});
	}

	@Test
	void runWhenOneOfThePoolIsBusyShouldServeTheClientByAnother() {
		try (FaultyServer server = FaultyServer.ponging()) {
			this.contextRunner.withPropertyValues("zcached.connections.reports.pool.size=2",
					"zcached.connections.reports.host=127.0.0.1", "zcached.connections.reports.port=" + server.port())
				.run((context) -> {
					ZcachedConnections connections = context.getBean(ZcachedConnections.class);
					connections.connections("reports").forEach(Connection::connect);
					server.freeze();
					ZcachedClient client = connections.client("reports");
					List<Thread> callers = List.of(new Thread(client::ping), new Thread(client::ping));
					callers.forEach(Thread::start);
					Awaitility.await()
						.untilAsserted(() -> assertThat(connections.connections("reports"))
							.allSatisfy((connection) -> assertThat(connection.pendingRequests()).isOne()));
					server.thaw();
					for (Thread caller : callers) {
						caller.join();
					}
				});
		}
	}

	@Test
	void runShouldConnectEachAsItsStartupSays() {
		try (FaultyServer server = FaultyServer.ponging()) {
			this.contextRunner
				.withPropertyValues("zcached.connections.reports.startup=required",
						"zcached.connections.reports.host=127.0.0.1",
						"zcached.connections.reports.port=" + server.port(), "zcached.connections.other.host=127.0.0.1",
						"zcached.connections.other.port=" + server.port(), "zcached.connections.lazy.startup=lazy")
				.run((context) -> {
					ZcachedConnections connections = context.getBean(ZcachedConnections.class);
					assertThat(connections.connection("reports").isConnected()).isTrue();
					Awaitility.await().until(connections.connection("other")::isConnected);
					assertThat(connections.connection("default").lastFailure()).isNull();
				});
		}
	}

	@Test
	void runWhenRequiredServerIsDownShouldFailTheStart() {
		int port = FaultyServer.closedPort();
		this.contextRunner
			.withPropertyValues("zcached.connections.reports.startup=required",
					"zcached.connections.reports.connection-attempts=1", "zcached.connections.reports.host=127.0.0.1",
					"zcached.connections.reports.port=" + port)
			.run((context) -> assertThat(context).getFailure()
				.cause()
				.isInstanceOf(ZcachedStartupException.class)
				.hasMessageContaining("127.0.0.1:" + port)
				.hasMessageContaining("'zcached.connections.reports.startup=required'"));
	}

	@Test
	void runWhenContextClosesShouldCloseAll() {
		List<Connection> connections = new ArrayList<>();
		this.contextRunner.withPropertyValues("zcached.connections.reports.pool.size=2")
			.run((context) -> connections.addAll(context.getBean(ZcachedConnections.class).connections("reports")));
		assertThat(connections).hasSize(2).allMatch(Connection::isClosed);
	}

	@Test
	void runWhenUserHasConnectionShouldKeepBoth() {
		this.contextRunner.withBean("userConnection", Connection.class, () -> new Connection("127.0.0.1", 3))
			.run((context) -> {
				ZcachedConnections connections = context.getBean(ZcachedConnections.class);
				assertThat(connections.names()).containsExactly("default", "reports");
				assertThat(connections.connection("default").port()).isEqualTo(3);
				assertThat(connections.connection("reports").port()).isEqualTo(2);
				assertThat(context).hasBean("zcachedClient");
			});
	}

	@Test
	void runWhenAnotherBeanIsNamedAsTheServerShouldNotMindIt() {
		this.contextRunner.withBean("reports", String.class, () -> "a bean of the application")
			.run((context) -> assertThat(context.getBean(ZcachedConnections.class).client("reports"))
				.isSameAs(context.getBean("reportsZcachedClient", ZcachedClient.class)));
	}

	@Test
	void runWhenDetailsAreQualifiedShouldReadThemInsteadOfProperties() {
		this.contextRunner.withUserConfiguration(ReportsDetails.class).run((context) -> {
			ZcachedConnections connections = context.getBean(ZcachedConnections.class);
			assertThat(connections.connection("reports").host()).isEqualTo("details.example.org");
			assertThat(connections.connection("reports").port()).isEqualTo(1234);
			assertThat(connections.connection("default").port()).isEqualTo(1);
		});
	}

	@Test
	void runWhenQualifiedDetailsStandForTheDefaultTooShouldSaySo() {
		this.contextRunner.withUserConfiguration(CarelessDetails.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'reports'")
				.hasMessageContaining("@Bean(defaultCandidate = false)"));
	}

	@Test
	void runWithCustomizersShouldTellTheName() {
		this.contextRunner.withBean(ZcachedConnectionOptionsCustomizer.class, CustomizerByName::new).run((context) -> {
			ZcachedConnections connections = context.getBean(ZcachedConnections.class);
			assertThat(connections.connection("default").options().connectionAttempts()).isEqualTo(8);
			assertThat(connections.connection("reports").options().connectionAttempts()).isEqualTo(9);
		});
	}

	@Test
	void runWhenBundleIsUnknownShouldNameThePropertyOfTheServer() {
		this.contextRunner.withPropertyValues("zcached.connections.reports.ssl.bundle=missing")
			.run((context) -> assertThat(new ZcachedSslBundleFailureAnalyzer().analyze(context.getStartupFailure()))
				.isNotNull()
				.satisfies((analysis) -> {
					assertThat(analysis.getDescription()).contains("'zcached.connections.reports.ssl.bundle'")
						.contains("reports.example.org:2");
					assertThat(analysis.getAction()).contains("'zcached.connections.reports.ssl.enabled'");
				}));
	}

	@Test
	void runWhenValueIsOutOfRangeShouldNameThePropertyOfTheServer() {
		this.contextRunner.withPropertyValues("zcached.connections.reports.timeout-limit=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("zcached.connections.reports.timeout-limit"));
	}

	@Test
	void runWhenNameIsDefaultShouldFail() {
		this.contextRunner.withPropertyValues("zcached.connections.default.port=3")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("zcached.connections.default")
				.hasMessageContaining("'zcached.host'"));
	}

	record Injected(Connection connection, ZcachedClient client, Connection reports, ZcachedClient reportsClient) {
	}

	@Configuration(proxyBeanMethods = false)
	static class Consumer {

		@Bean
		Injected injected(Connection connection, ZcachedClient client, @Qualifier("reports") Connection reports,
				@Qualifier("reports") ZcachedClient reportsClient) {
			return new Injected(connection, client, reports, reportsClient);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReportsDetails {

		@Bean(defaultCandidate = false)
		@Qualifier("reports")
		ZcachedConnectionDetails reportsDetails() {
			return new FixedDetails("details.example.org", 1234);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CarelessDetails {

		@Bean
		@Qualifier("reports")
		ZcachedConnectionDetails reportsDetails() {
			return new FixedDetails("details.example.org", 1234);
		}

	}

	record FixedDetails(String host, int port) implements ZcachedConnectionDetails {

		@Override
		public String getHost() {
			return this.host;
		}

		@Override
		public int getPort() {
			return this.port;
		}

	}

	static class CustomizerByName implements ZcachedConnectionOptionsCustomizer {

		@Override
		public void customize(ConnectionOptions.Builder builder) {
			builder.connectionAttempts(7);
		}

		@Override
		public void customize(String connectionName, ConnectionOptions.Builder builder) {
			builder.connectionAttempts(connectionName.equals("default") ? 8 : 9);
		}

	}

}
