package io.zcached.spring.boot.autoconfigure.cache;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import io.zcached.client.protocol.Printable;
import io.zcached.spring.cache.ZcachedCacheConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Refuses values that are out of their range, by the full name of the property.
 */
final class CachePropertyChecks {

	private static final Pattern PACKAGE = Pattern.compile(
			"\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*(\\.\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*)*");

	private CachePropertyChecks() {
	}

	static double part(String property, double value) {
		if (!(value >= 0 && value <= 1)) {
			throw new InvalidConfigurationPropertyValueException(property, value, "Must be between 0 and 1.");
		}
		return value;
	}

	static void positive(String property, @Nullable Duration value) {
		if (value != null && value.compareTo(Duration.ofMillis(1)) < 0) {
			throw new InvalidConfigurationPropertyValueException(property, value, "Must be at least 1 ms.");
		}
	}

	static List<String> packages(String property, List<String> names) {
		for (String name : names) {
			if (!PACKAGE.matcher(name).matches()) {
				throw new InvalidConfigurationPropertyValueException(property, Printable.of(name),
						"Must be names of packages such as com.example, without patterns; those below are allowed with them.");
			}
		}
		return names;
	}

	static @Nullable String keyPrefix(String property, @Nullable String value) {
		if (value != null) {
			accepted(property, value, () -> ZcachedCacheConfiguration.defaults().withKeyPrefix(value));
		}
		return value;
	}

	/** What the builder of the cache manager refuses is told with the property. */
	static void accepted(String property, String value, Runnable use) {
		try {
			use.run();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException(property, Printable.of(value), ex.getMessage() + ".");
		}
	}

}
