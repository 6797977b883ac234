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
public class SampleClient {

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

	private final JsonMapper mapper = new JsonMapper();

	private final int port;

	public SampleClient(int port) {
		this.port = port;
	}

	public HttpResponse<String> put(String key, String json) {
		return send("PUT", "/api/entries/" + encode(key), json);
	}

	public HttpResponse<String> get(String key) {
		return send("GET", "/api/entries/" + encode(key), null);
	}

	public HttpResponse<String> delete(String key) {
		return send("DELETE", "/api/entries/" + encode(key), null);
	}

	public HttpResponse<String> send(String method, String path, String body) {
		return send(method, path, body, (body != null) ? Map.of("Content-Type", "application/json") : Map.of());
	}

	public HttpResponse<String> send(String method, String path, String body, Map<String, String> headers) {
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

	public URI uri(String path) {
		return URI.create("http://127.0.0.1:" + this.port + path);
	}

	public JsonNode json(HttpResponse<String> response) {
		return this.mapper.readTree(response.body());
	}

	public JsonNode json(String text) {
		return this.mapper.readTree(text);
	}

	public JsonNode jsonAt(String path) {
		return json(send("GET", path, null));
	}

	public static String encode(String key) {
		return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
