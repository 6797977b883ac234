package io.zcached.sample.cache;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.zcached.client.protocol.Dialect;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.sample.Problems;
import io.zcached.sample.RestoredServer;
import io.zcached.sample.SampleClient;
import org.awaitility.Awaitility;
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
 * The cached method over HTTP.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(RestoredServer.class)
class ForecastTests {

	@Autowired
	private Forecasts forecasts;

	@Autowired
	private EmbeddedZcachedServer server;

	private SampleClient client = new SampleClient(1);

	@BeforeEach
	void renew(@Value("${local.server.port}") int port) {
		this.client = new SampleClient(port);
		this.server.restart(Dialect.TERMINATED);
		Awaitility.await()
			.until(() -> this.client.send("GET", "/actuator/health", null).statusCode(), (status) -> status == 200);
	}

	/** At first, the cache may still do without the server that was just restarted. */
	@Test
	void answersShouldComeFromTheCacheUntilItIsCleared() {
		JsonNode cached = Awaitility.await().until(() -> ask("Oslo"), (answer) -> isFrom("cache", answer));
		assertThat(ask("Oslo").get("forecast")).isEqualTo(cached.get("forecast"));
		assertThat(this.client.send("POST", "/api/forecasts/clear", null).statusCode()).isEqualTo(204);
		JsonNode fresh = ask("Oslo");
		assertThat(isFrom("method", fresh)).isTrue();
		JsonNode again = ask("Oslo");
		assertThat(isFrom("cache", again)).isTrue();
		assertThat(again.get("forecast")).isEqualTo(fresh.get("forecast"));
	}

	private JsonNode ask(String city) {
		return this.client.jsonAt("/api/forecasts/" + city);
	}

	private static boolean isFrom(String source, JsonNode answer) {
		return answer.get("source").asString().equals(source);
	}

	@Test
	void callsAtOnceShouldRunTheMethodOnceWhetherOrNotTheServerIsThere() {
		assertCallsAtOnce();
		this.server.stop();
		assertCallsAtOnce();
	}

	private void assertCallsAtOnce() {
		JsonNode outcome = this.client.json(this.client.send("POST", "/api/forecasts/Rome/calls", null));
		assertThat(outcome.get("calls").intValue()).isEqualTo(50);
		assertThat(outcome.get("runs").intValue()).isOne();
		assertThat(outcome.get("answers").intValue()).isOne();
	}

	@Test
	void moreCallsShouldBeRefusedWhileThereAreSome() {
		long before = this.forecasts.runs();
		Supplier<HttpResponse<String>> calls = () -> this.client.send("POST", "/api/forecasts/Paris/calls", null);
		CompletableFuture<HttpResponse<String>> first = CompletableFuture.supplyAsync(calls);
		Awaitility.await().until(() -> this.forecasts.runs() > before);
		Problems.assertProblem(calls.get(), 409, "Wait until the last 50 calls have come back");
		assertThat(first.join().statusCode()).isEqualTo(200);
		assertThat(calls.get().statusCode()).isEqualTo(200);
	}

	@Test
	void unknownCityShouldBe404ThatNamesTheKnown() {
		Problems.assertProblem(this.client.send("GET", "/api/forecasts/Atlantis", null), 404, "Berlin, Lisbon");
		Problems.assertProblem(this.client.send("POST", "/api/forecasts/Atlantis/calls", null), 404, "Berlin, Lisbon");
	}

}
