package io.zcached.sample.entries;

import java.net.http.HttpResponse;
import java.util.Map;

import io.zcached.client.ZcachedClient;
import io.zcached.client.protocol.Dialect;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.sample.Problems;
import io.zcached.sample.RestoredServer;
import io.zcached.sample.SampleClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
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
 * Entries copied and renamed, listed by part of their key, and shown as a tree.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(RestoredServer.class)
class MoveTests {

	@Autowired
	private ZcachedClient zcached;

	@Autowired
	private EmbeddedZcachedServer server;

	private SampleClient client = new SampleClient(1);

	@BeforeEach
	void renew(@Value("${local.server.port}") int port) {
		this.client = new SampleClient(port);
		useDialect(Dialect.TERMINATED);
		this.zcached.mset(Map.of("a/b", "value", "taken", "other"));
	}

	private void useDialect(Dialect dialect) {
		this.server.restart(dialect);
		Awaitility.await().ignoreExceptions().until(() -> this.zcached.dbSize() == 0);
	}

	@Test
	void copyShouldKeepTheEntryAndRenameShouldNot() {
		assertThat(move("a/b", "copy", "{\"to\":\"copied\"}").statusCode()).isEqualTo(204);
		assertThat(move("a/b", "rename", "{\"to\":\"renamed\"}").statusCode()).isEqualTo(204);
		assertThat(this.zcached.keys()).containsExactlyInAnyOrder("copied", "renamed", "taken");
		assertThat(this.zcached.mget("copied", "renamed").values()).containsOnly("value");
	}

	@ParameterizedTest
	@ValueSource(strings = { "copy", "rename" })
	void takenKeyShouldBeReplacedOnlyIfAllowed(String action) {
		Problems.assertProblem(move("a/b", action, "{\"to\":\"taken\"}"), 409, "'taken' already");
		assertThat(this.zcached.get("taken")).contains("other");
		assertThat(move("a/b", action, "{\"to\":\"taken\",\"replace\":true}").statusCode()).isEqualTo(204);
		assertThat(this.zcached.get("taken")).contains("value");
	}

	@ParameterizedTest
	@ValueSource(strings = { "copy", "rename" })
	void badMovesShouldBeExplained(String action) {
		Problems.assertProblem(move("missing", action, "{\"to\":\"free\"}"), 404, "'missing'");
		Problems.assertProblem(move("a/b", action, "{}"), 400, "Say where to");
		Problems.assertProblem(move("a/b", action, "{\"to\":\"x\\ny\"}"), 400, "x\\x0Ay");
	}

	@ParameterizedTest
	@ValueSource(strings = { "copy", "rename" })
	void serverOfTheOldLineShouldRefuse(String action) {
		useDialect(Dialect.UNTERMINATED);
		this.zcached.set("a/b", "value");
		Problems.assertProblem(move("a/b", action, "{\"to\":\"free\"}"), 502, "unknown command");
		assertThat(this.zcached.keys()).containsExactly("a/b");
	}

	@Test
	void listShouldBeFilteredWhateverTheCase() {
		assertThat(this.client.jsonAt("/api/entries?contains=TAK").toString())
			.isEqualTo("{\"total\":1,\"truncated\":false,\"entries\":[{\"key\":\"taken\",\"size\":5}]}");
		assertThat(this.client.jsonAt("/api/entries?contains=nothing").get("total").intValue()).isZero();
	}

	@Test
	void treeShouldTellTypes() {
		this.zcached.set("map", Map.of("id", Long.MAX_VALUE));
		assertThat(this.client.jsonAt("/api/entries/map/tree").toString()).contains("\"type\":\"map\"",
				"\"text\":\"9223372036854775807\"", "\"type\":\"integer\"");
		Problems.assertProblem(this.client.send("GET", "/api/entries/missing/tree", null), 404, "'missing'");
	}

	private HttpResponse<String> move(String key, String action, String body) {
		return this.client.send("POST", "/api/entries/" + SampleClient.encode(key) + "/" + action, body);
	}

}
