package io.zcached.spring.boot.autoconfigure;

import java.time.Duration;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedClient;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ZcachedAutoConfiguration} where the user has beans of their own.
 */
class ZcachedBackOffTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZcachedAutoConfiguration.class, SslAutoConfiguration.class))
		.withPropertyValues("zcached.startup=lazy");

	@Test
	void runWhenClientIsNotOnTheClassPathShouldBackOff() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(Connection.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ZcachedProperties.class));
	}

	@Test
	void runWhenUserHasConnectionShouldUseIt() {
		this.contextRunner.withUserConfiguration(UserConnectionConfiguration.class)
			.withPropertyValues("zcached.startup=required")
			.run((context) -> assertThat(context).hasSingleBean(Connection.class)
				.hasBean("userConnection")
				.hasSingleBean(ZcachedClient.class)
				.doesNotHaveBean(ZcachedConnectionLifecycle.class));
	}

	@Test
	void runWhenUserHasClientShouldUseIt() {
		this.contextRunner.withUserConfiguration(UserClientConfiguration.class)
			.run((context) -> assertThat(context).hasSingleBean(ZcachedClient.class).hasBean("userClient"));
	}

	@Test
	void runWhenUserHasSeveralConnectionsShouldNotCreateClient() {
		this.contextRunner.withUserConfiguration(UserConnectionConfiguration.class, OtherConnectionConfiguration.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ZcachedClient.class));
	}

	@Test
	void runWhenUserHasPrimaryConnectionShouldCreateClient() {
		this.contextRunner
			.withUserConfiguration(UserConnectionConfiguration.class, PrimaryConnectionConfiguration.class)
			.run((context) -> assertThat(context).hasSingleBean(ZcachedClient.class));
	}

	@Test
	void runWhenUserHasDetailsShouldReadThemInsteadOfProperties() {
		this.contextRunner.withUserConfiguration(UserDetailsConfiguration.class)
			.withPropertyValues("zcached.host=ignored.example.org", "zcached.port=1", "zcached.ssl.bundle=unknown")
			.run((context) -> {
				assertThat(context).hasSingleBean(ZcachedConnectionDetails.class);
				Connection connection = context.getBean(Connection.class);
				assertThat(connection.host()).isEqualTo("details.example.org");
				assertThat(connection.port()).isEqualTo(1234);
				assertThat(connection.options().sslSocketFactory()).isNull();
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class UserConnectionConfiguration {

		@Bean
		Connection userConnection() {
			return new Connection("127.0.0.1", 1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherConnectionConfiguration {

		@Bean
		Connection otherConnection() {
			return new Connection("127.0.0.1", 2);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryConnectionConfiguration {

		@Bean
		@Primary
		Connection primaryConnection() {
			return new Connection("127.0.0.1", 2);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserClientConfiguration {

		@Bean
		ZcachedClient userClient(Connection connection) {
			return ZcachedClient.of(connection).withLimit(Duration.ofMillis(100));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserDetailsConfiguration {

		@Bean
		ZcachedConnectionDetails userDetails() {
			ZcachedConnectionDetails details = mock(ZcachedConnectionDetails.class);
			given(details.getHost()).willReturn("details.example.org");
			given(details.getPort()).willReturn(1234);
			given(details.getSslBundle()).willReturn((SslBundle) null);
			return details;
		}

	}

}
