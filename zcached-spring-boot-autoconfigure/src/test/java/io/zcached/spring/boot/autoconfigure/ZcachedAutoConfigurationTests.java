package io.zcached.spring.boot.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionOptions;
import io.zcached.client.ZcachedClient;
import io.zcached.client.protocol.Dialect;
import io.zcached.spring.boot.testsupport.TestKeyStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ZcachedAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ZcachedAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZcachedAutoConfiguration.class, SslAutoConfiguration.class))
		.withPropertyValues("zcached.startup=lazy");

	@Test
	void runShouldCreateConnectionAndClient() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(ZcachedConnectionDetails.class)
				.hasSingleBean(PropertiesZcachedConnectionDetails.class)
				.hasSingleBean(Connection.class)
				.hasSingleBean(ZcachedClient.class);
			Connection connection = context.getBean(Connection.class);
			assertThat(connection.host()).isEqualTo("localhost");
			assertThat(connection.port()).isEqualTo(7556);
			assertThat(connection.isConnected()).isFalse();
		});
	}

	@Test
	void runWithoutPropertiesShouldUseTheClientsDefaults() {
		this.contextRunner.run((context) -> {
			ConnectionOptions options = context.getBean(Connection.class).options();
			assertThat(options).usingRecursiveComparison().isEqualTo(ConnectionOptions.defaults());
		});
	}

	@Test
	void runShouldApplyEachProperty() {
		this.contextRunner
			.withPropertyValues("zcached.host=cache.example.org", "zcached.port=5555", "zcached.timeout-limit=5",
					"zcached.connect-timeout=750ms", "zcached.connection-attempts=7", "zcached.reconnect=false",
					"zcached.buffer-size=8KB", "zcached.protocol=unterminated", "zcached.pipeline-window=4096",
					"zcached.validate-after-idle=1m", "zcached.ssl.verify-hostname=false")
			.run((context) -> {
				Connection connection = context.getBean(Connection.class);
				assertThat(connection.host()).isEqualTo("cache.example.org");
				assertThat(connection.port()).isEqualTo(5555);
				ConnectionOptions options = connection.options();
				assertThat(options.timeoutLimit()).isEqualTo(Duration.ofSeconds(5));
				assertThat(options.connectTimeout()).isEqualTo(Duration.ofMillis(750));
				assertThat(options.connectionAttempts()).isEqualTo(7);
				assertThat(options.reconnect()).isFalse();
				assertThat(options.bufferSize()).isEqualTo(8192);
				assertThat(options.dialect()).isEqualTo(Dialect.UNTERMINATED);
				assertThat(options.pipelineWindow()).isEqualTo(4096);
				assertThat(options.validateAfterIdle()).isEqualTo(Duration.ofMinutes(1));
				assertThat(options.verifyHostname()).isFalse();
				assertThat(options.sslContext()).isNull();
			});
	}

	@Test
	void runWhenContextClosesShouldCloseConnection() {
		List<Connection> connections = new ArrayList<>();
		this.contextRunner.run((context) -> {
			connections.add(context.getBean(Connection.class));
			assertThat(connections.get(0).isClosed()).isFalse();
		});
		assertThat(connections.get(0).isClosed()).isTrue();
	}

	@Test
	void runWhenClientIsNotOnTheClassPathShouldBackOff() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(Connection.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ZcachedProperties.class));
	}

	@Test
	void runWhenUserHasConnectionShouldUseIt() {
		this.contextRunner.withUserConfiguration(UserConnectionConfiguration.class)
			.withPropertyValues("zcached.startup=required")
			.run((context) -> assertThat(context).hasSingleBean(Connection.class)
				.hasBean("userConnection")
				.hasSingleBean(ZcachedClient.class)
				.doesNotHaveBean(ZcachedConnectionStarter.class));
	}

	@Test
	void runWhenUserHasClientShouldUseIt() {
		this.contextRunner.withUserConfiguration(UserClientConfiguration.class)
			.run((context) -> assertThat(context).hasSingleBean(ZcachedClient.class).hasBean("userClient"));
	}

	@Test
	void runWhenUserHasSeveralConnectionsShouldNotCreateClient() {
		this.contextRunner.withUserConfiguration(UserConnectionConfiguration.class, OtherConnectionConfiguration.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ZcachedClient.class));
	}

	@Test
	void runWhenUserHasPrimaryConnectionShouldCreateClient() {
		this.contextRunner
			.withUserConfiguration(UserConnectionConfiguration.class, PrimaryConnectionConfiguration.class)
			.run((context) -> assertThat(context).hasSingleBean(ZcachedClient.class));
	}

	@Test
	void runWhenUserHasDetailsShouldReadThemInsteadOfProperties() {
		this.contextRunner.withUserConfiguration(UserDetailsConfiguration.class)
			.withPropertyValues("zcached.host=ignored.example.org", "zcached.port=1", "zcached.ssl.bundle=unknown")
			.run((context) -> {
				assertThat(context).hasSingleBean(ZcachedConnectionDetails.class);
				Connection connection = context.getBean(Connection.class);
				assertThat(connection.host()).isEqualTo("details.example.org");
				assertThat(connection.port()).isEqualTo(1234);
				assertThat(connection.options().sslContext()).isNull();
			});
	}

	@Test
	void runWithCustomizersShouldApplyThemInOrderAfterProperties() {
		this.contextRunner.withUserConfiguration(CustomizersConfiguration.class)
			.withPropertyValues("zcached.timeout-limit=5s")
			.run((context) -> {
				ConnectionOptions options = context.getBean(Connection.class).options();
				assertThat(options.timeoutLimit()).isEqualTo(Duration.ofSeconds(2));
				assertThat(options.connectionAttempts()).isEqualTo(9);
			});
	}

	@Test
	void runWhenSslEnabledWithoutBundleShouldUseDefaultTrust() {
		this.contextRunner.withPropertyValues("zcached.ssl.enabled=true")
			.run((context) -> assertThat(context.getBean(Connection.class).options().sslContext()).isNotNull());
	}

	@Test
	void runWhenBundleIsSetShouldUseIt(@TempDir Path directory) {
		Path keyStore = TestKeyStores.selfSigned(directory, "password");
		this.contextRunner
			.withPropertyValues("zcached.ssl.bundle=cache", "spring.ssl.bundle.jks.cache.truststore.password=password",
					"spring.ssl.bundle.jks.cache.truststore.location=" + keyStore.toUri())
			.run((context) -> {
				SslBundle bundle = context.getBean(SslBundles.class).getBundle("cache");
				assertThat(context.getBean(ZcachedConnectionDetails.class).getSslBundle()).isSameAs(bundle);
				assertThat(context.getBean(Connection.class).options().sslContext()).isNotNull();
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

	@Test
	void runWhenPropertyIsInvalidShouldFail() {
		this.contextRunner.withPropertyValues("zcached.port=70000")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("zcached.port")
				.hasMessageContaining("between 1 and 65535"));
	}

	@Configuration(proxyBeanMethods = false)
	static class UserConnectionConfiguration {

		@Bean
		Connection userConnection() {
			return new Connection("127.0.0.1", 1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherConnectionConfiguration {

		@Bean
		Connection otherConnection() {
			return new Connection("127.0.0.1", 2);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryConnectionConfiguration {

		@Bean
		@Primary
		Connection primaryConnection() {
			return new Connection("127.0.0.1", 2);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserClientConfiguration {

		@Bean
		ZcachedClient userClient(Connection connection) {
			return ZcachedClient.of(connection).withLimit(Duration.ofMillis(100));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserDetailsConfiguration {

		@Bean
		ZcachedConnectionDetails userDetails() {
			ZcachedConnectionDetails details = mock(ZcachedConnectionDetails.class);
			given(details.getHost()).willReturn("details.example.org");
			given(details.getPort()).willReturn(1234);
			given(details.getSslBundle()).willReturn((SslBundle) null);
			return details;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizersConfiguration {

		@Bean
		@Order(2)
		ZcachedConnectionOptionsCustomizer second() {
			return (builder) -> builder.timeoutLimit(Duration.ofSeconds(2));
		}

		@Bean
		@Order(1)
		ZcachedConnectionOptionsCustomizer first() {
			return (builder) -> builder.timeoutLimit(Duration.ofSeconds(1)).connectionAttempts(9);
		}

	}

}
