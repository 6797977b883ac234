package io.zcached.spring.boot.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedClient;
import io.zcached.client.ZcachedConnectionException;
import io.zcached.client.ZcachedException;
import io.zcached.client.transport.TlsHandshakeException;
import io.zcached.client.transport.TlsProblem;
import io.zcached.spring.boot.testsupport.FaultyServer;
import io.zcached.spring.boot.testsupport.TestAuthority;
import io.zcached.spring.boot.testsupport.TestKeyStores;
import io.zcached.spring.boot.testsupport.TlsServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Faults of TLS with nothing but Spring's properties (rows 55 to 57): only the right
 * server is talked to, in time, and nothing is mistaken for a value.
 */
class ZcachedSslFaultTests {

	@TempDir
	private static Path directory;

	private static TestAuthority authority;

	private static TestAuthority other;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZcachedAutoConfiguration.class, SslAutoConfiguration.class))
		.withPropertyValues("zcached.host=127.0.0.1", "zcached.connect-timeout=10s", "zcached.startup=lazy",
				"zcached.ssl.bundle=cache",
				"spring.ssl.bundle.pem.cache.truststore.certificate=" + authority.certificate().toUri());

	@BeforeAll
	static void sign() {
		String good = "san=dns:localhost,ip:127.0.0.1";
		authority = new TestAuthority(directory.resolve("authority")).sign("good", "-ext", good)
			.sign("client", "-ext", good)
			.sign("wrong-host", "-ext", "san=dns:other.example")
			.sign("no-address", "-ext", "san=dns:localhost")
			.sign("no-names")
			.sign("expired", "-ext", good, "-startdate", "-10d", "-validity", "5")
			.sign("future", "-ext", good, "-startdate", "+10d", "-validity", "5");
		other = new TestAuthority(directory.resolve("other")).sign("good", "-ext", good);
	}

	@Test
	void rightServerIsTalkedTo() {
		try (TlsServer server = new TlsServer(authority.serverContext("good"))) {
			to(server.port())
				.run((context) -> assertThat(context.getBean(ZcachedClient.class).ping()).isEqualTo("PONG"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "wrong-host,WRONG_HOST", "no-address,WRONG_HOST", "no-names,WRONG_HOST", "expired,EXPIRED",
			"future,NOT_YET_VALID" })
	void serverThatCannotProveItsNameIsRefused(String certificate, TlsProblem problem) {
		try (TlsServer server = new TlsServer(authority.serverContext(certificate))) {
			to(server.port()).run((context) -> assertRefused(context, problem));
		}
	}

	@Test
	void authorityThatIsNotTrustedIsRefused() {
		try (TlsServer server = new TlsServer(other.serverContext("good"))) {
			to(server.port()).run((context) -> assertRefused(context, TlsProblem.UNTRUSTED));
			to(server.port()).withPropertyValues("zcached.ssl.verify-hostname=false")
				.run((context) -> assertRefused(context, TlsProblem.UNTRUSTED));
		}
	}

	@Test
	void selfSignedCertificateIsRefusedUnlessItIsTrustedItself() {
		Path keyStore = TestKeyStores.selfSigned(directory, TestAuthority.PASSWORD);
		try (TlsServer server = new TlsServer(TestKeyStores.serverContext(keyStore, TestAuthority.PASSWORD))) {
			to(server.port()).run((context) -> assertRefused(context, TlsProblem.UNTRUSTED));
			to(server.port())
				.withPropertyValues("zcached.ssl.bundle=itself",
						"spring.ssl.bundle.jks.itself.truststore.location=" + keyStore.toUri(),
						"spring.ssl.bundle.jks.itself.truststore.password=" + TestAuthority.PASSWORD)
				.run((context) -> assertThat(context.getBean(ZcachedClient.class).ping()).isEqualTo("PONG"));
		}
	}

	@Test
	void clientCertificateOfTheBundleIsShownAndAMissingOneIsAnError() {
		try (TlsServer server = new TlsServer(authority.serverContext("good"),
				(socket) -> socket.setNeedClientAuth(true))) {
			to(server.port()).run((context) -> assertThatExceptionOfType(ZcachedConnectionException.class)
				.isThrownBy(context.getBean(ZcachedClient.class)::ping)
				.withMessageContaining("client certificate"));
			to(server.port())
				.withPropertyValues(
						"spring.ssl.bundle.pem.cache.keystore.certificate=" + authority.certificate("client").toUri(),
						"spring.ssl.bundle.pem.cache.keystore.private-key=" + authority.key("client").toUri())
				.run((context) -> assertThat(context.getBean(ZcachedClient.class).ping()).isEqualTo("PONG"));
		}
	}

	@Test
	void protocolsOfTheBundleAreTheOnlyOnes() {
		try (TlsServer server = new TlsServer(authority.serverContext("good"),
				(socket) -> socket.setEnabledProtocols(new String[] { "TLSv1.2" }))) {
			to(server.port())
				.run((context) -> assertThat(context.getBean(ZcachedClient.class).ping()).isEqualTo("PONG"));
			to(server.port()).withPropertyValues("spring.ssl.bundle.pem.cache.options.enabled-protocols=TLSv1.3")
				.run((context) -> assertRefused(context, TlsProblem.NO_COMMON_PROTOCOL));
		}
	}

	@Test
	void ciphersOfTheBundleAreTheOnlyOnes() {
		try (TlsServer server = new TlsServer(authority.serverContext("good"),
				(socket) -> socket.setEnabledCipherSuites(new String[] { "TLS_AES_256_GCM_SHA384" }))) {
			to(server.port()).withPropertyValues("spring.ssl.bundle.pem.cache.options.ciphers=TLS_AES_256_GCM_SHA384")
				.run((context) -> assertThat(context.getBean(ZcachedClient.class).ping()).isEqualTo("PONG"));
			to(server.port()).withPropertyValues("spring.ssl.bundle.pem.cache.options.ciphers=TLS_AES_128_GCM_SHA256")
				.run((context) -> assertRefused(context, TlsProblem.NO_COMMON_PROTOCOL));
		}
	}

	@Test
	void cipherThatIsUnknownFailsTheStart() {
		to(1).withPropertyValues("spring.ssl.bundle.pem.cache.options.ciphers=TLS_ROT13")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("TLS_ROT13")
				.hasMessageContaining("supports only []"));
	}

	@Test
	void serverThatDoesNotSpeakTlsIsRefused() {
		try (FaultyServer server = FaultyServer.babbling()) {
			to(server.port()).run((context) -> assertRefused(context, TlsProblem.PLAIN_SERVER));
		}
	}

	@Test
	void handshakeThatStallsEndsInTime() {
		try (FaultyServer server = FaultyServer.silent()) {
			to(server.port()).withPropertyValues("zcached.connect-timeout=300ms").run((context) -> {
				long start = System.nanoTime();
				assertThatExceptionOfType(ZcachedConnectionException.class)
					.isThrownBy(context.getBean(ZcachedClient.class)::ping)
					.withMessageContaining("TLS handshake");
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
			});
		}
	}

	@ParameterizedTest
	@CsvSource({ "+PO", "''" })
	void streamThatEndsWithoutGoodByeInsideAReplyIsNeverAValue(String answer) {
		try (TlsServer server = new TlsServer(authority.serverContext("good"))) {
			to(server.port()).run((context) -> {
				ZcachedClient client = context.getBean(ZcachedClient.class);
				assertThat(client.ping()).isEqualTo("PONG");
				server.truncate(answer);
				assertThatExceptionOfType(ZcachedException.class).isThrownBy(() -> client.set("key", "value"));
				assertThat(client.ping()).isEqualTo("PONG");
				assertThat(server.accepted()).isEqualTo(2);
			});
		}
	}

	@Test
	void streamThatEndsBetweenRepliesIsReplaced() {
		try (TlsServer server = new TlsServer(authority.serverContext("good"))) {
			to(server.port()).run((context) -> {
				ZcachedClient client = context.getBean(ZcachedClient.class);
				assertThat(client.ping()).isEqualTo("PONG");
				server.truncate("+PONG\r\n\u0003");
				assertThat(client.ping()).isEqualTo("PONG");
				assertThat(client.ping()).isEqualTo("PONG");
				assertThat(server.accepted()).isEqualTo(2);
			});
		}
	}

	@Test
	void eachServerHasABundleOfItsOwn() {
		try (TlsServer server = new TlsServer(authority.serverContext("good"));
				TlsServer reports = new TlsServer(other.serverContext("good"))) {
			to(server.port()).withPropertyValues("zcached.connections.reports.host=127.0.0.1",
					"zcached.connections.reports.port=" + reports.port(),
					"zcached.connections.reports.connect-timeout=10s", "zcached.connections.reports.ssl.bundle=reports",
					"spring.ssl.bundle.pem.reports.truststore.certificate=" + other.certificate().toUri())
				.run((context) -> {
					ZcachedConnections connections = context.getBean(ZcachedConnections.class);
					assertThat(connections.client("default").ping()).isEqualTo("PONG");
					assertThat(connections.client("reports").ping()).isEqualTo("PONG");
				});
		}
	}

	@Test
	void eachConnectionOfAPoolSpeaksTls() {
		try (TlsServer server = new TlsServer(authority.serverContext("good"))) {
			to(server.port()).withPropertyValues("zcached.pool.size=2").run((context) -> {
				for (Connection connection : context.getBean(ZcachedConnections.class).connections("default")) {
					connection.connect();
				}
				assertThat(server.accepted()).isEqualTo(2);
			});
		}
	}

	private ApplicationContextRunner to(int port) {
		return this.contextRunner.withPropertyValues("zcached.port=" + port);
	}

	private static void assertRefused(ApplicationContext context, TlsProblem problem) {
		assertThatExceptionOfType(ZcachedConnectionException.class)
			.isThrownBy(context.getBean(ZcachedClient.class)::ping)
			.withMessageContaining(problem.remedy());
		Throwable failure = context.getBean(Connection.class).lastFailure();
		assertThat(failure).hasCauseInstanceOf(TlsHandshakeException.class)
			.cause()
			.extracting((cause) -> ((TlsHandshakeException) cause).problem())
			.isEqualTo(problem);
	}

}
