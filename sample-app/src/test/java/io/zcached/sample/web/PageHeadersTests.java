package io.zcached.sample.web;

import java.net.http.HttpResponse;

import io.zcached.sample.SampleClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page is there, and a browser is told what it may load.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PageHeadersTests {

	@Test
	void pageShouldLoadNothingButOwnFiles(@Value("${local.server.port}") int port) {
		HttpResponse<String> page = new SampleClient(port).send("GET", "/", null);
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
		assertThat(page.body()).contains("<title>zcached sample</title>").doesNotContain("http://", "https://");
		assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).contains("default-src 'none'",
				"script-src 'self';", "style-src 'self';", "frame-ancestors 'none'");
		assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
		assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
	}

}
