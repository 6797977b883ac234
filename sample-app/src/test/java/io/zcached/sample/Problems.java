package io.zcached.sample;

import java.net.http.HttpResponse;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every answer of a failure has in common.
 */
public final class Problems {

	private static final JsonMapper MAPPER = new JsonMapper();

	private Problems() {
	}

	public static void assertProblem(HttpResponse<String> response, int status, String detail) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertProblem(response.body(), status, detail);
	}

	public static void assertProblem(String body, int status, String detail) {
		JsonNode problem = MAPPER.readTree(body);
		assertThat(problem.get("status").intValue()).isEqualTo(status);
		assertThat(problem.get("title").asString()).isNotEmpty();
		assertThat(problem.get("detail").asString()).contains(detail);
	}

}
