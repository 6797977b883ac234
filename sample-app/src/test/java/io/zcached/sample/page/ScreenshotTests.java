package io.zcached.sample.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import io.zcached.client.ZcachedClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Makes the pictures of the page in target/screenshots. With the system property
 * {@code zcached.screenshots} they are also copied to the folder that it names, as
 * {@code .ci/pictures} does for the guide.
 */
@PageTest
class ScreenshotTests {

	private static final Path FOLDER = Path.of("target", "screenshots");

	@Autowired
	private ZcachedClient client;

	@Test
	void picturesShouldShowThePageAtWork(Page page) throws IOException {
		breakAndMend(page);
		store();
		page.select("#load-requests", "10000");
		page.click("#load-start");
		page.awaitText("#load-state", "10,000 of 10,000");
		for (Look look : List.of(Look.DESK, Look.DESK_DARK, Look.PHONE, Look.PHONE_DARK)) {
			page.open(look);
			use(page);
			take(page, look);
		}
	}

	private static void breakAndMend(Page page) {
		page.press("#server", "Stop");
		page.awaitText("#health", "Health DOWN");
		page.press("#cities li:nth-child(3)", "Ask for Oslo");
		page.awaitText("#cache-answer", "the method ran");
		page.press("#server", "Start");
		page.awaitText("#health", "Health UP");
	}

	private void store() {
		this.client.set("user:ada", Map.of("name", "Ada Lovelace", "born", 1815, "active", true, "languages",
				List.of("English", "French"), "score", 99.5));
		this.client.set("user:grace", Map.of("name", "Grace Hopper"));
		this.client.set("session:7f3a", "opaque text");
		this.client.set("visits", 18_014_398_509_481_985L);
		this.client.set("flags", List.of(true, false));
	}

	private static void use(Page page) {
		page.press("#cities li:nth-child(4)", "50 calls at once for Paris");
		page.awaitText("#cache-answer", "the method ran once");
		page.press("#cities li:nth-child(3)", "Ask for Oslo");
		page.awaitText("#cache-answer", "Oslo");
		page.awaitTexts("#entries-list li", (keys) -> assertThat(keys.toString()).contains("user:ada"));
		page.run("document.querySelector('[data-key=\"user:ada\"]').click()");
		page.awaitText("#entry-tree", "Ada Lovelace");
		page.awaitText("#cities li:nth-child(3)", "s left");
	}

	private static void take(Page page, Look look) throws IOException {
		long height = (long) page.run("return document.documentElement.scrollHeight");
		page.browser().look(new Look(look.width(), (int) height, look.colours()));
		long drawn = (long) page.run("return Number(document.querySelector('#commands-chart').getAttribute('viewBox')"
				+ ".split(' ')[2]) - document.querySelector('#commands-chart').clientWidth");
		assertThat(drawn).isZero();
		Path file = FOLDER.resolve("sample-" + look + ".png");
		Files.createDirectories(FOLDER);
		Files.write(file, page.browser().picture());
		assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(look.width());
		String copies = System.getProperty("zcached.screenshots");
		if (copies != null) {
			Files.createDirectories(Path.of(copies));
			Files.copy(file, Path.of(copies, file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
		}
	}

}
