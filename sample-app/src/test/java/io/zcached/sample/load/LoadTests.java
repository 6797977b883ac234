package io.zcached.sample.load;

import java.net.http.HttpResponse;
import java.time.Duration;

import io.zcached.client.ZcachedClient;
import io.zcached.client.protocol.Dialect;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.sample.Problems;
import io.zcached.sample.RestoredServer;
import io.zcached.sample.SampleClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Load is bounded, one at a time, counted and tidied up.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(RestoredServer.class)
class LoadTests {

	@Autowired
	private Load load;

	@Autowired
	private CommandRecorder recorder;

	@Autowired
	private EmbeddedZcachedServer server;

	private SampleClient client = new SampleClient(1);

	@BeforeEach
	void renew(@Value("${local.server.port}") int port) {
		this.client = new SampleClient(port);
		this.server.restart(Dialect.TERMINATED);
		this.load.stop();
		awaitEnd();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, 100_001 })
	void requestsOutOfRangeShouldBeRefused(int requests) {
		Problems.assertProblem(begin(requests), 400, "between 1 and 100000");
		assertThat(this.load.now().running()).isFalse();
	}

	@Test
	void loadShouldMakeThatManyRequestsAndTidyUp(@Autowired ZcachedClient zcached) {
		Awaitility.await().ignoreExceptions().until(() -> zcached.ping().equals("PONG"));
		assertThat(begin(1000).statusCode()).isEqualTo(202);
		awaitEnd();
		assertThat(this.load.now().done()).isEqualTo(1000);
		assertThat(this.load.now().failed()).isZero();
		assertThat(this.server.size()).isZero();
		Awaitility.await()
			.until(() -> this.recorder.minute().stream().mapToLong(CommandRecorder.Second::commands).sum() >= 1010);
		assertThat(this.recorder.minute()).anySatisfy((second) -> {
			assertThat(second.p50()).isPositive();
			assertThat(second.p99()).isGreaterThanOrEqualTo(second.p95());
			assertThat(second.p95()).isGreaterThanOrEqualTo(second.p50());
		});
	}

	@RepeatedTest(20)
	void loadShouldHaveTidiedUpWhenItHasEnded(@Autowired ZcachedClient zcached) {
		Awaitility.await().ignoreExceptions().until(() -> zcached.ping().equals("PONG"));
		begin(10);
		while (this.load.now().running()) {
			Thread.onSpinWait();
		}
		assertThat(this.server.size()).isZero();
	}

	@Test
	void secondLoadShouldBeRefusedUntilTheFirstHasBeenStopped() {
		this.server.freeze();
		assertThat(begin(100_000).statusCode()).isEqualTo(202);
		Problems.assertProblem(begin(1), 409, "Wait for its end, or stop it");
		assertThat(this.client.send("POST", "/api/load/stop", null).statusCode()).isEqualTo(200);
		this.server.thaw();
		awaitEnd();
		assertThat(this.load.now().done()).isLessThan(100_000);
		assertThat(begin(1).statusCode()).isEqualTo(202);
	}

	@Test
	void failuresShouldBeCounted() {
		this.server.stop();
		begin(100);
		awaitEnd();
		assertThat(this.load.now().failed()).isEqualTo(100);
		Awaitility.await()
			.until(() -> this.recorder.minute().stream().mapToLong(CommandRecorder.Second::failures).sum() >= 100);
	}

	private HttpResponse<String> begin(int requests) {
		return this.client.send("POST", "/api/load", "{\"requests\":" + requests + "}");
	}

	private void awaitEnd() {
		Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> !this.load.now().running());
	}

}
