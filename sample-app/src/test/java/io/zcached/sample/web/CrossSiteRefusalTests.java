package io.zcached.sample.web;

import java.net.http.HttpResponse;
import java.util.Map;

import io.zcached.sample.Problems;
import io.zcached.sample.SampleClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What changes something is refused to other sites' pages, and nobody else.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class CrossSiteRefusalTests {

	@Value("${local.server.port}")
	private int port;

	private SampleClient client = new SampleClient(1);

	@BeforeEach
	void connect() {
		this.client = new SampleClient(this.port);
		this.client.send("POST", "/api/server/start", null);
	}

	@ParameterizedTest
	@CsvSource({ "Sec-Fetch-Site, cross-site", "Sec-Fetch-Site, same-site", "Origin, https://elsewhere.example",
			"Origin, null", "Origin, http://127.0.0.1:1", "Origin, %%%" })
	void otherSitesShouldBeRefused(String header, String value) {
		Map<String, String> headers = Map.of(header, value, "Content-Type", "application/json");
		for (String path : new String[] { "/api/server/stop", "/api/load", "/api/forecasts/clear" }) {
			Problems.assertProblem(this.client.send("POST", path, "{\"requests\":1}", headers), 403, "own page");
		}
		Problems.assertProblem(this.client.send("PUT", "/api/entries/key", "1", headers), 403, "own page");
		Problems.assertProblem(this.client.send("DELETE", "/api/entries/key", null, headers), 403, "own page");
		assertThat(this.client.jsonAt("/api/server").get("state").asString()).isEqualTo("running");
		assertThat(this.client.send("GET", "/api/entries", null, headers).statusCode()).isEqualTo(200);
	}

	@Test
	void ownPageAndProgramsShouldBeServed() {
		assertThat(thaw(Map.of()).statusCode()).isEqualTo(200);
		assertThat(thaw(Map.of("Sec-Fetch-Site", "same-origin")).statusCode()).isEqualTo(200);
		assertThat(thaw(Map.of("Sec-Fetch-Site", "none")).statusCode()).isEqualTo(200);
		assertThat(thaw(Map.of("Origin", "http://127.0.0.1:" + this.port)).statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> thaw(Map<String, String> headers) {
		return this.client.send("POST", "/api/server/thaw", null, headers);
	}

}
