package io.zcached.sample.entries;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import io.zcached.client.ZcachedClient;
import io.zcached.sample.SampleClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.env.Environment;

import static io.zcached.sample.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entries over HTTP, on the embedded server of either dialect.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class AbstractEntriesTests {

	@Autowired
	private ZcachedClient zcached;

	private SampleClient client = new SampleClient(1);

	@BeforeEach
	void flush(@Autowired Environment environment) {
		this.client = new SampleClient(environment.getRequiredProperty("local.server.port", int.class));
		this.zcached.flush();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"name\":\"Ada\",\"age\":36}", "[1,2.5,true,null,\"x\",[],[[1]]]", "\"text\"", "42",
			"-9223372036854775808", "9223372036854775807", "2.5", "1.0E-5", "true", "false", "null", "[]",
			"{\"a\":{\"b\":[{\"c\":null}]}}", "\"\u00fc\u20ac\ud83d\ude00 \\\"quoted\\\" \\t \\\\\"" })
	void putThenGetShouldAnswerTheSameJson(String json) {
		assertThat(this.client.put("key", json).statusCode()).isEqualTo(204);
		HttpResponse<String> response = this.client.get("key");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(this.client.json(response)).isEqualTo(this.client.json(json));
	}

	@Test
	void putShouldStoreZcachedsOwnTypes() {
		this.client.put("key", "{\"s\":\"x\",\"i\":1,\"d\":1.5,\"b\":true,\"n\":null,\"l\":[1]}");
		assertThat(this.zcached.get("key")).hasValueSatisfying((value) -> {
			Map<?, ?> map = (Map<?, ?>) value;
			assertThat(map.get("s")).isEqualTo("x");
			assertThat(map.get("i")).isEqualTo(1L);
			assertThat(map.get("d")).isEqualTo(1.5);
			assertThat(map.get("b")).isEqualTo(true);
			assertThat(map.get("n")).isNull();
			assertThat(map.get("l")).isEqualTo(List.of(1L));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "user:1", "a/b", "/a//b/", "a b", "a+b", "a%b", "a;b", "a?b#c", "\u00fc\u20ac", "..", ".",
			"a\\b", "a\"b'c", "tab\there", "a.json", "a\rb" })
	void keyMayHoldAnythingStorable(String key) {
		assertThat(this.client.put(key, "1").statusCode()).as("PUT").isEqualTo(204);
		assertThat(this.zcached.keys()).containsExactly(key);
		assertThat(this.client.get(key).body()).as("GET").isEqualTo("1");
		assertThat(this.client.delete(key).statusCode()).as("DELETE").isEqualTo(204);
		assertThat(this.zcached.keys()).isEmpty();
	}

	@Test
	void getWhenMissingShouldBe404() {
		assertProblem(this.client.get("missing"), 404, "'missing'");
	}

	@Test
	void deleteWhenMissingShouldBe404() {
		assertProblem(this.client.delete("missing"), 404, "'missing'");
	}

	@Test
	void listShouldTellKeysAndSizes() {
		this.client.put("string", "\"\u00fc\u20ac\"");
		this.client.put("number", "1");
		this.client.put("list", "[1,2,3]");
		this.client.put("map", "{\"a\":1,\"b\":2}");
		this.client.put("null", "null");
		this.client.put("true", "true");
		JsonNode list = this.client.jsonAt("/api/entries");
		assertThat(list.get("total").intValue()).isEqualTo(6);
		assertThat(list.get("truncated").booleanValue()).isFalse();
		assertThat(list.get("entries").toString())
			.isEqualTo("[{\"key\":\"list\",\"size\":3},{\"key\":\"map\",\"size\":2},"
					+ "{\"key\":\"null\",\"size\":0},{\"key\":\"number\",\"size\":8},{\"key\":\"string\",\"size\":5},"
					+ "{\"key\":\"true\",\"size\":1}]");
	}

	@Test
	void listShouldBeLimitedAndSaySo() {
		for (int i = 0; i < 1001; i++) {
			this.zcached.set("key" + i, "x".repeat(i % 7 + 1));
		}
		assertList("/api/entries", 100);
		assertList("/api/entries?limit=1", 1);
		assertList("/api/entries?limit=1000", 1000);
		assertThat(this.client.jsonAt("/api/entries?limit=2").get("entries").toString())
			.isEqualTo("[{\"key\":\"key0\",\"size\":1},{\"key\":\"key1\",\"size\":2}]");
	}

	@Test
	void listShouldNotBeTruncatedWhenTheLimitIsJustReached() {
		this.client.put("key", "1");
		assertThat(this.client.jsonAt("/api/entries?limit=1").get("truncated").booleanValue()).isFalse();
	}

	@Test
	void listShouldLeaveOutWhatIsDeletedMeanwhile(@Autowired EntrySizes sizes) {
		this.client.put("null", "null");
		assertThat(sizes.of(List.of("deleted", "null"))).containsExactly(new Entry("null", 0));
	}

	@Test
	void listOfNothingShouldBeEmpty() {
		assertThat(this.client.jsonAt("/api/entries").toString())
			.isEqualTo("{\"total\":0,\"truncated\":false,\"entries\":[]}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "1001" })
	void limitOutOfRangeShouldBe400(String limit) {
		assertProblem(this.client.send("GET", "/api/entries?limit=" + limit, null), 400,
				"limit must be between 1 and 1000, but is " + limit);
	}

	@ParameterizedTest
	@ValueSource(strings = { "many", "99999999999", "1.5" })
	void limitThatIsNoNumberShouldBe400(String limit) {
		assertProblem(this.client.send("GET", "/api/entries?limit=" + limit, null), 400,
				"limit must be a whole number, but is '" + limit + "'");
	}

	private void assertList(String path, int size) {
		JsonNode list = this.client.jsonAt(path);
		assertThat(list.get("entries").size()).as(path).isEqualTo(size);
		assertThat(list.get("total").intValue()).isEqualTo(1001);
		assertThat(list.get("truncated").booleanValue()).isTrue();
	}

	@Test
	void statsShouldTellAboutServerAndConnection() {
		this.client.put("key", "1");
		JsonNode stats = this.client.jsonAt("/api/stats");
		assertThat(stats.get("dbSize").longValue()).isOne();
		assertThat(stats.get("lastSave").asString()).startsWith("20");
		JsonNode connection = stats.get("connection");
		assertThat(connection.get("address").asString()).startsWith("127.0.0.1:");
		assertThat(connection.get("id").asString()).isNotEmpty();
		assertThat(connection.get("dialect").asString()).isEqualTo(dialect());
		assertThat(connection.get("connected").booleanValue()).isTrue();
		assertThat(connection.get("pendingRequests").intValue()).isZero();
	}

	@Test
	void healthShouldBeUpWithDetails() {
		JsonNode health = this.client.jsonAt("/actuator/health").get("components").get("zcached");
		assertThat(health.get("status").asString()).isEqualTo("UP");
		assertThat(health.get("details").get("dialect").asString()).isEqualTo(dialect());
	}

	@Test
	void lineFeedInKeyShouldBe400ThatTellsWhere() {
		assertProblem(this.client.send("PUT", "/api/entries/a%0Ab", "1"), 400, "a\\x0Ab");
		assertProblem(this.client.send("GET", "/api/entries/a%0Ab", null), 400, "a\\x0Ab");
		assertProblem(this.client.send("DELETE", "/api/entries/a%0Ab", null), 400, "a\\x0Ab");
		assertThat(this.zcached.dbSize()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"a\\nb\"", "[\"a\\nb\"]", "{\"a\\nb\":1}", "{\"a\":{\"b\":[\"a\\nb\"]}}" })
	void lineFeedInValueShouldBe400(String json) {
		assertProblem(this.client.put("key", json), 400, "key");
		assertThat(this.zcached.dbSize()).isZero();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "9223372036854775808", "-9223372036854775809", "[123456789012345678901234567890]", "1e400" })
	void numberOutOfRangeShouldBe400(String json) {
		assertProblem(this.client.put("key", json), 400, "");
		assertThat(this.zcached.dbSize()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "", "{\"a\":}", "nul", "1 2", "NaN" })
	void malformedJsonShouldBe400(String json) {
		assertProblem(this.client.put("key", json), 400, "The body must be one JSON value");
	}

	@Test
	void malformedJsonShouldTellWhere() {
		assertProblem(this.client.put("key", "{\n  bad"), 400, "line 2, column ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a%00b", "a%FFb" })
	void keyThatTomcatRefusesShouldBe400(String encoded) {
		assertProblem(this.client.send("PUT", "/api/entries/" + encoded, "1"), 400, "URL-encoded UTF-8");
	}

	@Test
	void deepJsonShouldBe400() {
		assertProblem(this.client.put("key", "[".repeat(100_000)), 400, "");
	}

	protected final SampleClient client() {
		return this.client;
	}

	protected abstract String dialect();

}
