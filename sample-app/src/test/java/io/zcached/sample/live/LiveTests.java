package io.zcached.sample.live;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.zcached.sample.Problems;
import io.zcached.sample.SampleApplication;
import io.zcached.sample.SampleClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Events for the page: what is in them, how many may listen, and that nobody is kept who
 * has gone.
 */
class LiveTests {

	private final ConfigurableApplicationContext application = SpringApplication.run(SampleApplication.class,
			"--server.port=0");

	private final int port = this.application.getEnvironment().getRequiredProperty("local.server.port", int.class);

	private final LivePages pages = this.application.getBean(LivePages.class);

	private final HttpClient http = HttpClient.newHttpClient();

	@AfterEach
	void close() {
		this.application.close();
	}

	@Test
	void eventShouldHoldEveryPanel() throws Exception {
		try (InputStream events = listen()) {
			JsonNode news = next(events);
			assertThat(news.propertyNames()).containsExactlyInAnyOrder("time", "connection", "operations", "load",
					"server", "cache", "diary");
			assertThat(news.get("connection").get("connected").booleanValue()).isTrue();
			assertThat(news.get("server").get("state").asString()).isEqualTo("running");
			assertThat(next(events).get("time").longValue()).isGreaterThan(news.get("time").longValue());
		}
	}

	@Test
	void pagesShouldBeLimitedAndPlacesOfThoseGoneBeFree() throws Exception {
		long before = threads();
		List<InputStream> open = new ArrayList<>();
		for (int i = 0; i < LivePages.MAX_PAGES; i++) {
			open.add(listen());
		}
		assertThat(this.pages.count()).isEqualTo(LivePages.MAX_PAGES);
		Problems.assertProblem(new SampleClient(this.port).send("GET", "/api/live", null), 503, "20 pages at most");
		open.remove(0).close();
		Awaitility.await().until(() -> this.pages.count() == LivePages.MAX_PAGES - 1);
		open.add(listen());
		next(open.get(open.size() - 1));
		assertThat(threads() - before).isLessThanOrEqualTo(LivePages.MAX_PAGES);
		for (InputStream events : open) {
			events.close();
		}
		Awaitility.await().until(() -> !this.pages.isAnyOpen());
	}

	@Test
	void pagesThatDoNotReadShouldKeepNoOtherWaiting() throws Exception {
		List<InputStream> stuck = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			stuck.add(listen());
		}
		this.pages.send("x".repeat(16 * 1024 * 1024));
		try (InputStream events = listen()) {
			assertTimeoutPreemptively(Duration.ofSeconds(10), () -> next(events));
		}
		for (InputStream events : stuck) {
			events.close();
		}
	}

	private static long threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("live-pages-"))
			.count();
	}

	@Test
	void applicationShouldStopAtOnceAndEndTheStreams() throws Exception {
		try (InputStream events = listen()) {
			next(events);
			assertTimeoutPreemptively(Duration.ofSeconds(10), this.application::close);
			assertThat(this.pages.isAnyOpen()).isFalse();
			assertTimeoutPreemptively(Duration.ofSeconds(10), () -> events.readAllBytes());
		}
	}

	private InputStream listen() throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/api/live"))
			.timeout(Duration.ofSeconds(30))
			.build();
		HttpResponse<InputStream> response = this.http.send(request, HttpResponse.BodyHandlers.ofInputStream());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
		assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
		return response.body();
	}

	private static JsonNode next(InputStream events) throws IOException {
		StringBuilder line = new StringBuilder();
		while (!line.toString().startsWith("data:") || line.charAt(line.length() - 1) != '\n') {
			if (!line.isEmpty() && line.charAt(line.length() - 1) == '\n') {
				line.setLength(0);
			}
			line.append(new String(events.readNBytes(1), StandardCharsets.ISO_8859_1));
		}
		return new JsonMapper().readTree(line.substring("data:".length()));
	}

}
