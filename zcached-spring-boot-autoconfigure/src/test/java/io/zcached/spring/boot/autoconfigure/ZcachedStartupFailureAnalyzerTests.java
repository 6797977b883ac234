package io.zcached.spring.boot.autoconfigure;

import io.zcached.client.Connection;
import io.zcached.client.ErrorCode;
import io.zcached.client.ZcachedConnectionException;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.testsupport.FaultyServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZcachedStartupFailureAnalyzer}, with the failures of real servers.
 */
class ZcachedStartupFailureAnalyzerTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZcachedAutoConfiguration.class, SslAutoConfiguration.class))
		.withPropertyValues("zcached.host=127.0.0.1", "zcached.startup=required", "zcached.connection-attempts=1",
				"zcached.connect-timeout=500ms");

	@Test
	void analyzeWhenNothingListens() {
		int port = FaultyServer.closedPort();
		FailureAnalysis analysis = analyze("zcached.port=" + port);
		assertThat(analysis.getDescription())
			.contains("needs a zcached server at 127.0.0.1:" + port + " to start, but nothing listens there.")
			.contains("Reason: Cannot connect: Connection refused");
		assertThat(analysis.getAction()).startsWith("Start the server, or correct 'zcached.host' and 'zcached.port'.")
			.endsWith(
					"Set 'zcached.startup' to 'background' to start without the server and connect once it is there.");
	}

	@Test
	void analyzeWhenServerDoesNotAnswer() {
		try (FaultyServer server = FaultyServer.silent()) {
			FailureAnalysis analysis = analyze("zcached.port=" + server.port());
			assertThat(analysis.getDescription()).contains("127.0.0.1:" + server.port())
				.contains("but it does not answer in time.");
			assertThat(analysis.getAction()).contains("'zcached.connect-timeout'");
		}
	}

	@Test
	void analyzeWhenServerDoesNotAccept() {
		try (FaultyServer server = FaultyServer.notAccepting()) {
			FailureAnalysis analysis = analyze("zcached.port=" + server.port());
			assertThat(analysis.getDescription()).contains("127.0.0.1:" + server.port())
				.contains("but it does not answer in time.");
			assertThat(analysis.getAction()).contains("any firewall between");
		}
	}

	@Test
	void analyzeWhenTimeLimitIsShorterThanConnectTimeout() {
		try (FaultyServer server = FaultyServer.silent()) {
			FailureAnalysis analysis = analyze("zcached.port=" + server.port(), "zcached.timeout-limit=200ms",
					"zcached.health.timeout=100ms", "zcached.connect-timeout=10s");
			assertThat(analysis.getDescription()).contains("but it does not answer in time.");
		}
	}

	@Test
	void analyzeWhenHostIsUnknown() {
		FailureAnalysis analysis = analyze("zcached.host=cache.invalid", "zcached.connect-timeout=10s");
		assertThat(analysis.getDescription()).contains("cache.invalid:7556").contains("but the host name is unknown.");
		assertThat(analysis.getAction()).startsWith("Correct 'zcached.host'");
	}

	@Test
	void analyzeWhenClientIsNotAdmitted() {
		try (FaultyServer server = FaultyServer.closing()) {
			FailureAnalysis analysis = analyze("zcached.port=" + server.port());
			assertThat(analysis.getDescription()).contains("127.0.0.1:" + server.port())
				.contains("but the server accepted the connection and closed it at once.");
			assertThat(analysis.getAction()).contains("whitelist").contains("max_clients");
		}
	}

	@Test
	void analyzeWhenServerHasReachedItsMaximumOfClients() {
		try (EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().maxClients(1).build().start();
				Connection first = new Connection("127.0.0.1", server.port())) {
			first.connect();
			FailureAnalysis analysis = analyze("zcached.port=" + server.port());
			assertThat(analysis.getDescription())
				.contains("but the server accepted the connection and closed it at once.");
			assertThat(analysis.getAction()).contains("max_clients");
		}
	}

	@Test
	void analyzeWhenServerSaysThatItHasReachedItsMaximumOfClients() {
		try (FaultyServer server = FaultyServer.saying("-ERR max number of clients reached")) {
			FailureAnalysis analysis = analyze("zcached.port=" + server.port());
			assertThat(analysis.getDescription()).contains("but the server has as many clients as it takes.");
			assertThat(analysis.getAction()).startsWith("Raise the server's max_clients");
		}
	}

	@Test
	void analyzeWhenServerSaysThatClientIsNotWhitelisted() {
		try (FaultyServer server = FaultyServer.saying("-NOAUTH not whitelisted")) {
			FailureAnalysis analysis = analyze("zcached.port=" + server.port());
			assertThat(analysis.getDescription()).contains("but the server has not whitelisted this machine.");
			assertThat(analysis.getAction()).startsWith("Add this machine's address to the server's whitelist");
		}
	}

	@Test
	void analyzeWhenServerHasANameSpeaksOfItsProperties() {
		int port = FaultyServer.closedPort();
		FailureAnalysis analysis = analyze("zcached.startup=lazy", "zcached.connections.reports.host=127.0.0.1",
				"zcached.connections.reports.port=" + port, "zcached.connections.reports.startup=required",
				"zcached.connections.reports.connection-attempts=1");
		assertThat(analysis.getDescription()).contains("needs a zcached server at 127.0.0.1:" + port);
		assertThat(analysis.getAction())
			.contains("correct 'zcached.connections.reports.host' and 'zcached.connections.reports.port'")
			.contains("Set 'zcached.connections.reports.startup' to 'background'")
			.doesNotContain("'zcached.host'");
	}

	@Test
	void analyzeWhenServerSaysSomethingElseDoesNotTakeItsWords() {
		try (FaultyServer server = FaultyServer.saying("-ERR timed out, not whitelisted")) {
			FailureAnalysis analysis = analyze("zcached.port=" + server.port());
			assertThat(analysis.getDescription()).contains("but it could not be reached.")
				.contains("'-ERR timed out, not whitelisted");
		}
	}

	@Test
	void analyzeWhenReasonIsUnknown() {
		ZcachedConnectionException cause = new ZcachedConnectionException(ErrorCode.CONNECTION_CLOSED, "Odd", null);
		FailureAnalysis analysis = new ZcachedStartupFailureAnalyzer()
			.analyze(new ZcachedStartupException("default", "example.org", 7556, cause));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).contains("example.org:7556 to start, but it could not be reached.")
			.contains("Reason: Odd");
	}

	private FailureAnalysis analyze(String... properties) {
		FailureAnalysis[] analysis = new FailureAnalysis[1];
		this.contextRunner.withPropertyValues(properties).run((context) -> {
			Throwable failure = context.getStartupFailure();
			assertThat(failure).isNotNull();
			analysis[0] = new ZcachedStartupFailureAnalyzer().analyze(failure);
		});
		assertThat(analysis[0]).isNotNull();
		return analysis[0];
	}

}
