package io.zcached.spring.boot.actuate;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedClient;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.actuate.ZcachedEndpointAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.actuate.ZcachedInfoContributorAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.embedded.EmbeddedZcachedAutoConfiguration;
import io.zcached.spring.boot.testsupport.FaultyServer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint and the info tell how things stand with each server, and no key or value.
 */
class ZcachedEndpointTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(ZcachedEndpointAutoConfiguration.class, ZcachedInfoContributorAutoConfiguration.class,
					ZcachedAutoConfiguration.class, EmbeddedZcachedAutoConfiguration.class));

	private final ApplicationContextRunner exposed = this.contextRunner
		.withPropertyValues("management.endpoints.web.exposure.include=zcached");

	@Test
	void runWhenExposedShouldShowConnectedServer() {
		this.exposed.run((context) -> {
			context.getBean(ZcachedClient.class).set("secret-key", "secret-value");
			String shown = new JsonMapper().writeValueAsString(context.getBean(ZcachedEndpoint.class).zcached());
			Connection connection = context.getBean(Connection.class);
			assertThat(shown).contains("\"default\":[{", "\"id\":\"" + connection.id() + "\"",
					"\"address\":\"" + connection.host() + ":" + connection.port() + "\"", "\"dialect\":\"TERMINATED\"",
					"\"state\":\"CONNECTED\"", "\"reconnects\":0", "\"lastError\":null")
				.doesNotContain("secret");
		});
	}

	@Test
	void runWhenServerIsMissingShouldShowWhy() {
		int port = FaultyServer.closedPort();
		this.exposed
			.withPropertyValues("zcached.host=127.0.0.1", "zcached.port=" + port, "zcached.startup=lazy",
					"zcached.connection-attempts=1")
			.run((context) -> {
				context.getBean(Connection.class).tryReconnect();
				ZcachedEndpoint.ConnectionDescriptor shown = context.getBean(ZcachedEndpoint.class)
					.zcached()
					.connections()
					.get("default")
					.get(0);
				assertThat(shown.state()).isEqualTo("BACK_OFF");
				assertThat(shown.dialect()).isNull();
				assertThat(shown.lastError()).contains("Cannot connect", "127.0.0.1:" + port);
				assertThat(shown.statistics().failedConnects()).isEqualTo(1);
			});
	}

	@Test
	void runWhenNotExposedShouldHaveNoEndpoint() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(ZcachedEndpoint.class));
	}

	@Test
	void runWhenActuatorIsMissingShouldHaveNeither() {
		this.exposed
			.withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class,
					ConditionalOnEnabledInfoContributor.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("zcachedEndpoint")
				.doesNotHaveBean("zcachedInfoContributor"));
	}

	@Test
	void runShouldContributeDialectAndVersion() {
		this.contextRunner.run((context) -> {
			context.getBean(ZcachedClient.class).ping();
			Info.Builder builder = new Info.Builder();
			context.getBean(ZcachedInfoContributor.class).contribute(builder);
			assertThat(builder.build().get("zcached").toString()).contains("version=", "default=TERMINATED");
		});
	}

	@Test
	void runWhenInfoIsDisabledShouldNotContribute() {
		this.contextRunner.withPropertyValues("management.info.zcached.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ZcachedInfoContributor.class));
	}

}
