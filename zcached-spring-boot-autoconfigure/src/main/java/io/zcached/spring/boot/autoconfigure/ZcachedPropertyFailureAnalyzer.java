package io.zcached.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Explains wrong properties that Spring Boot's own analyzer cannot, since no source has
 * them by exactly this name: lists, names of caches, environment variables.
 */
class ZcachedPropertyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationPropertyValueException> {

	private final Environment environment;

	ZcachedPropertyFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure,
			InvalidConfigurationPropertyValueException cause) {
		String name = cause.getName();
		if (!(name.startsWith("zcached.") || name.equals("spring.cache.cache-names")) || isInSomeSource(name)) {
			return null;
		}
		return new FailureAnalysis("Invalid value '%s' for configuration property '%s'. %s".formatted(cause.getValue(),
				name, cause.getReason()), "Change the value of the property '%s'.".formatted(name), cause);
	}

	private boolean isInSomeSource(String name) {
		return this.environment instanceof ConfigurableEnvironment configurable && configurable.getPropertySources()
			.stream()
			.filter((source) -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
			.anyMatch((source) -> source.containsProperty(name));
	}

}
