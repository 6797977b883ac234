package io.zcached.spring.boot.autoconfigure;

import io.zcached.spring.boot.autoconfigure.embedded.EmbeddedZcachedAutoConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZcachedPropertyConflictFailureAnalyzer}, with properties that really
 * conflict.
 */
class ZcachedPropertyConflictTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(EmbeddedZcachedAutoConfiguration.class, ZcachedAutoConfiguration.class));

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					zcached.health.timeout=16s | '16 s' of the property 'zcached.health.timeout' does not go with another property. Must be between 1 ms and the value of 'zcached.timeout-limit' (15 s). | Lower 'zcached.health.timeout' to at most 15 s, or raise 'zcached.timeout-limit' to at least 16 s.
					zcached.connections.reports.health.timeout=1m | '60 s' of the property 'zcached.connections.reports.health.timeout' | raise 'zcached.connections.reports.timeout-limit' to at least 60 s.
					zcached.protocol=unterminated | 'unterminated' of the property 'zcached.protocol' does not go with another property. Must be 'auto' or 'terminated' | Set 'zcached.protocol' to 'auto', or 'zcached.embedded.dialect' to 'unterminated'.
					""")
	void analyzeNamesBothProperties(String property, String description, String action) {
		this.contextRunner.withPropertyValues(property).run((context) -> {
			Throwable failure = context.getStartupFailure();
			assertThat(failure).isNotNull();
			FailureAnalysis analysis = new ZcachedPropertyConflictFailureAnalyzer().analyze(failure);
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription()).contains(description);
			assertThat(analysis.getAction()).endsWith(action);
		});
	}

}
