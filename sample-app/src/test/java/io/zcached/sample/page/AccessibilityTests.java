package io.zcached.sample.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.zcached.client.ZcachedClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What axe-core finds, by the rules of WCAG 2.2 AA among others, and that nothing has to
 * be scrolled sideways.
 */
@PageTest
class AccessibilityTests {

	private static final String VIOLATIONS = """
			const done = arguments[0];
			axe.run().then((results) => done(results.violations
				.filter((violation) => ['serious', 'critical'].includes(violation.impact))
				.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(', ')}`)));
			""";

	@Autowired
	private ZcachedClient client;

	static Stream<Look> looks() {
		return Stream.of(Look.DESK, Look.DESK_DARK, Look.PHONE, Look.PHONE_DARK);
	}

	@ParameterizedTest
	@MethodSource("looks")
	void nothingSeriousShouldBeFound(Look look, Page page) throws IOException {
		this.client.set("a", Map.of("b", List.of("text", 1, 2.5, true)));
		page.open(look);
		page.run(script());
		page.awaitText("#entries-list", "a");
		page.click("#entries-list li");
		page.awaitText("#entry-type", "map");
		page.press("#entry", "Edit");
		page.press("#entry-dialog", "line feed");
		page.press("#entry-dialog", "Save");
		page.awaitText("#entry-dialog-problem", "Cannot be stored");
		assertNoViolation(page);
		page.press("#entry-dialog", "Cancel");
		assertNoViolation(page);
		page.press("#server", "Stop");
		page.awaitText("#health", "Health DOWN");
		page.awaitText("#entries-problem", "zcached is not available");
		assertNoViolation(page);
	}

	private static void assertNoViolation(Page page) {
		assertThat((List<?>) page.browser().driver().executeAsyncScript(VIOLATIONS)).isEmpty();
		assertThat(page.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
			.isEqualTo(0L);
	}

	private static String script() throws IOException {
		try (InputStream script = AccessibilityTests.class.getResourceAsStream("/axe.min.js")) {
			assertThat(script).as("axe-core").isNotNull();
			return new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
