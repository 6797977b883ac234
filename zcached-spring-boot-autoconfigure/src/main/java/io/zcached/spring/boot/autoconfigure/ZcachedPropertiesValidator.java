package io.zcached.spring.boot.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * Checks bound {@link ZcachedProperties} against the ranges of
 * {@link io.zcached.client.ConnectionOptions.Builder}. The exception is Spring Boot's own
 * so that its failure analysis tells the value and where it comes from.
 */
final class ZcachedPropertiesValidator {

	private static final Duration MIN_DURATION = Duration.ofMillis(1);

	private static final Duration MAX_DURATION = Duration.ofDays(365);

	private static final DataSize MIN_BUFFER = DataSize.ofBytes(64);

	private static final DataSize MAX_BUFFER = DataSize.ofMegabytes(16);

	private static final DataSize MAX_WINDOW = DataSize.ofGigabytes(1);

	private static final int MAX_POOL = 64;

	/** What the names of the properties begin with, without a dot at the end. */
	private final String prefix;

	private ZcachedPropertiesValidator(String prefix) {
		this.prefix = prefix;
	}

	static void validate(ZcachedProperties properties) {
		ZcachedPropertiesValidator validator = new ZcachedPropertiesValidator("zcached");
		validator.connection(properties);
		validator.range("embedded.port", properties.getEmbedded().getPort(), 0, 65535);
		properties.getConnections().forEach((name, connection) -> {
			validator.check(ConnectionName.isValid(name), "connections." + name, name,
					"A connection's name must be of letters, digits, '-' and '_', and not be 'default', which is the server of 'zcached.host'.");
			new ZcachedPropertiesValidator(ConnectionName.prefix(name)).connection(connection);
		});
	}

	private void connection(ZcachedConnectionProperties properties) {
		host(properties.getHost());
		range("port", properties.getPort(), 1, 65535);
		duration("timeout-limit", properties.getTimeoutLimit());
		duration("connect-timeout", properties.getConnectTimeout());
		duration("validate-after-idle", properties.getValidateAfterIdle());
		range("connection-attempts", properties.getConnectionAttempts(), 1, 1000);
		size("buffer-size", properties.getBufferSize(), MIN_BUFFER, MAX_BUFFER);
		DataSize window = properties.getPipelineWindow();
		if (window != null) {
			size("pipeline-window", window, DataSize.ofBytes(0), MAX_WINDOW);
		}
		range("pool.size", properties.getPool().getSize(), 1, MAX_POOL);
		String bundle = properties.getSsl().getBundle();
		check(bundle == null || StringUtils.hasText(bundle), "ssl.bundle", bundle,
				"Must be the name of an SSL bundle, or not be set at all.");
		health(properties.getHealth(), properties.getTimeoutLimit());
	}

	private void host(String host) {
		String reason = "Must be a host name or an IP address.";
		check(StringUtils.hasText(host), "host", host, reason);
		check(!StringUtils.containsWhitespace(host) && host.indexOf('/') < 0, "host", host, reason);
		check(StringUtils.countOccurrencesOf(host, ":") != 1, "host", host,
				reason + " The port belongs into '%s.port'.".formatted(this.prefix));
	}

	private void health(ZcachedHealthProperties health, Duration timeoutLimit) {
		health.limitTo(timeoutLimit);
		duration("health.timeout", health.getTimeout());
		if (health.getTimeout().compareTo(timeoutLimit) > 0) {
			throw ZcachedPropertyConflictException.aboveLimit(this.prefix + ".health.timeout", health.getTimeout(),
					this.prefix + ".timeout-limit", timeoutLimit);
		}
	}

	private void duration(String name, Duration value) {
		check(value.compareTo(MIN_DURATION) >= 0 && value.compareTo(MAX_DURATION) <= 0, name, value,
				"Must be between 1 ms and 365 days.");
	}

	private void range(String name, int value, int min, int max) {
		check(value >= min && value <= max, name, value, "Must be between %d and %d.".formatted(min, max));
	}

	private void size(String name, DataSize value, DataSize min, DataSize max) {
		check(value.compareTo(min) >= 0 && value.compareTo(max) <= 0, name, value,
				"Must be between %d and %d bytes.".formatted(min.toBytes(), max.toBytes()));
	}

	private void check(boolean valid, String name, @Nullable Object value, String reason) {
		if (!valid) {
			throw new InvalidConfigurationPropertyValueException(this.prefix + "." + name, value, reason);
		}
	}

}
