package io.zcached.sample;

import java.net.http.HttpResponse;
import java.time.Duration;

import io.zcached.client.protocol.Dialect;
import io.zcached.embedded.EmbeddedZcachedServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application without its server, and with it again.
 */
class OutageTests {

	/** Far below any time limit that has to pass when nobody answers. */
	private static final Duration AT_ONCE = Duration.ofSeconds(5);

	private EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().build().start();

	private ConfigurableApplicationContext application = run(this.server.port());

	private SampleClient client = new SampleClient(
			this.application.getEnvironment().getRequiredProperty("local.server.port", int.class));

	@AfterEach
	void stop() {
		this.application.close();
		this.server.close();
	}

	@ParameterizedTest
	@EnumSource
	void serverStopsAndComesBack(Dialect comesBackAs) {
		assertThat(this.client.put("key", "1").statusCode()).isEqualTo(204);
		this.server.stop();
		for (int i = 0; i < 5; i++) {
			assertUnavailable(this.client.get("key"));
			assertUnavailable(this.client.put("key", "2"));
			assertUnavailable(this.client.delete("key"));
			assertUnavailable(this.client.send("GET", "/api/entries", null));
			assertUnavailable(this.client.send("GET", "/api/stats", null));
			assertHealth("DOWN", 503);
		}
		this.server = EmbeddedZcachedServer.builder().port(this.server.port()).dialect(comesBackAs).build().start();
		Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertHealth("UP", 200));
		assertThat(this.client.put("key", "3").statusCode()).isEqualTo(204);
		assertThat(this.client.get("key").body()).isEqualTo("3");
	}

	@Test
	void applicationStartsWithoutServer() {
		this.application.close();
		this.server.stop();
		this.application = run(this.server.port());
		this.client = new SampleClient(
				this.application.getEnvironment().getRequiredProperty("local.server.port", int.class));
		assertHealth("DOWN", 503);
		assertUnavailable(this.client.get("key"));
		this.server.start();
		Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertHealth("UP", 200));
	}

	private void assertUnavailable(HttpResponse<String> response) {
		Problems.assertProblem(response, 503, "127.0.0.1:" + this.server.port());
		assertThat(response.headers().firstValue("Retry-After")).contains("3");
	}

	private void assertHealth(String status, int httpStatus) {
		long start = System.nanoTime();
		HttpResponse<String> response = this.client.send("GET", "/actuator/health", null);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
		JsonNode health = this.client.json(response).get("components").get("zcached");
		assertThat(health.get("status").asString()).as(response.body()).isEqualTo(status);
		assertThat(response.statusCode()).isEqualTo(httpStatus);
	}

	private static ConfigurableApplicationContext run(int port) {
		SpringApplication application = new SpringApplication(SampleApplication.class);
		application.setRegisterShutdownHook(false);
		return application.run("--server.port=0", "--zcached.host=127.0.0.1", "--zcached.port=" + port);
	}

}
