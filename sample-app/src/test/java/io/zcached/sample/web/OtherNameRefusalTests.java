package io.zcached.sample.web;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import io.zcached.sample.Problems;
import io.zcached.sample.SampleClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page whose name was made to lead to this machine gets nothing and does nothing. To
 * its browser it is of the same origin.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "sample.names=Cache-Demo.internal")
class OtherNameRefusalTests {

	@Value("${local.server.port}")
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "elsewhere.example", "elsewhere.example:8080", "127.0.0.1.elsewhere.example",
			"localhost.elsewhere.example", "1.2.3.4.5" })
	void otherNameShouldBeRefused(String host) throws IOException {
		for (String request : new String[] { "POST /api/server/stop", "GET /api/entries", "GET /", "GET /api/live",
				"GET /actuator/health" }) {
			String answer = send(request, host);
			assertThat(answer).startsWith("HTTP/1.1 403 ").contains("application/problem+json");
			Problems.assertProblem(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1), 403,
					"answers to localhost");
		}
		assertThat(new SampleClient(this.port).jsonAt("/api/server").get("state").asString()).isEqualTo("running");
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "LocalHost:8080", "127.0.0.1", "192.168.1.7:8080", "[::1]:8080",
			"cache-demo.internal:8080" })
	void ownNamesAndAddressesShouldBeServed(String host) throws IOException {
		assertThat(send("GET /api/entries", host)).startsWith("HTTP/1.1 200 ");
		assertThat(send("POST /api/server/thaw", host)).startsWith("HTTP/1.1 200 ");
	}

	private String send(String request, String host) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setSoTimeout(20_000);
			String text = request + " HTTP/1.1\r\nHost: " + host
					+ "\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
			socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
