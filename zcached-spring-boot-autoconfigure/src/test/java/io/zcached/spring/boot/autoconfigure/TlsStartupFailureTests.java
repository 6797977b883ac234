package io.zcached.spring.boot.autoconfigure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.testsupport.FaultyServer;
import io.zcached.spring.boot.testsupport.TestAuthority;
import io.zcached.spring.boot.testsupport.TlsServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link ZcachedStartupFailureAnalyzer} makes of real TLS handshakes that fail.
 */
class TlsStartupFailureTests {

	@TempDir
	private static Path directory;

	private static TestAuthority authority;

	private static TestAuthority other;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZcachedAutoConfiguration.class, SslAutoConfiguration.class))
		.withPropertyValues("zcached.host=127.0.0.1", "zcached.startup=required", "zcached.connection-attempts=1",
				"zcached.connect-timeout=10s",
				"spring.ssl.bundle.pem.cache.truststore.certificate=" + authority.certificate().toUri());

	@BeforeAll
	static void sign() {
		String good = "san=dns:localhost,ip:127.0.0.1";
		authority = new TestAuthority(directory.resolve("authority")).sign("good", "-ext", good)
			.sign("wrong-host", "-ext", "san=dns:other.example")
			.sign("expired", "-ext", good, "-startdate", "-10d", "-validity", "5")
			.sign("future", "-ext", good, "-startdate", "+10d", "-validity", "5");
		other = new TestAuthority(directory.resolve("other")).sign("good", "-ext", good);
	}

	@Test
	void analyzeWhenServerSpeaksPlain() {
		try (FaultyServer server = FaultyServer.babbling()) {
			assertThat(analyze(server.port(), "zcached.ssl.enabled=true"))
				.satisfies(explains("the server does not speak TLS and the connection does",
						"Set 'zcached.ssl.enabled' to false and remove 'zcached.ssl.bundle'"));
		}
	}

	@Test
	void analyzeWhenEmbeddedServerSpeaksPlain() {
		try (EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().build().start()) {
			FailureAnalysis analysis = analyze(server.port(), "zcached.ssl.enabled=true", "zcached.connect-timeout=2s");
			assertThat(analysis.getDescription()).contains("127.0.0.1:" + server.port());
			assertThat(analysis.getAction()).contains("'zcached.ssl.");
		}
	}

	@Test
	void analyzeWhenServerSpeaksTls() {
		try (TlsServer server = new TlsServer(authority.serverContext("good"))) {
			assertThat(analyze(server.port())).satisfies(
					explains("the server speaks TLS and the connection is plain", "Set 'zcached.ssl.enabled' to true"));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			expired    | certificate has expired or is not valid yet | Renew the server's certificate
			future     | certificate has expired or is not valid yet | correct the clock of this machine
			wrong-host | certificate is for another host             | Let 'zcached.host' be a name
			""")
	void analyzeWhenCertificateIsBad(String certificate, String description, String action) {
		try (TlsServer server = new TlsServer(authority.serverContext(certificate))) {
			assertThat(analyze(server.port(), "zcached.ssl.bundle=cache")).satisfies(explains(description, action));
		}
	}

	@Test
	void analyzeWhenAuthorityIsNotTrusted() {
		try (TlsServer server = new TlsServer(other.serverContext("good"))) {
			assertThat(analyze(server.port(), "zcached.ssl.bundle=cache"))
				.satisfies(explains("certificate is not signed by an authority that is trusted here",
						"Let 'zcached.ssl.bundle' name a bundle whose trust store holds that authority"));
		}
	}

	@Test
	void analyzeWhenServerWantsAClientCertificate() {
		try (TlsServer server = new TlsServer(authority.serverContext("good"),
				(socket) -> socket.setNeedClientAuth(true))) {
			assertThat(analyze(server.port(), "zcached.ssl.bundle=cache"))
				.satisfies(explains("client certificate", "'zcached.ssl.bundle'"));
		}
	}

	@Test
	void analyzeWhenNoProtocolIsInCommon() {
		try (TlsServer server = new TlsServer(authority.serverContext("good"),
				(socket) -> socket.setEnabledProtocols(new String[] { "TLSv1.2" }))) {
			assertThat(analyze(server.port(), "zcached.ssl.bundle=cache",
					"spring.ssl.bundle.pem.cache.options.enabled-protocols=TLSv1.3"))
				.satisfies(explains("no TLS protocol or cipher in common", "'options.enabled-protocols'"));
		}
	}

	@Test
	void analyzeWhenServerClosesInsideTheHandshake() {
		try (FaultyServer server = FaultyServer.closing()) {
			assertThat(analyze(server.port(), "zcached.ssl.bundle=cache"))
				.satisfies(explains("the TLS handshake failed", "admits this machine"));
		}
	}

	private static org.assertj.core.api.ThrowingConsumer<FailureAnalysis> explains(String description, String action) {
		return (analysis) -> {
			assertThat(analysis.getDescription()).contains(description);
			assertThat(analysis.getAction()).contains(action);
		};
	}

	private FailureAnalysis analyze(int port, String... properties) {
		List<FailureAnalysis> analyses = new ArrayList<>();
		this.contextRunner.withPropertyValues("zcached.port=" + port).withPropertyValues(properties).run((context) -> {
			Throwable failure = context.getStartupFailure();
			assertThat(failure).isNotNull();
			analyses.add(new ZcachedStartupFailureAnalyzer().analyze(failure));
		});
		assertThat(analyses).hasSize(1).doesNotContainNull();
		return analyses.get(0);
	}

}
