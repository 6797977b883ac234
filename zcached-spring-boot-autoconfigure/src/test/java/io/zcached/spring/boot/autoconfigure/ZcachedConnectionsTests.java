package io.zcached.spring.boot.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionPool;
import io.zcached.client.ZcachedClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ZcachedConnections} and how it finds connections.
 */
class ZcachedConnectionsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZcachedAutoConfiguration.class, SslAutoConfiguration.class))
		.withPropertyValues("zcached.startup=lazy");

	@Test
	void runShouldKnowTheDefaultServer() {
		this.contextRunner.run((context) -> {
			ZcachedConnections connections = context.getBean(ZcachedConnections.class);
			assertThat(connections.names()).containsExactly("default");
			assertThat(connections.connection("default")).isSameAs(context.getBean(Connection.class));
			assertThat(connections.client("default")).isSameAs(context.getBean(ZcachedClient.class));
		});
	}

	@Test
	void runWhenNameIsUnknownShouldTellTheKnownOnes() {
		this.contextRunner.withUserConfiguration(UserConnection.class, OtherConnection.class).run((context) -> {
			ZcachedConnections connections = context.getBean(ZcachedConnections.class);
			assertThatExceptionOfType(NoSuchZcachedConnectionException.class)
				.isThrownBy(() -> connections.client("report"))
				.withMessage("There is no zcached connection named 'report'; defined are default, reports. "
						+ "Define it under 'zcached.connections.report'")
				.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("report"))
				.satisfies((ex) -> assertThat(ex.getKnownNames()).isEqualTo(List.of("default", "reports")));
		});
	}

	@Test
	void runWhenUserHasConnectionShouldTakeItForTheDefault() {
		this.contextRunner.withUserConfiguration(UserConnection.class).run((context) -> {
			ZcachedConnections connections = context.getBean(ZcachedConnections.class);
			assertThat(connections.names()).containsExactly("default");
			assertThat(connections.connection("default")).isSameAs(context.getBean("userConnection"));
		});
	}

	@Test
	void runWhenUserHasClientShouldTakeItForTheDefault() {
		this.contextRunner.withUserConfiguration(UserClient.class).run((context) -> {
			ZcachedConnections connections = context.getBean(ZcachedConnections.class);
			assertThat(connections.client("default")).isSameAs(context.getBean("userClient"));
		});
	}

	@Test
	void runWhenUserHasQualifiedConnectionShouldKnowItByItsQualifier() {
		this.contextRunner.withUserConfiguration(UserConnection.class, OtherConnection.class).run((context) -> {
			ZcachedConnections connections = context.getBean(ZcachedConnections.class);
			assertThat(connections.names()).containsExactly("default", "reports");
			assertThat(connections.connection("default")).isSameAs(context.getBean("userConnection"));
			assertThat(connections.connection("reports")).isSameAs(context.getBean("otherConnection"));
			assertThat(connections.client("reports")).isNotSameAs(connections.client("default"));
		});
	}

	@Test
	void runWhenUserHasPrimaryConnectionShouldTakeItForTheDefault() {
		this.contextRunner.withUserConfiguration(UserConnection.class, PrimaryConnection.class).run((context) -> {
			ZcachedConnections connections = context.getBean(ZcachedConnections.class);
			assertThat(connections.names()).containsExactly("default", "userConnection");
			assertThat(connections.connection("default")).isSameAs(context.getBean("primaryConnection"));
		});
	}

	@Test
	void runWhenNoConnectionIsPrimaryShouldHaveNoDefault() {
		this.contextRunner.withUserConfiguration(UserConnection.class, ThirdConnection.class)
			.run((context) -> assertThat(context.getBean(ZcachedConnections.class).names())
				.containsExactlyInAnyOrder("userConnection", "thirdConnection"));
	}

	@Test
	void runWhenUserHasFurtherPoolShouldKnowAllOfIt() {
		this.contextRunner.withUserConfiguration(UserConnection.class, OtherPool.class).run((context) -> {
			ZcachedConnections connections = context.getBean(ZcachedConnections.class);
			ConnectionPool pool = context.getBean(ConnectionPool.class);
			assertThat(connections.names()).containsExactly("default", "sessions");
			assertThat(connections.connections("sessions")).isEqualTo(pool.connections()).hasSize(2);
			assertThat(pool.connections()).contains(connections.leastLoaded("sessions").get());
			assertThat(connections.connections("default")).containsExactly(context.getBean(Connection.class));
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class UserConnection {

		@Bean
		Connection userConnection() {
			return new Connection("127.0.0.1", 1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherConnection {

		@Bean(defaultCandidate = false)
		@Qualifier("reports")
		Connection otherConnection() {
			return new Connection("127.0.0.1", 2);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OtherPool {

		@Bean(defaultCandidate = false)
		@Qualifier("sessions")
		ConnectionPool otherPool() {
			return new ConnectionPool("127.0.0.1", 2, 2);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ThirdConnection {

		@Bean
		Connection thirdConnection() {
			return new Connection("127.0.0.1", 3);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryConnection {

		@Bean
		@Primary
		Connection primaryConnection() {
			return new Connection("127.0.0.1", 4);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserClient {

		@Bean
		ZcachedClient userClient(Connection connection) {
			return ZcachedClient.of(connection).withLimit(Duration.ofMillis(100));
		}

	}

}
