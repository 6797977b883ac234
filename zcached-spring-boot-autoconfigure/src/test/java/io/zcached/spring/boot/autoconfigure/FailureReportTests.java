package io.zcached.spring.boot.autoconfigure;

import io.zcached.spring.boot.testsupport.FaultyServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What a user reads when the application does not start.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureReportTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			zcached.port=70000              | zcached.port            | Must be between 1 and 65535.
			zcached.port=0                  | zcached.port            | Must be between 1 and 65535.
			zcached.timeout-limit=-1        | zcached.timeout-limit   | Must be between 1 ms and 365 days.
			zcached.connect-timeout=0       | zcached.connect-timeout | Must be between 1 ms and 365 days.
			zcached.host=                   | zcached.host            | Must be a host name or an IP address.
			zcached.protocol=resp3          | zcached.protocol        | UNTERMINATED
			zcached.embedded.dialect=resp3  | zcached.embedded.dialect| UNTERMINATED
			zcached.startup=never           | zcached.startup         | BACKGROUND
			zcached.health.timeout=16s      | zcached.health.timeout  | (15 s)
			""")
	void invalidPropertyIsReportedWithItsRange(String property, String name, String range, CapturedOutput output) {
		fail("--" + property);
		assertThat(output).contains("APPLICATION FAILED TO START").contains(name).contains(range);
	}

	@Test
	void unknownBundleIsReportedByOurAnalyzer(CapturedOutput output) {
		fail("--zcached.host=cache.example.org", "--zcached.ssl.bundle=cache");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("There is no SSL bundle of this name to connect to cache.example.org:7556 with")
			.contains("Define the bundle under 'spring.ssl.bundle.jks.cache'");
	}

	@Test
	void unreachableServerIsReportedByOurAnalyzer(CapturedOutput output) {
		int port = FaultyServer.closedPort();
		fail("--zcached.host=127.0.0.1", "--zcached.port=" + port, "--zcached.startup=required",
				"--zcached.connection-attempts=1");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("needs a zcached server at 127.0.0.1:" + port + " to start, but nothing listens there.")
			.contains("Start the server, or correct 'zcached.host' and 'zcached.port'.");
	}

	private static void fail(String... arguments) {
		SpringApplication application = new SpringApplication(ApplicationConfiguration.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setRegisterShutdownHook(false);
		assertThatException().isThrownBy(() -> application.run(arguments).close());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ApplicationConfiguration {

	}

}
