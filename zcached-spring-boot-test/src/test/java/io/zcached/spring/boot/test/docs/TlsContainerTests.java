package io.zcached.spring.boot.test.docs;

import javax.net.ssl.SSLSocket;

import io.zcached.client.Connection;
import io.zcached.testcontainers.EnabledIfImage;
import io.zcached.testcontainers.TlsFiles;
import io.zcached.testcontainers.ZcachedContainer;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.MountableFile;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.PemTrustStore;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The container with TLS of {@code docs/testing.md}.
 */
@EnabledIfImage
@SpringBootTest
@Testcontainers
class TlsContainerTests {

	static {
		TlsFiles.get();
	}

	@Container
	@ServiceConnection
	@PemTrustStore(certificate = "classpath:tls/ca.pem")
	static final ZcachedContainer zcached = new ZcachedContainer("sectasy/zcached").withTls(
			MountableFile.forClasspathResource("tls/certificate.pem"),
			MountableFile.forClasspathResource("tls/private-key.pem"));

	@Test
	void strangerIsGreetedOverTls(@Autowired Greetings greetings, @Autowired Connection connection) {
		assertThat(greetings.greet("Ada")).isEqualTo("Hello, Ada");
		assertThat(connection.socket()).isInstanceOf(SSLSocket.class);
	}

}
