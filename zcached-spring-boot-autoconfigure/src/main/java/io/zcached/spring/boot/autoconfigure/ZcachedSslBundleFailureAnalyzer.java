package io.zcached.spring.boot.autoconfigure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains an {@code ssl.bundle} of a server that names no SSL bundle. It comes before
 * Spring Boot's own analyzer of invalid values, which cannot tell how to define one.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class ZcachedSslBundleFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationPropertyValueException> {

	private static final Pattern PROPERTY = Pattern.compile("(zcached(\\.connections\\..+)?)\\.ssl\\.bundle");

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure,
			InvalidConfigurationPropertyValueException cause) {
		Matcher property = PROPERTY.matcher(cause.getName());
		if (!property.matches()) {
			return null;
		}
		String description = "The property '%s' has the value '%s'. %s".formatted(cause.getName(), cause.getValue(),
				cause.getReason());
		String action = "Define the bundle under 'spring.ssl.bundle.jks.%1$s' or 'spring.ssl.bundle.pem.%1$s', or set '%2$s' to a defined one, or set '%3$s.ssl.enabled' to false for a server without TLS."
			.formatted(cause.getValue(), cause.getName(), property.group(1));
		return new FailureAnalysis(description, action, cause);
	}

}
