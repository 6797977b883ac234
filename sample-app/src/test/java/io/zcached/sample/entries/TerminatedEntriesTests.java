package io.zcached.sample.entries;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;

import io.zcached.client.protocol.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.zcached.sample.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entries on a server of the current line.
 */
class TerminatedEntriesTests extends AbstractEntriesTests {

	@Override
	protected String dialect() {
		return Dialect.TERMINATED.name().toLowerCase(Locale.ROOT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "{}", "[\"\"]", "[{}]", "{\"a\":{}}", "{\"\":1}", "\"a\\u0003b\"" })
	void whatThisLineCannotStoreShouldBe400(String json) {
		assertProblem(client().put("key", json), 400, "key");
	}

	@Test
	void terminatorInKeyShouldBe400() {
		assertProblem(client().put("a\u0003b", "1"), 400, "a\\x03b");
	}

	@Test
	void bodyThatIsTooLargeShouldBe413WhetherOrNotItsLengthIsTold() throws Exception {
		String json = '"' + "x".repeat(11_000_000) + '"';
		assertProblem(client().put("key", json), 413, "a zcached server takes no more");
		HttpRequest chunked = HttpRequest.newBuilder(client().uri("/api/entries/key"))
			.header("Content-Type", "application/json")
			.PUT(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(json.getBytes())))
			.build();
		assertProblem(HttpClient.newHttpClient().send(chunked, HttpResponse.BodyHandlers.ofString()), 413,
				"a zcached server takes no more");
	}

	@Test
	void largeValueShouldBeStored() {
		String json = '"' + "x".repeat(5_000_000) + '"';
		assertThat(client().put("key", json).statusCode()).isEqualTo(204);
		assertThat(client().get("key").body()).isEqualTo(json);
	}

}
