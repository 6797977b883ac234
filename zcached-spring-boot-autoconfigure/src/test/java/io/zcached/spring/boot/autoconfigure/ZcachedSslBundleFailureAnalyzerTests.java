package io.zcached.spring.boot.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZcachedSslBundleFailureAnalyzer}.
 */
class ZcachedSslBundleFailureAnalyzerTests {

	private final ZcachedSslBundleFailureAnalyzer analyzer = new ZcachedSslBundleFailureAnalyzer();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZcachedAutoConfiguration.class))
		.withPropertyValues("zcached.ssl.bundle=cache", "zcached.startup=lazy");

	@Test
	void analyzeWhenBundleIsUnknown() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class)).run((context) -> {
			assertThat(context).getFailure().rootCause().isInstanceOf(InvalidConfigurationPropertyValueException.class);
			FailureAnalysis analysis = this.analyzer.analyze(context.getStartupFailure());
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription()).isEqualTo("The property 'zcached.ssl.bundle' has the value 'cache'. "
					+ "There is no SSL bundle of this name to connect to localhost:7556 with; none is defined.");
			assertThat(analysis.getAction()).contains("'spring.ssl.bundle.jks.cache'")
				.contains("'spring.ssl.bundle.pem.cache'")
				.contains("'zcached.ssl.bundle'")
				.contains("'zcached.ssl.enabled'");
		});
	}

	@Test
	void analyzeWhenOtherBundlesAreDefinedNamesThem() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class))
			.withPropertyValues("spring.ssl.bundle.jks.web.keystore.type=PKCS12",
					"spring.ssl.bundle.jks.db.keystore.type=PKCS12")
			.run((context) -> assertThat(this.analyzer.analyze(context.getStartupFailure())).isNotNull()
				.extracting(FailureAnalysis::getDescription)
				.asString()
				.contains("defined are ")
				.contains("web")
				.contains("db"));
	}

	@Test
	void analyzeWhenThereAreNoBundlesAtAll() {
		this.contextRunner.run((context) -> assertThat(this.analyzer.analyze(context.getStartupFailure())).isNotNull()
			.extracting(FailureAnalysis::getDescription)
			.asString()
			.endsWith("none is defined."));
	}

	@Test
	void analyzeWhenOtherPropertyIsInvalidLeavesItToSpringBoot() {
		assertThat(this.analyzer
			.analyze(new InvalidConfigurationPropertyValueException("zcached.port", 0, "Must be between 1 and 65535.")))
			.isNull();
	}

}
