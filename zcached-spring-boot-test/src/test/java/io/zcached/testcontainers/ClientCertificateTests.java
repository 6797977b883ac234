package io.zcached.testcontainers;

import java.util.Objects;

import javax.net.ssl.SSLSocket;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionOptions;
import io.zcached.client.ZcachedClient;
import io.zcached.client.ZcachedConnectionException;
import io.zcached.client.testsupport.Certificates;
import io.zcached.spring.boot.test.autoconfigure.ZcachedTest;
import io.zcached.spring.boot.test.autoconfigure.app.ExampleApplication;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.MountableFile;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.testcontainers.service.connection.JksKeyStore;
import org.springframework.boot.testcontainers.service.connection.JksTrustStore;
import org.springframework.boot.testcontainers.service.connection.PemKeyStore;
import org.springframework.boot.testcontainers.service.connection.PemTrustStore;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.Ssl;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A container whose server asks for client certificates, on a Docker engine.
 */
@EnabledIfImage
class ClientCertificateTests {

	private static final String DIRECTORY = "/home/zcached/build/";

	private static final String CONFIGURATION = """
			.{
			    .address = "0.0.0.0",
			    .port = 7556,
			    .whitelist = .{},
			    .tls = .{
			        .enabled = true,
			        .cert_path = "certificate.pem",
			        .key_path = "private-key.pem",
			        .ca_path = "ca.pem",
			        .verify_mode = .fail_if_no_peer_cert,
			    },
			}
			""";

	/** What asks for certificates answers no PING of one who has none. */
	private static ZcachedContainer demanding() {
		Certificates certificates = TlsFiles.get();
		return new ZcachedContainer(ZcachedContainerTests.IMAGE)
			.waitingFor(
					new PingWaitStrategy(new PingProbe(certificates.context("TLS", "good", true).getSocketFactory())))
			.withTls(MountableFile.forHostPath(TlsFiles.CERTIFICATE_PEM),
					MountableFile.forHostPath(TlsFiles.PRIVATE_KEY_PEM))
			.withCopyToContainer(MountableFile.forHostPath(TlsFiles.AUTHORITY_PEM), DIRECTORY + "ca.pem")
			.withCopyToContainer(Transferable.of(CONFIGURATION), DIRECTORY + "zcached.conf.zon");
	}

	private static void assertServed(ZcachedClient client) {
		client.set("key", "value");
		assertThat(client.get("key", String.class)).contains("value");
	}

	private static void assertRefusedWithoutCertificate(ZcachedContainer container) {
		ConnectionOptions options = ConnectionOptions.builder()
			.sslContext(TlsFiles.get().context("TLS", null, true))
			.connectionAttempts(1)
			.build();
		try (Connection stranger = new Connection(container.getHost(), container.getPort(), options)) {
			assertThatExceptionOfType(ZcachedConnectionException.class).isThrownBy(stranger::connect);
		}
	}

	@Nested
	@EnabledIfImage
	@ZcachedTest
	@ContextConfiguration(classes = ExampleApplication.class)
	@Testcontainers
	class WithPemStores {

		@Container
		@ServiceConnection
		@PemTrustStore(certificate = "file:" + TlsFiles.AUTHORITY_PEM)
		@PemKeyStore(certificate = "file:" + TlsFiles.CERTIFICATE_PEM, privateKey = "file:" + TlsFiles.PRIVATE_KEY_PEM)
		static final ZcachedContainer container = demanding();

		@Test
		void clientShouldBeServedForItsCertificate(@Autowired ZcachedClient client) {
			assertServed(client);
			assertRefusedWithoutCertificate(container);
		}

	}

	@Nested
	@EnabledIfImage
	@ZcachedTest
	@ContextConfiguration(classes = ExampleApplication.class)
	@Testcontainers
	class WithKeyStores {

		@Container
		@ServiceConnection
		@JksTrustStore(type = "PKCS12", location = "file:" + TlsFiles.AUTHORITY_JKS, password = TlsFiles.PASSWORD)
		@JksKeyStore(type = "PKCS12", location = "file:" + TlsFiles.KEY_JKS, password = TlsFiles.PASSWORD)
		@Ssl(enabledProtocols = "TLSv1.3")
		static final ZcachedContainer container = demanding();

		@Test
		void clientShouldBeServedForItsCertificate(@Autowired ZcachedClient client, @Autowired Connection connection) {
			assertServed(client);
			SSLSocket socket = (SSLSocket) Objects.requireNonNull(connection.socket());
			assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
		}

	}

}
