package io.zcached.sample.page;

import io.zcached.embedded.EmbeddedZcachedServer;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of an application that uses a server elsewhere, which it does not break.
 */
@PageTest
class ServerElsewherePageTests {

	@SuppressWarnings("resource") // ends with the JVM, as the application does
	@DynamicPropertySource
	static void useServer(DynamicPropertyRegistry properties) {
		EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().build().start();
		properties.add("zcached.host", server::address);
		properties.add("zcached.port", server::port);
	}

	@Test
	void pageShouldSayWhyItBreaksNothing(Page page) {
		page.awaitText("#server-state", "This application uses a server elsewhere, and only breaks its own");
		assertThat(page.find("#server-actions").isDisplayed()).isFalse();
		assertThat(page.find("#load-form").isDisplayed()).isFalse();
		assertThat(page.text("#load-state")).isEqualTo("There is load on an embedded server only.");
	}

}
