package io.zcached.spring.boot.autoconfigure;

import java.nio.file.Path;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zcached.client.Command;
import io.zcached.client.Connection;
import io.zcached.client.Result;
import io.zcached.spring.boot.actuate.ZcachedEndpoint;
import io.zcached.spring.boot.actuate.ZcachedInfoContributor;
import io.zcached.spring.boot.autoconfigure.actuate.ZcachedEndpointAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.actuate.ZcachedInfoContributorAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.health.ZcachedHealthContributorAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.metrics.ZcachedMetricsAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.observation.ZcachedObservationAutoConfiguration;
import io.zcached.spring.boot.health.ZcachedHealthIndicator;
import io.zcached.spring.boot.testsupport.FaultyServer;
import io.zcached.spring.boot.testsupport.TestKeyStores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Passwords and cached values appear nowhere but where they belong.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretsTests {

	private static final String PASSWORD = "canary-password-4711";

	private static final String VALUE = "canary-value-0815";

	private static final String KEY = "canary-key-2342";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZcachedAutoConfiguration.class, SslAutoConfiguration.class,
				ZcachedHealthContributorAutoConfiguration.class, HealthContributorAutoConfiguration.class,
				EnvironmentEndpointAutoConfiguration.class, ZcachedEndpointAutoConfiguration.class,
				ZcachedInfoContributorAutoConfiguration.class, ZcachedMetricsAutoConfiguration.class,
				ZcachedObservationAutoConfiguration.class, MetricsAutoConfiguration.class,
				ObservationAutoConfiguration.class, ConfigurationPropertiesReportEndpointAutoConfiguration.class))
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
		.withPropertyValues("management.endpoints.jmx.exposure.include=*", "spring.jmx.enabled=true",
				"zcached.host=127.0.0.1", "zcached.connection-attempts=1", "zcached.connect-timeout=500ms");

	@Test
	void passwordOfKeyStoreIsShownNowhere(@TempDir Path directory, CapturedOutput output) {
		Path keyStore = TestKeyStores.selfSigned(directory, PASSWORD);
		try (FaultyServer server = FaultyServer.babbling()) {
			this.contextRunner
				.withPropertyValues("zcached.port=" + server.port(), "zcached.ssl.bundle=cache",
						"spring.ssl.bundle.jks.cache.keystore.location=" + keyStore.toUri(),
						"spring.ssl.bundle.jks.cache.keystore.password=" + PASSWORD,
						"spring.ssl.bundle.jks.cache.key.password=" + PASSWORD)
				.run((context) -> {
					assertThat(context).hasNotFailed();
					JsonMapper mapper = new JsonMapper();
					String report = mapper
						.writeValueAsString(context.getBean(EnvironmentEndpoint.class).environment(null))
							+ mapper.writeValueAsString(context.getBean(ConfigurationPropertiesReportEndpoint.class)
								.configurationProperties())
							+ context.getBean(ZcachedHealthIndicator.class).health().getDetails()
							+ context.getBean(Connection.class).lastFailure() + context.getBean(Connection.class)
							+ context.getBean(ZcachedConnectionDetails.class) + context.getBean(ZcachedProperties.class)
							+ observed(context);
					assertThat(report).contains("zcached.ssl.bundle").doesNotContain(PASSWORD);
				});
		}
		assertThat(output).doesNotContain(PASSWORD);
	}

	@Test
	void passwordIsNotShownWhenRequiredServerIsMissing(@TempDir Path directory, CapturedOutput output) {
		Path keyStore = TestKeyStores.selfSigned(directory, PASSWORD);
		this.contextRunner
			.withPropertyValues("zcached.port=" + FaultyServer.closedPort(), "zcached.startup=required",
					"zcached.ssl.bundle=cache", "spring.ssl.bundle.jks.cache.truststore.location=" + keyStore.toUri(),
					"spring.ssl.bundle.jks.cache.truststore.password=" + PASSWORD)
			.run((context) -> {
				assertThat(context).hasFailed();
				for (Throwable failure = context.getStartupFailure(); failure != null; failure = failure.getCause()) {
					assertThat(failure.toString()).doesNotContain(PASSWORD);
				}
			});
		assertThat(output).doesNotContain(PASSWORD);
	}

	@Test
	void valuesAreShownNowhereWhenServerFreezes(CapturedOutput output) {
		try (FaultyServer server = FaultyServer.ponging()) {
			this.contextRunner.withPropertyValues("zcached.port=" + server.port(), "zcached.timeout-limit=300ms")
				.run((context) -> {
					Connection connection = context.getBean(Connection.class);
					connection.connect();
					server.freeze();
					Result<Object> result = connection.send(Command.of("SET", KEY, VALUE));
					assertThat(result.isFailure()).isTrue();
					assertThat(result + " " + result.errorMessage()
							+ context.getBean(ZcachedHealthIndicator.class).health().getDetails()
							+ connection.lastFailure() + observed(context))
						.contains("TIMEOUT_LIMIT", "db.operation.name")
						.doesNotContain(VALUE, KEY);
				});
		}
		assertThat(output).doesNotContain(VALUE);
	}

	/** What endpoint, info and meters show. */
	private static String observed(ApplicationContext context) {
		Info.Builder info = new Info.Builder();
		context.getBean(ZcachedInfoContributor.class).contribute(info);
		StringBuilder meters = new StringBuilder();
		context.getBean(MeterRegistry.class)
			.getMeters()
			.forEach((meter) -> meters.append(meter.getId()).append(meter.measure()));
		return new JsonMapper().writeValueAsString(context.getBean(ZcachedEndpoint.class).zcached())
				+ info.build().getDetails() + meters;
	}

	@BeforeEach
	void trace() {
		LoggingSystem.get(SecretsTests.class.getClassLoader()).setLogLevel("io.zcached", LogLevel.TRACE);
	}

}
