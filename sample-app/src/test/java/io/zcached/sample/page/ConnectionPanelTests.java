package io.zcached.sample.page;

import io.zcached.embedded.EmbeddedZcachedServer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page tells about the connection.
 */
@PageTest
class ConnectionPanelTests {

	@Test
	void connectionShouldBeTold(Page page, @Autowired EmbeddedZcachedServer server) {
		page.awaitText("#connection-state", "connected");
		assertThat(page.text("#connection-address")).isEqualTo("127.0.0.1:" + server.port());
		assertThat(page.text("#connection-dialect")).isEqualTo("terminated");
		assertThat(page.text("#connection-round-trip")).matches("\\d+\\.\\d{3} ms");
		assertThat(page.text("#connection-pending")).matches("\\d+");
		assertThat(page.find("#connection-failure").isDisplayed()).isFalse();
	}

	@Test
	void everyLinkShouldLeadSomewhere(Page page) {
		assertThat(page.findAll("footer a")).hasSize(4).allSatisfy((link) -> {
			Object status = page.browser()
				.driver()
				.executeAsyncScript("const [url, done] = arguments; fetch(url).then((answer) => done(answer.status))",
						link.getDomProperty("href"));
			assertThat(status).as(link.getText()).isEqualTo(200L);
		});
	}

}
