package io.zcached.sample.page;

import io.zcached.client.ZcachedClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Breaks the embedded server and sees it recover, by nothing but the page.
 */
@PageTest
class ServerPanelTests {

	@Test
	void stopAndStartShouldBeSeen(Page page) {
		page.press("#server", "Stop");
		page.awaitText("#server-state", "is stopped");
		page.awaitText("#health", "Health DOWN");
		assertThat(page.find("#connection-failure").isDisplayed()).isTrue();
		assertThat(page.text("#connection-state")).matches("retry in .*|not connected");
		page.awaitTexts("#diary li span", (lines) -> assertThat(lines.toString()).contains("You stopped the server",
				"The connection is lost", "Health is DOWN."));
		page.press("#server", "Start");
		page.awaitText("#health", "Health UP");
		page.awaitText("#connection-state", "connected");
		page.awaitHidden("#connection-failure");
		page.awaitTexts("#diary li span",
				(lines) -> assertThat(lines.toString()).contains("You started the server", "Health is UP."));
	}

	@Test
	void freezeAndThawShouldBeSeen(Page page) {
		page.press("#server", "Freeze");
		page.awaitText("#server-state", "is frozen");
		page.awaitText("#health", "Health DOWN");
		page.awaitText("#page-state", "Live");
		page.press("#server", "Thaw");
		page.awaitText("#server-state", "is running");
		page.awaitText("#health", "Health UP");
	}

	@Test
	void restartShouldLoseTheData(Page page, @Autowired ZcachedClient client) {
		client.set("key", 1);
		page.awaitText("#entries-list", "key");
		page.press("#server", "Restart");
		page.awaitText("#entries-empty", "No entries yet");
		page.awaitText("#health", "Health UP");
	}

	@Test
	void dialectShouldBeSwitchedWhileTheApplicationRuns(Page page, @Autowired ZcachedClient client) {
		page.press("#server", "Restart as unterminated");
		page.awaitText("#connection-dialect", "unterminated");
		page.awaitText("#health", "Health UP");
		client.set("key", 1);
		page.awaitText("#entries-list", "key");
		page.click("#entries-list li");
		page.awaitText("#entry-key", "key");
		page.press("#entry", "Copy");
		page.fill("#dialog-key", "other");
		page.press("#entry-dialog", "Copy");
		page.awaitText("#entry-dialog-problem", "COPY");
		page.press("#entry-dialog", "Cancel");
		page.press("#server", "Restart as terminated");
		page.await(() -> page.text("#connection-dialect").equals("terminated"));
	}

	@Test
	void focusShouldGoToWhatIsPossibleNext(Page page) {
		page.press("#server", "Stop");
		page.await(() -> page.focused().equals("Start"));
	}

}
