package io.zcached.spring.boot.autoconfigure;

import io.zcached.client.Connection;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NoSuchZcachedConnectionFailureAnalyzer}.
 */
class NoSuchZcachedConnectionFailureAnalyzerTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZcachedAutoConfiguration.class))
		.withPropertyValues("zcached.startup=lazy");

	@Test
	void analyzeTellsWhatIsDefinedAndHowToDefineMore() {
		this.contextRunner.withUserConfiguration(AskingConfiguration.class)
			.withPropertyValues("zcached.connections.sessions.host=sessions.example.org",
					"zcached.connections.sessions.startup=lazy")
			.run((context) -> {
				Throwable failure = context.getStartupFailure();
				assertThat(failure).isNotNull();
				FailureAnalysis analysis = new NoSuchZcachedConnectionFailureAnalyzer().analyze(failure);
				assertThat(analysis).isNotNull();
				assertThat(analysis.getDescription())
					.isEqualTo("There is no zcached server named 'reports'; defined are default, sessions.");
				assertThat(analysis.getAction()).isEqualTo(
						"Define it by 'zcached.connections.reports.host' and 'zcached.connections.reports.port', or correct the name to that of a defined one.");
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class AskingConfiguration {

		@Bean
		String host(ZcachedConnections connections) {
			Connection connection = connections.connection("reports");
			return connection.host();
		}

	}

}
