package io.zcached.guide.checks;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every link of every page leads somewhere.
 */
class LinkTests {

	static List<MarkdownPage> pages() {
		return MarkdownPage.all();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linkLeadsToAFileAndAHeadingThatExist(MarkdownPage page) {
		assertThat(page.links()).filteredOn((link) -> !isElsewhere(link))
			.allSatisfy((link) -> assertThat(leadsSomewhere(page, link)).as(link).isTrue());
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linkElsewhereIsAWholeAddress(MarkdownPage page) {
		assertThat(page.links()).filteredOn(LinkTests::isElsewhere)
			.allSatisfy((link) -> assertThat(URI.create(link)).hasScheme("https").hasNoParameters());
	}

	@ParameterizedTest
	@MethodSource("pages")
	void pageOfTheGuideIsInItsIndex(MarkdownPage page) {
		if (page.name().startsWith("docs/") && !page.name().equals("docs/README.md")) {
			assertThat(MarkdownPage.read(Path.of("docs", "README.md")).links()).contains(page.name().substring(5));
		}
	}

	private static boolean isElsewhere(String link) {
		return link.contains("://");
	}

	private static boolean leadsSomewhere(MarkdownPage page, String link) {
		int hash = link.indexOf('#');
		String file = (hash < 0) ? link : link.substring(0, hash);
		Path target = file.isEmpty() ? Path.of(page.name())
				: MarkdownPage.ROOT.relativize(MarkdownPage.ROOT.resolve(page.name()).resolveSibling(file).normalize());
		if (!Files.exists(MarkdownPage.ROOT.resolve(target))) {
			return false;
		}
		return hash < 0 || MarkdownPage.read(target).anchors().contains(link.substring(hash + 1));
	}

}
