package io.zcached.spring.boot.autoconfigure;

import java.time.Duration;
import java.util.Map;

import io.zcached.client.ConnectionOptions;
import io.zcached.client.protocol.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ZcachedProperties}.
 */
class ZcachedPropertiesTests {

	@Test
	void defaultsAreThoseOfTheClient() {
		ZcachedProperties properties = new ZcachedProperties();
		ConnectionOptions defaults = ConnectionOptions.defaults();
		assertThat(properties.getTimeoutLimit()).isEqualTo(defaults.timeoutLimit());
		assertThat(properties.getConnectTimeout()).isEqualTo(defaults.connectTimeout());
		assertThat(properties.getConnectionAttempts()).isEqualTo(defaults.connectionAttempts());
		assertThat(properties.isReconnect()).isEqualTo(defaults.reconnect());
		assertThat(properties.getBufferSize()).isEqualTo(DataSize.ofBytes(defaults.bufferSize()));
		assertThat(properties.getProtocol().dialect()).isEqualTo(defaults.dialect());
		assertThat(properties.getPipelineWindow()).isNull();
		assertThat(defaults.pipelineWindow()).isZero();
		assertThat(properties.getValidateAfterIdle()).isEqualTo(defaults.validateAfterIdle());
		assertThat(properties.getSsl().isEnabled()).isEqualTo(defaults.sslSocketFactory() != null);
		assertThat(properties.getSsl().isVerifyHostname()).isEqualTo(defaults.verifyHostname());
	}

	@Test
	void defaultsThatTheClientDoesNotHave() {
		ZcachedProperties properties = new ZcachedProperties();
		assertThat(properties.getHost()).isEqualTo("localhost");
		assertThat(properties.getPort()).isEqualTo(7556);
		assertThat(properties.getStartup()).isEqualTo(ZcachedStartup.BACKGROUND);
		assertThat(properties.getPool().getSize()).isOne();
		assertThat(properties.getConnections()).isEmpty();
		assertThat(properties.getEmbedded().isEnabled()).isTrue();
		assertThat(properties.getEmbedded().getPort()).isZero();
		assertThat(properties.getEmbedded().getDialect()).isEqualTo(Dialect.TERMINATED);
		assertThat(properties.getHealth().getTimeout()).isEqualTo(Duration.ofSeconds(1));
	}

	@ParameterizedTest
	@CsvSource({ "timeout-limit", "connect-timeout", "validate-after-idle", "health.timeout" })
	void bareNumberIsSeconds(String name) {
		ZcachedProperties properties = bind(name, "7");
		Duration duration = switch (name) {
			case "timeout-limit" -> properties.getTimeoutLimit();
			case "connect-timeout" -> properties.getConnectTimeout();
			case "validate-after-idle" -> properties.getValidateAfterIdle();
			default -> properties.getHealth().getTimeout();
		};
		assertThat(duration).isEqualTo(Duration.ofSeconds(7));
	}

	@Test
	void unitIsHonoured() {
		assertThat(bind("timeout-limit", "250ms").getTimeoutLimit()).isEqualTo(Duration.ofMillis(250));
		assertThat(bind("buffer-size", "4096").getBufferSize()).isEqualTo(DataSize.ofKilobytes(4));
		assertThat(bind("pipeline-window", "2KB").getPipelineWindow()).isEqualTo(DataSize.ofBytes(2048));
	}

	@Test
	void bundleEnablesSslUnlessToldOtherwise() {
		assertThat(bind("ssl.bundle", "cache").getSsl().isEnabled()).isTrue();
		assertThat(bind(Map.of("ssl.bundle", "cache", "ssl.enabled", "false")).getSsl().isEnabled()).isFalse();
	}

	@Test
	void healthTimeoutFollowsShorterTimeoutLimitIfNotSet() {
		ZcachedProperties properties = bind("timeout-limit", "300ms");
		properties.afterPropertiesSet();
		assertThat(properties.getHealth().getTimeout()).isEqualTo(Duration.ofMillis(300));
	}

