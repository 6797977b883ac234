package io.zcached.spring.boot.autoconfigure;

import java.nio.file.Path;

import io.zcached.client.Command;
import io.zcached.client.Connection;
import io.zcached.client.Result;
import io.zcached.spring.boot.testsupport.FaultyServer;
import io.zcached.spring.boot.testsupport.TestKeyStores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Passwords appear nowhere, and neither does what is sent.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretsTests {

	private static final String PASSWORD = "canary-password-4711";

	private static final String VALUE = "canary-value-0815";

	private static final String KEY = "canary-key-2342";

	private final ApplicationContextRunner contextRunner = Disclosure.contextRunner();

	@ParameterizedTest
	@CsvSource({ "default, zcached", "reports, zcached.connections.reports" })
	void passwordOfKeyStoreIsShownNowhere(String name, String prefix, @TempDir Path directory, CapturedOutput output) {
		Path keyStore = TestKeyStores.selfSigned(directory, PASSWORD);
		try (FaultyServer server = FaultyServer.babbling()) {
			this.contextRunner
				.withPropertyValues(prefix + ".host=127.0.0.1", prefix + ".port=" + server.port(),
						prefix + ".ssl.bundle=cache", prefix + ".connection-attempts=1",
						"spring.ssl.bundle.jks.cache.keystore.location=" + keyStore.toUri(),
						"spring.ssl.bundle.jks.cache.keystore.password=" + PASSWORD,
						"spring.ssl.bundle.jks.cache.key.password=" + PASSWORD)
				.run((context) -> {
					assertThat(context).hasNotFailed();
					Connection connection = context.getBean(ZcachedConnections.class).connection(name);
					Result<Object> result = connection.send(Command.of("PING"));
					assertThat(result.isFailure()).isTrue();
					assertThat(connection.lastFailure()).isNotNull();
					String report = Disclosure.of(context) + Disclosure.stackTrace(connection.lastFailure())
							+ connection + result + details(context, name) + context.getBean(ZcachedProperties.class);
					assertThat(report).contains(prefix + ".ssl.bundle").doesNotContain(PASSWORD);
				});
		}
		assertThat(output).doesNotContain(PASSWORD);
	}

	@ParameterizedTest
	@CsvSource({ "zcached", "zcached.connections.reports" })
	void passwordIsNotShownWhenRequiredServerIsMissing(String prefix, @TempDir Path directory, CapturedOutput output) {
		Path keyStore = TestKeyStores.selfSigned(directory, PASSWORD);
		this.contextRunner
			.withPropertyValues(prefix + ".host=127.0.0.1", prefix + ".port=" + FaultyServer.closedPort(),
					prefix + ".startup=required", prefix + ".ssl.bundle=cache", prefix + ".connection-attempts=1",
					"spring.ssl.bundle.jks.cache.truststore.location=" + keyStore.toUri(),
					"spring.ssl.bundle.jks.cache.truststore.password=" + PASSWORD)
			.run((context) -> {
				assertThat(context).hasFailed();
				assertThat(Disclosure.stackTrace(context.getStartupFailure())).doesNotContain(PASSWORD);
			});
		assertThat(output).doesNotContain(PASSWORD);
	}

	@ParameterizedTest
	@CsvSource({ "zcached", "zcached.connections.reports" })
	void wrongPasswordIsNotShown(String prefix, @TempDir Path directory, CapturedOutput output) {
		Path keyStore = TestKeyStores.selfSigned(directory, "another-password");
		this.contextRunner
			.withPropertyValues(prefix + ".host=127.0.0.1", prefix + ".port=" + FaultyServer.closedPort(),
					prefix + ".startup=required", prefix + ".ssl.bundle=cache", prefix + ".connection-attempts=1",
					"spring.ssl.bundle.jks.cache.keystore.location=" + keyStore.toUri(),
					"spring.ssl.bundle.jks.cache.keystore.password=" + PASSWORD)
			.run((context) -> {
				assertThat(context).hasFailed();
				assertThat(Disclosure.stackTrace(context.getStartupFailure())).doesNotContain(PASSWORD);
			});
		assertThat(output).doesNotContain(PASSWORD);
	}

	@Test
	void valuesAreShownNowhereWhenServerFreezes(CapturedOutput output) {
		try (FaultyServer server = FaultyServer.ponging()) {
			this.contextRunner.withPropertyValues("zcached.port=" + server.port(), "zcached.timeout-limit=1s")
				.run((context) -> {
					Connection connection = context.getBean(Connection.class);
					connection.connect();
					server.freeze();
					Result<Object> result = connection.send(Command.of("SET", KEY, VALUE));
					assertThat(result.isFailure()).isTrue();
					assertThat(result + " " + result.errorMessage() + connection.lastFailure() + Disclosure.of(context))
						.contains("TIMEOUT_LIMIT", "db.operation.name")
						.doesNotContain(VALUE, KEY);
				});
		}
		assertThat(output).doesNotContain(VALUE);
	}

	private static Object details(ConfigurableApplicationContext context, String name) {
		return ZcachedConnections.DEFAULT_NAME.equals(name) ? context.getBean(ZcachedConnectionDetails.class)
				: BeanFactoryAnnotationUtils.qualifiedBeanOfType(context.getBeanFactory(), Connection.class, name)
					.options();
	}

	@BeforeEach
	void trace() {
		LoggingSystem.get(SecretsTests.class.getClassLoader()).setLogLevel("io.zcached", LogLevel.TRACE);
	}

}
