package io.zcached.sample.page;

import io.zcached.embedded.EmbeddedZcachedServer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Load, its progress, and the charts.
 */
@PageTest
class TrafficPanelTests {

	@Test
	void loadShouldEndAndBeDrawn(Page page) {
		page.select("#load-requests", "1000");
		page.click("#load-start");
		page.awaitText("#load-state", "1,000 of 1,000 requests");
		assertThat(page.text("#load-state")).contains(" 0 failed");
		assertThat(page.find("#load-progress").getDomProperty("value")).isEqualTo("1000");
		page.await(() -> page.find("#load-start").isEnabled() && !page.find("#load-stop").isEnabled());
		page.await(() -> page.find("#commands-chart").getDomAttribute("aria-label").matches(".*at most [\\d,]{3,}"));
		assertThat(page.findAll("#commands-chart .area")).isNotEmpty();
		for (String percentile : new String[] { "p50", "p95", "p99" }) {
			assertThat(page.findAll("#latency-chart ." + percentile)).isNotEmpty();
			page.await(() -> page.text("#" + percentile + "-now").matches("[\\d.]+ (µs|ms|s)"));
		}
	}

	@Test
	void loadShouldBeStopped(Page page, @Autowired EmbeddedZcachedServer server) {
		server.freeze();
		page.select("#load-requests", "100000");
		page.click("#load-start");
		page.click("#load-stop");
		server.thaw();
		page.await(() -> page.find("#load-start").isEnabled());
		assertThat(page.text("#load-state")).doesNotContain("100,000 of 100,000").contains("of 100,000 requests");
	}

	@Test
	void everyChoiceShouldBeReadOnAPhone(Page page) {
		page.open(Look.PHONE);
		assertThat(page.find("#load-stop").getLocation().y).as("in one row")
			.isEqualTo(page.find("#load-start").getLocation().y);
		for (String requests : new String[] { "1000", "10000", "100000" }) {
			page.select("#load-requests", requests);
			assertThat((Long) page.run("""
					const shown = document.querySelector('#load-requests');
					const whole = document.body.appendChild(shown.cloneNode(true));
					whole.style = 'position: absolute; width: auto';
					const missing = whole.offsetWidth - shown.offsetWidth;
					whole.remove();
					return missing;
					""")).as("pixels that are cut off").isNotPositive();
		}
	}

}
