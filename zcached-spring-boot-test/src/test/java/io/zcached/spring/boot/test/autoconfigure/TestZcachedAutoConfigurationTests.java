package io.zcached.spring.boot.test.autoconfigure;

import io.zcached.client.Connection;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.ZcachedConnectionDetails;
import io.zcached.spring.boot.autoconfigure.embedded.EmbeddedZcachedAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TestZcachedAutoConfiguration}.
 */
class TestZcachedAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TestZcachedAutoConfiguration.class,
				EmbeddedZcachedAutoConfiguration.class, ZcachedAutoConfiguration.class))
		.withPropertyValues("zcached.startup=lazy", "zcached.host=production.invalid");

	@Test
	void runShouldUseOneEmbeddedServerInPlaceOfTheConfigured() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(EmbeddedZcachedServer.class);
			assertThat(context.getBean(Connection.class).host()).isEqualTo("127.0.0.1");
		});
	}

	@Test
	void runWhenEmbeddedIsDisabledShouldUseTheConfigured() {
		this.contextRunner.withPropertyValues("zcached.embedded.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(EmbeddedZcachedServer.class);
			assertThat(context.getBean(Connection.class).host()).isEqualTo("production.invalid");
		});
	}

	@Test
	void runWhenDetailsAreDefinedShouldUseThem() {
		this.contextRunner.withUserConfiguration(DetailsConfiguration.class).run((context) -> {
			assertThat(context).doesNotHaveBean(EmbeddedZcachedServer.class);
			assertThat(context.getBean(Connection.class).host()).isEqualTo("elsewhere.invalid");
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class DetailsConfiguration {

		@Bean
		ZcachedConnectionDetails details() {
			return new ZcachedConnectionDetails() {

				@Override
				public String getHost() {
					return "elsewhere.invalid";
				}

				@Override
				public int getPort() {
					return 1;
				}

			};
		}

	}

}
