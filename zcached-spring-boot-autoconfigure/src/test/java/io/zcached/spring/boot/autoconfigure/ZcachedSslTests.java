package io.zcached.spring.boot.autoconfigure;

import java.nio.file.Path;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedClient;
import io.zcached.client.ZcachedConnectionException;
import io.zcached.spring.boot.testsupport.FaultyServer;
import io.zcached.spring.boot.testsupport.TestKeyStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@code zcached.ssl}, in part against a server that speaks TLS.
 */
@ExtendWith(OutputCaptureExtension.class)
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

	@Test
	void runWhenSslEnabledWithoutBundleShouldUseDefaultTrust() {
		this.contextRunner.withPropertyValues("zcached.ssl.enabled=true").run((context) -> {
			assertThat(context.getBean(Connection.class).options().sslSocketFactory()).isNotNull();
			ZcachedConnectionDetails details = context.getBean(ZcachedConnectionDetails.class);
			assertThat(details.getSslBundle()).isNotNull().isSameAs(details.getSslBundle());
		});
	}

	@Test
	void runWhenBundleIsSetShouldUseIt() {
		Path keyStore = TestKeyStores.selfSigned(this.directory, "password");
		this.contextRunner
			.withPropertyValues("zcached.ssl.bundle=cache", "spring.ssl.bundle.jks.cache.truststore.password=password",
					"spring.ssl.bundle.jks.cache.truststore.location=" + keyStore.toUri())
			.run((context) -> {
				SslBundle bundle = context.getBean(SslBundles.class).getBundle("cache");
				assertThat(context.getBean(ZcachedConnectionDetails.class).getSslBundle()).isSameAs(bundle);
				assertThat(context.getBean(Connection.class).options().sslSocketFactory()).isNotNull();
				assertThat(context.getBean(Connection.class).options().verifyHostname()).isTrue();
			});
	}

	@Test
	void runWhenHostNameIsNotVerifiedShouldWarn(CapturedOutput output) {
		this.contextRunner.withPropertyValues("zcached.ssl.enabled=true", "zcached.ssl.verify-hostname=false")
			.run((context) -> assertThat(output).contains("WARN", "'zcached.ssl.verify-hostname' is false"));
	}

	@Test
	void runWhenHostNameIsVerifiedShouldNotWarn(CapturedOutput output) {
		this.contextRunner.withPropertyValues("zcached.ssl.enabled=true")
			.run((context) -> assertThat(output).doesNotContain("verify-hostname"));
	}

	private ApplicationContextRunner trusting(Path keyStore, FaultyServer server) {
		return this.contextRunner.withPropertyValues("zcached.port=" + server.port(), "zcached.ssl.bundle=cache",
				"spring.ssl.bundle.jks.cache.truststore.location=" + keyStore.toUri(),
				"spring.ssl.bundle.jks.cache.truststore.password=password");
	}

}
