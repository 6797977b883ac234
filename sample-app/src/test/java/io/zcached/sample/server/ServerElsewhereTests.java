package io.zcached.sample.server;

import io.zcached.client.protocol.Dialect;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.sample.Problems;
import io.zcached.sample.SampleApplication;
import io.zcached.sample.SampleClient;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server elsewhere is neither broken nor put under load.
 */
class ServerElsewhereTests {

	@Test
	void serverElsewhereShouldBeLeftAlone() {
		try (EmbeddedZcachedServer elsewhere = EmbeddedZcachedServer.builder().build().start();
				ConfigurableApplicationContext application = SpringApplication.run(SampleApplication.class,
						"--server.port=0", "--zcached.host=127.0.0.1", "--zcached.port=" + elsewhere.port())) {
			SampleClient client = new SampleClient(
					application.getEnvironment().getRequiredProperty("local.server.port", int.class));
			for (String path : new String[] { "/api/server/stop", "/api/server/dialect/unterminated", "/api/load" }) {
				Problems.assertProblem(client.send("POST", path, "{\"requests\":1}"), 409, "a server elsewhere");
			}
			assertThat(client.jsonAt("/api/server").get("state").asString()).isEqualTo("unavailable");
			assertThat(elsewhere.isRunning()).isTrue();
			assertThat(elsewhere.dialect()).isEqualTo(Dialect.TERMINATED);
		}
	}

}
