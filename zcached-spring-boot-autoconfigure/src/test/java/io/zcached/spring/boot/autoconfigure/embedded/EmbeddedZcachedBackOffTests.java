package io.zcached.spring.boot.autoconfigure.embedded;

import java.util.Map;

import io.zcached.client.Connection;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.ZcachedConnectionDetails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EmbeddedZcachedAutoConfiguration} where another server is to be used.
 */
class EmbeddedZcachedBackOffTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(EmbeddedZcachedAutoConfiguration.class, ZcachedAutoConfiguration.class));

	@ParameterizedTest
	@ValueSource(strings = { "zcached.host=127.0.0.1", "zcached.port=7556", "zcached.embedded.enabled=false" })
	void runWhenServerIsConfiguredShouldBackOff(String property) {
		this.contextRunner.withPropertyValues(property, "zcached.startup=lazy")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(EmbeddedZcachedServer.class)
				.hasSingleBean(Connection.class));
	}

	@Test
	void runWhenServerIsConfiguredByEnvironmentVariableShouldBackOff() {
		this.contextRunner.withPropertyValues("zcached.startup=lazy")
			.withInitializer(
					(context) -> context.getEnvironment()
						.getPropertySources()
						.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
								Map.of("ZCACHED_PORT", "7556"))))
			.run((context) -> assertThat(context).doesNotHaveBean(EmbeddedZcachedServer.class));
	}

	@Test
	void runWhenServerIsNotOnTheClassPathShouldBackOff() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(EmbeddedZcachedServer.class))
			.withPropertyValues("zcached.startup=lazy")
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(Connection.class);
				assertThat(context.getBean(Connection.class).port()).isEqualTo(7556);
			});
	}

	@Test
	void runWhenUserHasDetailsShouldBackOff() {
		this.contextRunner.withUserConfiguration(UserDetailsConfiguration.class)
			.withPropertyValues("zcached.startup=lazy")
			.run((context) -> assertThat(context).doesNotHaveBean(EmbeddedZcachedServer.class)
				.hasSingleBean(ZcachedConnectionDetails.class));
	}

	@Test
	void runWhenUserHasConnectionShouldBackOff() {
		this.contextRunner.withUserConfiguration(UserConnectionConfiguration.class)
			.run((context) -> assertThat(context).doesNotHaveBean(EmbeddedZcachedServer.class)
				.doesNotHaveBean(EmbeddedZcachedConnectionDetails.class)
				.hasSingleBean(Connection.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class UserDetailsConfiguration {

		@Bean
		ZcachedConnectionDetails userDetails() {
			return new ZcachedConnectionDetails() {

				@Override
				public String getHost() {
					return "127.0.0.1";
				}

				@Override
				public int getPort() {
					return 1;
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserConnectionConfiguration {

		@Bean
		Connection userConnection() {
			return new Connection("127.0.0.1", 1);
		}

	}

}
