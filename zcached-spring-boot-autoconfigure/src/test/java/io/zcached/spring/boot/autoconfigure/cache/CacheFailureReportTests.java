package io.zcached.spring.boot.autoconfigure.cache;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What a user reads when the caches of his application cannot be made.
 */
@ExtendWith(OutputCaptureExtension.class)
class CacheFailureReportTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			zcached.cache.caches[a::b].enabled=true    | zcached.cache.caches[a::b]       | 'a::b'
			zcached.cache.caches[a::b].enabled=true    | zcached.cache.caches[a::b]       | from 1 to 512 bytes, no '::'
			spring.cache.cache-names[0]=a::b           | spring.cache.cache-names         | from 1 to 512 bytes, no '::'
			zcached.cache.allowed-packages[0]=*        | zcached.cache.allowed-packages   | without patterns
			zcached.cache.allowed-packages=com..x      | zcached.cache.allowed-packages   | without patterns
			""")
	void invalidPropertyIsReportedWithWhatItMayBe(String property, String name, String rule, CapturedOutput output) {
		fail("--" + property);
		assertThat(output).contains("APPLICATION FAILED TO START").contains("'" + name + "'").contains(rule);
	}

	@Test
	void prefixThatNoServerCouldStoreIsReportedWithItsLimit(CapturedOutput output) {
		fail("--zcached.cache.key-prefix=" + "x".repeat(513));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'zcached.cache.key-prefix'")
			.contains("at most 512 bytes");
		fail("--zcached.cache.caches.a.key-prefix=a\nb");
		assertThat(output).contains("'zcached.cache.caches.a.key-prefix'").contains("no line feed");
	}

	@Test
	void cachesThatWouldShareKeysAreReportedWithWhatToChange(CapturedOutput output) {
		fail("--zcached.cache.caches.a.key-prefix=x", "--zcached.cache.caches.xa.enabled=true");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("would share keys on the server")
			.contains("'zcached.cache.caches.a.key-prefix'")
			.contains("'zcached.cache.caches.xa.key-prefix'");
	}

	private static void fail(String... arguments) {
		SpringApplication application = new SpringApplication(CachingConfiguration.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setRegisterShutdownHook(false);
		assertThatException().isThrownBy(() -> application.run(arguments).close());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching
	static class CachingConfiguration {

	}

}
