package io.zcached.sample;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What curl would do.
 */
class SampleClient {

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

	private final JsonMapper mapper = new JsonMapper();

	private final int port;

	SampleClient(int port) {
		this.port = port;
	}

	HttpResponse<String> put(String key, String json) {
		return send("PUT", "/api/entries/" + encode(key), json);
	}

	HttpResponse<String> get(String key) {
		return send("GET", "/api/entries/" + encode(key), null);
	}

	HttpResponse<String> delete(String key) {
		return send("DELETE", "/api/entries/" + encode(key), null);
	}

	HttpResponse<String> send(String method, String path, String body) {
		return send(method, path, body, (body != null) ? Map.of("Content-Type", "application/json") : Map.of());
	}

	HttpResponse<String> send(String method, String path, String body, Map<String, String> headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
			.timeout(Duration.ofSeconds(30))
			.method(method,
					(body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody());
		headers.forEach(request::header);
		try {
			return this.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.port + path);
	}

	JsonNode json(HttpResponse<String> response) {
		return this.mapper.readTree(response.body());
	}

	JsonNode json(String text) {
		return this.mapper.readTree(text);
	}

	JsonNode jsonAt(String path) {
		return json(send("GET", path, null));
	}

	static String encode(String key) {
		return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
