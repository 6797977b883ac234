package io.zcached.sample.cache;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;

/**
 * A service that takes a second for each answer, and the cache before it.
 */
@Service
class Forecasts {

	static final String CACHE = "forecasts";

	static final List<String> CITIES = List.of("Berlin", "Lisbon", "Oslo", "Paris", "Rome", "Vienna");

	private final AtomicLong runs = new AtomicLong();

	/** The slow method. Of those who ask for the same city at a time, one runs it. */
	@Cacheable(cacheNames = CACHE, sync = true)
	Forecast of(String city) {
		Instant now = Instant.now();
		this.runs.incrementAndGet();
		takeYourTime();
		return new Forecast(city, ThreadLocalRandom.current().nextInt(-5, 35), now);
	}

	@CacheEvict(CACHE)
	void forget(String city) {
	}

	@CacheEvict(cacheNames = CACHE, allEntries = true)
	void forgetAll() {
	}

	/** How often the slow method has run. */
	long runs() {
		return this.runs.get();
	}

	private static void takeYourTime() {
		try {
			TimeUnit.SECONDS.sleep(1);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
