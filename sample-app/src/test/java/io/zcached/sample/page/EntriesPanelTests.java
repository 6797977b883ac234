package io.zcached.sample.page;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.zcached.client.ZcachedClient;
import io.zcached.embedded.EmbeddedZcachedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The browser of entries: looked at, changed, refused, by mouse and by keyboard.
 */
@PageTest
class EntriesPanelTests {

	private static final String KEYS = "#entries-list .code";

	@Autowired
	private ZcachedClient client;

	@Test
	void listShouldBeFiltered(Page page) {
		this.client.mset(Map.of("user:1", "Ada", "user:2", "Grace", "order:1", 7));
		page.awaitTexts(KEYS, (keys) -> assertThat(keys.toString()).isEqualTo("[order:1, user:1, user:2]"));
		page.fill("#entries-filter", "USER");
		page.awaitTexts(KEYS, (keys) -> assertThat(keys.toString()).isEqualTo("[user:1, user:2]"));
		page.fill("#entries-filter", "nobody");
		page.awaitText("#entries-empty", "No key contains that.");
	}

	@Test
	void valueShouldBeShownByTypeAndExactly(Page page) {
		this.client.set("all", Map.of("map", Map.of("list", List.of(true, 2.5))));
		this.client.set("number", Long.MAX_VALUE);
		this.client.set("ordered", new LinkedHashSet<>(List.of("b", "a")));
		this.client.set("set", Set.of(1L));
		choose(page, "all");
		page.awaitText("#entry-type", "map");
		assertThat(page.text("#entry-tree summary")).isEqualTo("map, 1 element");
		assertThat(page.text("#entry-tree details details")).contains("map: map, 1 element");
		page.click("#entry-tree details details details summary");
		assertThat(page.text("#entry-tree")).contains("list: list, 2 elements", "0: true", "1: 2.5");
		choose(page, "number");
		page.awaitText("#entry-tree", "9223372036854775807");
		choose(page, "ordered");
		page.awaitText("#entry-type", "ordered set");
		choose(page, "set");
		page.awaitText("#entry-type", "set");
	}

	@Test
	void entryShouldBeAddedEditedAndDeleted(Page page) {
		page.click("#entries-add");
		page.fill("#dialog-key", "ada");
		page.fill("#dialog-value", "{\"born\": 1815, \"id\": 9007199254740993}");
		page.press("#entry-dialog", "Add");
		page.awaitText("#entry-key", "ada");
		assertThat(this.client.get("ada")).contains(Map.of("born", 1815L, "id", 9007199254740993L));
		page.press("#entry", "Edit");
		page.await(() -> page.find("#dialog-value").getDomProperty("value").contains("9007199254740993"));
		page.fill("#dialog-value", "[1, 2]");
		page.press("#entry-dialog", "Save");
		page.awaitText("#entry-type", "list");
		assertThat(this.client.get("ada")).contains(List.of(1L, 2L));
		page.press("#entry", "Delete");
		assertThat(page.text("#entry-dialog-text")).isEqualTo("ada will be gone.");
		page.press("#entry-dialog", "Delete");
		page.awaitText("#entry-hint", "Choose an entry");
		page.awaitText("#entries-empty", "No entries yet");
		assertThat(this.client.exists("ada")).isFalse();
	}

	@Test
	void entryShouldBeCopiedAndRenamedAndReplaceOnlyIfAllowed(Page page) {
		this.client.mset(Map.of("from", "value", "taken", "other"));
		choose(page, "from");
		for (String action : List.of("Copy", "Rename")) {
			page.press("#entry", action);
			page.fill("#dialog-key", "taken");
			page.press("#entry-dialog", action);
			page.awaitText("#entry-dialog-problem", "There is an entry under the key 'taken' already");
			page.fill("#dialog-key", action);
			page.press("#entry-dialog", action);
			page.awaitText("#entry-key", action);
			assertThat(this.client.get(action)).contains("value");
		}
		assertThat(this.client.keys()).containsExactlyInAnyOrder("from", "taken", "Rename");
		page.press("#entry", "Rename");
		page.fill("#dialog-key", "taken");
		page.click("#dialog-replace");
		page.press("#entry-dialog", "Rename");
		page.awaitText("#entry-key", "taken");
		assertThat(this.client.get("taken")).contains("value");
	}

	@ParameterizedTest
	@CsvSource({ "line feed, 0x0A", "byte 0x03, 0x03", "empty string, empty", "large number, 64" })
	void refusalShouldBeExplainedInPlace(String sample, String reason, Page page) {
		page.click("#entries-add");
		page.fill("#dialog-key", "key");
		page.press("#dialog-samples", sample);
		page.press("#entry-dialog", "Add");
		page.awaitText("#entry-dialog-problem", "Cannot be stored");
		assertThat(page.text("#entry-dialog-problem")).contains(reason);
		assertThat(this.client.dbSize()).isZero();
		page.fill("#dialog-value", "{");
		page.press("#entry-dialog", "Add");
		page.awaitText("#entry-dialog-problem", "The body must be one JSON value");
		page.press("#entry-dialog", "Cancel");
		page.awaitHidden("#entry-dialog");
	}

	@Test
	void markupShouldBeText(Page page) {
		String markup = "<img src=x onerror=\"document.title='run'\">";
		this.client.set(markup, Map.of(markup, markup));
		choose(page, markup);
		page.awaitText("#entry-tree", markup + ": \"" + markup + "\"");
		assertThat(page.text("#entry-key")).isEqualTo(markup);
		assertThat(page.findAll("main img")).isEmpty();
		assertThat(page.browser().driver().getTitle()).isEqualTo("zcached sample");
	}

	@Test
	void everythingShouldBeReachedByKeyboard(Page page) {
		this.client.mset(Map.of("a", 1, "b", "two", "c", List.of(3)));
		page.awaitTexts(KEYS, (keys) -> assertThat(keys).hasSize(3));
		page.click("#entries-filter");
		page.tab();
		assertThat(page.focused()).isEqualTo("entries-refresh");
		page.tab();
		assertThat(page.focused()).isEqualTo("entries-add");
		page.tab();
		assertThat(page.focused()).isEqualTo("a");
		page.type(Keys.ARROW_DOWN);
		page.awaitText("#entry-key", "b");
		page.type(Keys.END);
		page.awaitText("#entry-key", "c");
		assertThat(page.findAll("#entries-list [aria-selected='true']")).hasSize(1);
		page.tab();
		assertThat(page.focused()).isEqualTo("Edit");
		page.type(Keys.ENTER);
		page.await(() -> page.focused().equals("dialog-value"));
		page.type(Keys.ESCAPE);
		page.awaitHidden("#entry-dialog");
		assertThat(page.focused()).isEqualTo("Edit");
	}

	@Test
	void outageShouldBeExplainedAndTheListComeBackByItself(Page page, @Autowired EmbeddedZcachedServer server) {
		this.client.set("key", 1);
		page.awaitTexts(KEYS, (keys) -> assertThat(keys).hasSize(1));
		server.stop();
		page.awaitText("#entries-problem", "zcached is not available");
		server.start();
		page.awaitText("#entries-empty", "No entries yet");
		page.awaitHidden("#entries-problem");
	}

	private static void choose(Page page, String key) {
		page.awaitTexts(KEYS, (keys) -> assertThat(keys.contains(key)).as(keys + " contains " + key).isTrue());
		page.run(
				"[...document.querySelectorAll('#entries-list li')].find((item) => item.dataset.key === arguments[0]).click()",
				key);
	}

}
