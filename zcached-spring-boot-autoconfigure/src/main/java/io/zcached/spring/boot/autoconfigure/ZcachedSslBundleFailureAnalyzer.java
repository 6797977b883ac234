package io.zcached.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains a {@code zcached.ssl.bundle} that names no SSL bundle. It comes before Spring
 * Boot's own analyzer of invalid values, which cannot tell how to define one.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class ZcachedSslBundleFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationPropertyValueException> {

	static final String PROPERTY = "zcached.ssl.bundle";

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure,
			InvalidConfigurationPropertyValueException cause) {
		if (!PROPERTY.equals(cause.getName())) {
			return null;
		}
		String description = "The property '%s' has the value '%s'. %s".formatted(PROPERTY, cause.getValue(),
				cause.getReason());
		String action = "Define the bundle under 'spring.ssl.bundle.jks.%1$s' or 'spring.ssl.bundle.pem.%1$s', or set '%2$s' to a defined one, or set 'zcached.ssl.enabled' to false for a server without TLS."
			.formatted(cause.getValue(), PROPERTY);
		return new FailureAnalysis(description, action, cause);
	}

}
