package io.zcached.sample.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.zcached.client.ZcachedClient;
import io.zcached.client.ZcachedException;
import io.zcached.sample.live.LivePages;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks each second, while somebody looks at the page, at what the cache holds. It reads
 * the entries as any client of the server can: each is the array {@code [version,
 * expiresAtMillis, generation, valueType, payload]}, and those of another generation than
 * the cache's are as good as gone.
 */
@Component
class CacheWatch {

	private static final Duration PATIENCE = Duration.ofMillis(500);

	private static final String GENERATION = Forecasts.CACHE + ":generation";

	private final ZcachedClient client;

	private final LivePages pages;

	/** Written by the scheduler only. */
	private volatile List<Held> held = List.of();

	CacheWatch(ZcachedClient client, LivePages pages) {
		this.client = client.withLimit(PATIENCE);
		this.pages = pages;
	}

	@Scheduled(fixedDelay = 1000)
	void look() {
		if (!this.pages.isAnyOpen()) {
			return;
		}
		try {
			this.held = read();
		}
		catch (ZcachedException ex) {
			this.held = List.of();
		}
	}

	private List<Held> read() {
		List<String> keys = new ArrayList<>(Forecasts.CITIES.stream().map(CacheWatch::key).toList());
		keys.add(GENERATION);
		Map<String, Object> found = this.client.mget(keys);
		List<Held> held = new ArrayList<>();
		for (String city : Forecasts.CITIES) {
			if (found.get(key(city)) instanceof List<?> entry && entry.size() == 5
					&& entry.get(1) instanceof Long expiry
					&& Objects.equals(entry.get(2), found.getOrDefault(GENERATION, entry.get(2)))) {
				held.add(new Held(city, expiry));
			}
		}
		return held;
	}

	private static String key(String city) {
		return Forecasts.CACHE + "::" + city;
	}

	List<Held> held() {
		return this.held;
	}

	/**
	 * A forecast that the cache holds.
	 *
	 * @param city where
	 * @param expiresAt until when, in milliseconds since 1970
	 */
	record Held(String city, long expiresAt) {
	}

}
