package io.zcached.testcontainers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Objects;

import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedClient;
import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Certificates;
import io.zcached.client.testsupport.Script;
import io.zcached.client.testsupport.ScriptedServer;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.test.autoconfigure.ZcachedTest;
import io.zcached.spring.boot.test.autoconfigure.app.ExampleApplication;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.testcontainers.service.connection.JksKeyStore;
import org.springframework.boot.testcontainers.service.connection.JksTrustStore;
import org.springframework.boot.testcontainers.service.connection.PemKeyStore;
import org.springframework.boot.testcontainers.service.connection.PemTrustStore;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.Ssl;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServiceConnection @ServiceConnection} with containers that are servers
 * on this machine, so that no Docker engine is needed.
 */
class ServiceConnectionWithoutEngineTests {

	private static final EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().build().start();

	private static final ScriptedServer tlsServer = startTlsServer(TlsFiles.get(), false);

	private static final ScriptedServer demandingServer = startTlsServer(TlsFiles.get(), true);

	private static ScriptedServer startTlsServer(Certificates certificates, boolean needClientAuth) {
		try {
			ServerSocket listener = certificates.context("TLS", "good", true)
				.getServerSocketFactory()
				.createServerSocket(0, 10, InetAddress.getLoopbackAddress());
			((SSLServerSocket) listener).setNeedClientAuth(needClientAuth);
			return ScriptedServer.start(listener, Dialect.TERMINATED, Script.always("+PONG\r\n"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void assertConnectedToServer(ZcachedClient client) {
		client.set("key", "value");
		assertThat(server.size()).isOne();
		server.flush();
	}

	@Nested
	@ZcachedTest
	@ContextConfiguration(classes = ExampleApplication.class)
	class WithZcachedContainerOfAnyImage {

		@ServiceConnection
		static final ZcachedContainer container = new StandInContainer(server.port());

		@Test
		void connectionShouldGoToContainer(@Autowired ZcachedClient client) {
			assertConnectedToServer(client);
		}

	}

	@Nested
	@ZcachedTest
	@ContextConfiguration(classes = ExampleApplication.class)
	class WithImageOfGenericContainer {

		@ServiceConnection
		static final GenericStandIn container = new GenericStandIn("sectasy/zcached:1", 7556, server.port());

		@Test
		void connectionShouldGoToContainer(@Autowired ZcachedClient client) {
			assertConnectedToServer(client);
		}

	}

	@Nested
	@ZcachedTest
	@ContextConfiguration(classes = ExampleApplication.class)
	class WithNameAndPortOfFirstLine {

		@ServiceConnection("zcached")
		static final GenericStandIn container = new GenericStandIn("mine:1", 5555, server.port());

		@Test
		void connectionShouldGoToContainer(@Autowired ZcachedClient client) {
			assertConnectedToServer(client);
		}

	}

	@Nested
	@ZcachedTest
	@ContextConfiguration(classes = ExampleApplication.class)
	class WithPemTrustStore {

		@ServiceConnection
		@PemTrustStore(certificate = "file:" + TlsFiles.AUTHORITY_PEM)
		static final ZcachedContainer container = new StandInContainer(tlsServer.port());

		@Test
		void connectionShouldSpeakTls(@Autowired ZcachedClient client) {
			assertThat(client.ping()).isEqualTo("PONG");
		}

	}

	@Nested
	@ZcachedTest
	@ContextConfiguration(classes = ExampleApplication.class)
	class WithJksTrustStore {

		@ServiceConnection
		@JksTrustStore(type = "PKCS12", location = "file:" + TlsFiles.AUTHORITY_JKS, password = TlsFiles.PASSWORD)
		static final ZcachedContainer container = new StandInContainer(tlsServer.port());

		@Test
		void connectionShouldSpeakTls(@Autowired ZcachedClient client) {
			assertThat(client.ping()).isEqualTo("PONG");
		}

	}

	@Nested
	@ZcachedTest
	@ContextConfiguration(classes = ExampleApplication.class)
	class WithPemKeyStore {

		@ServiceConnection
		@PemTrustStore(certificate = "file:" + TlsFiles.AUTHORITY_PEM)
		@PemKeyStore(certificate = "file:" + TlsFiles.CERTIFICATE_PEM, privateKey = "file:" + TlsFiles.PRIVATE_KEY_PEM)
		static final ZcachedContainer container = new StandInContainer(demandingServer.port());

		@Test
		void connectionShouldShowTheCertificateOfTheClient(@Autowired ZcachedClient client) {
			assertThat(client.ping()).isEqualTo("PONG");
		}

	}

	@Nested
	@ZcachedTest
	@ContextConfiguration(classes = ExampleApplication.class)
	class WithJksKeyStore {

		@ServiceConnection
		@JksTrustStore(type = "PKCS12", location = "file:" + TlsFiles.AUTHORITY_JKS, password = TlsFiles.PASSWORD)
		@JksKeyStore(type = "PKCS12", location = "file:" + TlsFiles.KEY_JKS, password = TlsFiles.PASSWORD)
		@Ssl(enabledProtocols = "TLSv1.2")
		static final ZcachedContainer container = new StandInContainer(demandingServer.port());

		@Test
		void connectionShouldShowTheCertificateOfTheClient(@Autowired ZcachedClient client,
				@Autowired Connection connection) {
			assertThat(client.ping()).isEqualTo("PONG");
			SSLSocket socket = (SSLSocket) Objects.requireNonNull(connection.socket());
			assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.2");
			assertThat(socket.getSession().getLocalPrincipal()).hasToString("CN=good");
		}

	}

}
