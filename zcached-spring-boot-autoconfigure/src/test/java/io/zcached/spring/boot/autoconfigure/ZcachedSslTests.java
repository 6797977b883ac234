package io.zcached.spring.boot.autoconfigure;

import java.nio.file.Path;

import io.zcached.client.ZcachedClient;
import io.zcached.client.ZcachedConnectionException;
import io.zcached.spring.boot.testsupport.FaultyServer;
import io.zcached.spring.boot.testsupport.TestKeyStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@code zcached.ssl} against a server that speaks TLS.
 */
class ZcachedSslTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZcachedAutoConfiguration.class, SslAutoConfiguration.class))
		.withPropertyValues("zcached.host=127.0.0.1", "zcached.connect-timeout=10s", "zcached.startup=lazy");

	@TempDir
	private Path directory;

	@Test
	void runWhenBundleTrustsTheCertificateShouldConnect() {
		Path keyStore = TestKeyStores.selfSigned(this.directory, "password");
		try (FaultyServer server = FaultyServer.pongingOverTls(TestKeyStores.serverContext(keyStore, "password"))) {
			trusting(keyStore, server)
				.run((context) -> assertThat(context.getBean(ZcachedClient.class).ping()).isEqualTo("PONG"));
		}
	}

	@Test
	void runWhenNothingTrustsTheCertificateShouldNotConnect() {
		Path keyStore = TestKeyStores.selfSigned(this.directory, "password");
		try (FaultyServer server = FaultyServer.pongingOverTls(TestKeyStores.serverContext(keyStore, "password"))) {
			this.contextRunner.withPropertyValues("zcached.port=" + server.port(), "zcached.ssl.enabled=true")
				.run((context) -> assertThatExceptionOfType(ZcachedConnectionException.class)
					.isThrownBy(context.getBean(ZcachedClient.class)::ping)
					.withMessageContaining("certification path"));
		}
	}

	@Test
	void runWhenCertificateIsOfAnotherHostShouldConnectOnlyWithoutVerification() {
		Path keyStore = TestKeyStores.selfSigned(this.directory, "password", "san=dns:other.example.org");
		try (FaultyServer server = FaultyServer.pongingOverTls(TestKeyStores.serverContext(keyStore, "password"))) {
			trusting(keyStore, server).run((context) -> assertThatExceptionOfType(ZcachedConnectionException.class)
				.isThrownBy(context.getBean(ZcachedClient.class)::ping)
				.withMessageContaining("127.0.0.1"));
			trusting(keyStore, server).withPropertyValues("zcached.ssl.verify-hostname=false")
				.run((context) -> assertThat(context.getBean(ZcachedClient.class).ping()).isEqualTo("PONG"));
		}
	}

	private ApplicationContextRunner trusting(Path keyStore, FaultyServer server) {
		return this.contextRunner.withPropertyValues("zcached.port=" + server.port(), "zcached.ssl.bundle=cache",
				"spring.ssl.bundle.jks.cache.truststore.location=" + keyStore.toUri(),
				"spring.ssl.bundle.jks.cache.truststore.password=password");
	}

}
