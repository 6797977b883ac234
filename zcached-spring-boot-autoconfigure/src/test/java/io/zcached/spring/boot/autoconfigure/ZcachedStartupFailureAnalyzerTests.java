package io.zcached.spring.boot.autoconfigure;

import java.nio.file.Path;

import io.zcached.client.ErrorCode;
import io.zcached.client.ZcachedConnectionException;
import io.zcached.spring.boot.testsupport.FaultyServer;
import io.zcached.spring.boot.testsupport.TestKeyStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
	void analyzeWhenServerSpeaksPlain() {
		try (FaultyServer server = FaultyServer.babbling()) {
			FailureAnalysis analysis = analyze("zcached.port=" + server.port(), "zcached.ssl.enabled=true");
			assertThat(analysis.getDescription()).contains("127.0.0.1:" + server.port())
				.contains("but the server does not speak TLS and the connection does.");
			assertThat(analysis.getAction()).startsWith("Set 'zcached.ssl.enabled' to false");
		}
	}

	@Test
	void analyzeWhenServerSpeaksTls(@TempDir Path directory) {
		try (FaultyServer server = tlsServer(directory)) {
			FailureAnalysis analysis = analyze("zcached.port=" + server.port());
			assertThat(analysis.getDescription()).contains("127.0.0.1:" + server.port())
				.contains("but the server speaks TLS and the connection is plain.");
			assertThat(analysis.getAction()).startsWith("Set 'zcached.ssl.enabled' to true");
		}
	}

	@Test
	void analyzeWhenCertificateIsNotTrusted(@TempDir Path directory) {
		try (FaultyServer server = tlsServer(directory)) {
			FailureAnalysis analysis = analyze("zcached.port=" + server.port(), "zcached.ssl.enabled=true",
					"zcached.connect-timeout=10s");
			assertThat(analysis.getDescription()).contains("127.0.0.1:" + server.port())
				.contains("but the TLS handshake failed.");
			assertThat(analysis.getAction()).startsWith("Let 'zcached.ssl.bundle' name a bundle that trusts");
		}
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

	private static FaultyServer tlsServer(Path directory) {
		Path keyStore = TestKeyStores.selfSigned(directory, "password");
		return FaultyServer.pongingOverTls(TestKeyStores.serverContext(keyStore, "password"));
	}

}
