package io.zcached.testcontainers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

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
import org.springframework.boot.testcontainers.service.connection.JksTrustStore;
import org.springframework.boot.testcontainers.service.connection.PemTrustStore;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServiceConnection @ServiceConnection} with containers that are servers
 * on this machine, so that no Docker engine is needed.
 */
class ServiceConnectionWithoutEngineTests {

	private static final EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().build().start();

	private static final ScriptedServer tlsServer = startTlsServer(TlsFiles.get());

	private static ScriptedServer startTlsServer(Certificates certificates) {
		try {
			ServerSocket listener = certificates.context("TLS", "good", true)
				.getServerSocketFactory()
				.createServerSocket(0, 10, InetAddress.getLoopbackAddress());
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

}
