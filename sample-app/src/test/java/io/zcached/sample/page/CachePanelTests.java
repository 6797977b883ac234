package io.zcached.sample.page;

import io.zcached.embedded.EmbeddedZcachedServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The cache at work: hits, misses, time to live, single flight, clear, and what happens
 * when the server is away.
 */
@PageTest
class CachePanelTests {

	private static final String OSLO = "#cities li:nth-child(3)";

	@BeforeEach
	void awaitCounters(Page page) {
		page.await(() -> page.text("#cache-hits").matches("\\d+"));
	}

	@Test
	void firstCallShouldRunTheMethodAndTheSecondBeAHit(Page page) {
		int hits = number(page, "#cache-hits");
		int runs = number(page, "#cache-runs");
		page.press(OSLO, "Ask for Oslo");
		page.awaitText("#cache-answer", "Oslo");
		assertThat(page.text("#cache-answer")).contains("the method ran");
		page.press(OSLO, "Ask for Oslo");
		page.awaitText("#cache-answer", "from the cache");
		page.await(() -> number(page, "#cache-hits") == hits + 1 && number(page, "#cache-runs") == runs + 1);
		assertThat(page.text("#cache-ttl")).isEqualTo("6 seconds at most");
	}

	@Test
	void timeToLiveShouldRunOut(Page page) {
		page.press(OSLO, "Ask for Oslo");
		page.awaitText(OSLO, "s left");
		double left = bar(page);
		assertThat(left).isGreaterThan(0);
		page.await(() -> bar(page) > 0 && bar(page) < left);
		page.awaitText(OSLO, "not cached");
		page.press(OSLO, "Ask for Oslo");
		page.awaitText("#cache-reasons", "expired");
	}

	@Test
	void fiftyCallsAtOnceShouldRunTheMethodOnce(Page page) {
		page.press(OSLO, "50 calls at once for Oslo");
		page.awaitText("#cache-answer", "50 calls at once, the method ran once, all answered with the same forecast");
	}

	@Test
	void clearShouldForgetWhatIsCached(Page page) {
		page.press(OSLO, "Ask for Oslo");
		page.awaitText(OSLO, "s left");
		page.press("#cache", "Clear cache");
		page.awaitText("#cache-answer", "The cache is cleared");
		page.awaitText(OSLO, "not cached");
		page.press(OSLO, "Ask for Oslo");
		page.awaitText("#cache-answer", "the method ran");
		page.awaitText("#cache-reasons", "cleared");
	}

	@Test
	void callerShouldNotNoticeThatTheServerIsAway(Page page, @Autowired EmbeddedZcachedServer server) {
		server.stop();
		page.awaitText("#health", "Health DOWN");
		page.press(OSLO, "Ask for Oslo");
		page.awaitText("#cache-answer", "the method ran");
		page.awaitText("#cache-reasons", "unavailable");
		assertThat(page.find("#cache-problem").isDisplayed()).isFalse();
	}

	private static double bar(Page page) {
		return Double.parseDouble(page.find(OSLO + " progress").getDomProperty("value"));
	}

	private static int number(Page page, String css) {
		return Integer.parseInt(page.text(css).replace(",", ""));
	}

}
