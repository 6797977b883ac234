package io.zcached.sample.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.zcached.client.ZcachedClient;
import io.zcached.sample.SampleClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

import static io.zcached.sample.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.willThrow;

/**
 * Failures that come from outside the controllers are told as problems too, and say what
 * to do.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ProblemTests {

	@MockitoSpyBean
	private ZcachedClient zcached;

	private int port;

	private SampleClient client = new SampleClient(1);

	@BeforeEach
	void useRandomPort(@Autowired Environment environment) {
		this.port = environment.getRequiredProperty("local.server.port", int.class);
		this.client = new SampleClient(this.port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/error", "/nothing", "/api/entries/", "/actuator/nothing" })
	void unknownPathShouldBe404ThatNamesThePaths(String path) {
		HttpResponse<String> response = this.client.send("GET", path, null);
		assertProblem(response, 404,
				"Use /api/entries, /api/entries/{key}, /api/stats or /actuator/health, with no slash");
	}

	@Test
	void otherMethodShouldBe405ThatNamesTheMethods() {
		HttpResponse<String> response = this.client.send("POST", "/api/entries", "1");
		assertProblem(response, 405, "POST is not supported here; use one of [GET]");
		assertThat(response.headers().firstValue("Allow")).contains("GET");
	}

	@Test
	void traceShouldBe405ThatNamesTheMethods() {
		assertProblem(this.client.send("TRACE", "/api/entries", null), 405,
				"TRACE is not supported here; use one of [GET, PUT, DELETE]");
	}

	@Test
	void otherContentShouldBe415ThatAsksForJson() {
		assertProblem(this.client.send("PUT", "/api/entries/key", "1", Map.of("Content-Type", "text/plain")), 415,
				"Content-Type: application/json");
		assertProblem(this.client.send("PUT", "/api/entries/key", "1", Map.of("Content-Type", "?")), 415,
				"Content-Type: application/json");
	}

	@Test
	void answerThatIsNotAcceptedShouldBe406ThatNamesTheMediaTypes() {
		assertProblem(this.client.send("GET", "/api/entries", null, Map.of("Accept", "text/plain")), 406,
				"accept one of [application/json");
		assertProblem(this.client.send("GET", "/api/entries", null, Map.of("Accept", "bogus")), 406,
				"accept application/json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "bogus" })
	void problemShouldBeToldWhateverIsAccepted(String accept) {
		Map<String, String> headers = Map.of("Accept", accept, "Content-Type", "application/json");
		assertProblem(this.client.send("GET", "/error", null, headers), 404, "There is nothing");
		assertProblem(this.client.send("PUT", "/api/entries/a%0Ab", "1", headers), 400, "a\\x0Ab");
		assertProblem(this.client.send("DELETE", "/api/entries/missing", null, headers), 404, "'missing'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "zz\r\n1\r\n0\r\n\r\n", "2\r\n12XX\r\n0\r\n\r\n" })
	void malformedChunkShouldBe400(String body) throws IOException {
		String answer = exchange("PUT /api/entries/key HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
				+ "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
		assertThat(answer).startsWith("HTTP/1.1 400").containsIgnoringCase("Content-Type: application/problem+json");
		assertProblem(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1), 400, "body is malformed");
	}

	@Test
	void unexpectedFailureShouldBe500ThatKeepsItsCauseToItself() {
		willThrow(new IllegalStateException("secret")).given(this.zcached).dbSize();
		HttpResponse<String> response = this.client.send("GET", "/api/stats", null);
		assertProblem(response, 500, "its log tells why");
		assertThat(response.body()).doesNotContain("secret");
	}

	private String exchange(String request) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout(30_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			InputStream answer = socket.getInputStream();
			return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