	@Test
	void healthTimeoutAboveTimeoutLimitIsInvalid() {
		ZcachedProperties properties = bind(Map.of("timeout-limit", "1500ms", "health.timeout", "2s"));
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(properties::afterPropertiesSet)
			.withMessageContaining("zcached.health.timeout")
			.withMessageContaining("'zcached.timeout-limit' (1500 ms)");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			host                | ''               | host name or an IP address
			host                | '  '             | host name or an IP address
			host                | a b              | host name or an IP address
			host                | http://a         | host name or an IP address
			host                | a:7556           | 'zcached.port'
			port                | 0                | between 1 and 65535
			port                | 70000            | between 1 and 65535
			port                | -1               | between 1 and 65535
			timeout-limit       | 0                | between 1 ms and 365 days
			timeout-limit       | -5s              | between 1 ms and 365 days
			timeout-limit       | 366d             | between 1 ms and 365 days
			connect-timeout     | 0                | between 1 ms and 365 days
			connect-timeout     | -1               | between 1 ms and 365 days
			validate-after-idle | 0                | between 1 ms and 365 days
			connection-attempts | 0                | between 1 and 1000
			connection-attempts | 1001             | between 1 and 1000
			buffer-size         | 63               | between 64 and 16777216 bytes
			buffer-size         | 17MB             | between 64 and 16777216 bytes
			pipeline-window     | -1               | between 0 and 1073741824 bytes
			pipeline-window     | 2GB              | between 0 and 1073741824 bytes
			health.timeout      | 0                | between 1 ms and 365 days
			health.timeout      | 16s              | between 1 ms and the value of 'zcached.timeout-limit' (15 s)
			ssl.bundle          | ' '              | name of an SSL bundle
			pool.size           | 0                | between 1 and 64
			pool.size           | 65               | between 1 and 64
			embedded.port       | 70000            | between 0 and 65535
			embedded.port       | -1               | between 0 and 65535
			""")
	void valueOutOfRangeIsInvalid(String name, String value, String reason) {
		ZcachedProperties properties = bind(name, value);
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(properties::afterPropertiesSet)
			.withMessageContaining("Property zcached." + name)
			.withMessageContaining(reason);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			host           | a:7556 | 'zcached.connections.reports.port'
			timeout-limit  | 0      | between 1 ms and 365 days
			pool.size      | 0      | between 1 and 64
			ssl.bundle     | ' '    | name of an SSL bundle
			health.timeout | 16s    | between 1 ms and the value of 'zcached.connections.reports.timeout-limit' (15 s)
			""")
	void valueOutOfRangeOfNamedConnectionIsInvalid(String name, String value, String reason) {
		ZcachedProperties properties = bind("connections.reports." + name, value);
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(properties::afterPropertiesSet)
			.withMessageContaining("Property zcached.connections.reports." + name)
			.withMessageContaining(reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "default", "[a/b]", "[a.b]", "[ ]" })
	void nameThatCannotBeUsedIsInvalid(String name) {
		ZcachedProperties properties = bind("connections." + name + ".port", "1");
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(properties::afterPropertiesSet)
			.withMessageContaining("letters, digits, '-' and '_'");
	}

	@Test
	void namedConnectionHasTheSameDefaults() {
		ZcachedProperties properties = bind("connections.reports.port", "1234");
		assertThat(properties.getConnections().get("reports")).usingRecursiveComparison()
			.ignoringFields("port")
			.isEqualTo(new ZcachedConnectionProperties());
	}

	@ParameterizedTest
	@CsvSource({ "port,1", "port,65535", "pool.size,1", "pool.size,64", "connections.my-reports_2.port,1",
			"connection-attempts,1000", "buffer-size,64", "buffer-size,16MB", "pipeline-window,0", "timeout-limit,365d",
			"health.timeout,1ms", "host,::1", "host,cache.example.org", "embedded.port,0" })
	void valueAtTheEdgeIsValid(String name, String value) {
		bind(name, value).afterPropertiesSet();
	}

	@ParameterizedTest
	@CsvSource({ "protocol,resp3", "startup,never", "port,abc", "timeout-limit,soon", "embedded.dialect,other" })
	void unreadableValueNamesTheProperty(String name, String value) {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(name, value))
			.satisfies((ex) -> assertThat(ex.getProperty()).isNotNull()
				.extracting((property) -> property.getName().toString())
				.isEqualTo("zcached." + name));
	}

	private static ZcachedProperties bind(String name, String value) {
		return bind(Map.of(name, value));
	}

	private static ZcachedProperties bind(Map<String, String> values) {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource();
		values.forEach((name, value) -> source.put("zcached." + name, value));
		return new Binder(source).bindOrCreate("zcached", ZcachedProperties.class);
	}

}
