package io.zcached.sample.server;

import io.zcached.client.protocol.Dialect;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.sample.Problems;
import io.zcached.sample.RestoredServer;
import io.zcached.sample.SampleClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The embedded server is broken and mended over HTTP, by POST only.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(RestoredServer.class)
class ServerControllerTests {

	@Autowired
	private EmbeddedZcachedServer server;

	private SampleClient client = new SampleClient(1);

	@BeforeEach
	void renew(@Value("${local.server.port}") int port) {
		this.client = new SampleClient(port);
		this.server.restart(Dialect.TERMINATED);
	}

	@Test
	void serverShouldBeStoppedFrozenThawedAndRestarted() {
		assertThat(post("stop").get("state").asString()).isEqualTo("stopped");
		assertThat(this.server.isRunning()).isFalse();
		assertThat(post("start").get("state").asString()).isEqualTo("running");
		assertThat(post("freeze").get("state").asString()).isEqualTo("frozen");
		assertThat(this.server.isFrozen()).isTrue();
		assertThat(post("thaw").get("state").asString()).isEqualTo("running");
		assertThat(post("restart").get("state").asString()).isEqualTo("running");
		assertThat(post("dialect/unterminated").get("dialect").asString()).isEqualTo("unterminated");
		assertThat(this.server.dialect()).isEqualTo(Dialect.UNTERMINATED);
	}

	@Test
	void unknownActionShouldBe404ThatNamesTheKnown() {
		Problems.assertProblem(this.client.send("POST", "/api/server/explode", null), 404,
				"'explode' is none of [stop, start, freeze, thaw, restart]");
		Problems.assertProblem(this.client.send("POST", "/api/server/dialect/french", null), 404,
				"none of [terminated, unterminated]");
	}

	@Test
	void getShouldBreakNothing() {
		Problems.assertProblem(this.client.send("GET", "/api/server/stop", null), 405, "use one of [POST]");
		assertThat(this.server.isRunning()).isTrue();
	}

	private JsonNode post(String action) {
		return this.client.json(this.client.send("POST", "/api/server/" + action, null));
	}

}
