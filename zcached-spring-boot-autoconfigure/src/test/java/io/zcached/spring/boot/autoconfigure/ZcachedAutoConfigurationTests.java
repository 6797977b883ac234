package io.zcached.spring.boot.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionOptions;
import io.zcached.client.ZcachedClient;
import io.zcached.client.protocol.Dialect;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZcachedAutoConfiguration}.
 */
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
				assertThat(options.sslSocketFactory()).isNull();
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
	void runWhenPropertyIsInvalidShouldFail() {
		this.contextRunner.withPropertyValues("zcached.port=70000")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("zcached.port")
				.hasMessageContaining("between 1 and 65535"));
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
