package io.zcached.spring.boot.autoconfigure;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

import io.zcached.client.ErrorCode;
import io.zcached.client.ZcachedConnectionException;
import io.zcached.spring.boot.testsupport.FaultyServer;
import io.zcached.spring.boot.testsupport.TestKeyStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;
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
	void analyzeWhenServerSpeaksTls(@TempDir Path directory) throws Exception {
		try (SSLServerSocket server = tlsServer(directory)) {
			FailureAnalysis analysis = analyze("zcached.port=" + server.getLocalPort());
			assertThat(analysis.getDescription()).contains("127.0.0.1:" + server.getLocalPort())
				.contains("but the server speaks TLS and the connection is plain.");
			assertThat(analysis.getAction()).startsWith("Set 'zcached.ssl.enabled' to true");
		}
	}

	@Test
	void analyzeWhenCertificateIsNotTrusted(@TempDir Path directory) throws Exception {
		try (SSLServerSocket server = tlsServer(directory)) {
			FailureAnalysis analysis = analyze("zcached.port=" + server.getLocalPort(), "zcached.ssl.enabled=true",
					"zcached.connect-timeout=10s");
			assertThat(analysis.getDescription()).contains("127.0.0.1:" + server.getLocalPort())
				.contains("but the TLS handshake failed.");
			assertThat(analysis.getAction()).startsWith("Let 'zcached.ssl.bundle' name a bundle that trusts");
		}
	}

	@Test
	void analyzeWhenReasonIsUnknown() {
		ZcachedConnectionException cause = new ZcachedConnectionException(ErrorCode.CONNECTION_CLOSED, "Odd", null);
		FailureAnalysis analysis = new ZcachedStartupFailureAnalyzer()
			.analyze(new ZcachedStartupException("example.org", 7556, cause));
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

	private static SSLServerSocket tlsServer(Path directory) throws Exception {
		Path keyStore = TestKeyStores.selfSigned(directory, "password");
		JksSslStoreDetails details = new JksSslStoreDetails("PKCS12", null, keyStore.toUri().toString(), "password");
		SSLContext context = SslBundle.of(new JksSslStoreBundle(details, null), SslBundleKey.of("password"))
			.createSslContext();
		SSLServerSocket server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0);
		Thread thread = new Thread(() -> serve(server), "tls-server");
		thread.setDaemon(true);
		thread.start();
		return server;
	}

	private static void serve(SSLServerSocket server) {
		try {
			while (true) {
				shakeHands(server.accept());
			}
		}
		catch (IOException ex) {
			// Closed: the end of this thread.
		}
	}

	private static void shakeHands(Socket accepted) {
		try (Socket socket = accepted) {
			socket.getInputStream().read();
		}
		catch (IOException ex) {
			// The handshake failed, as it should.
		}
	}

}
