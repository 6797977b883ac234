package io.zcached.sample.cache;

import java.time.Duration;
import java.time.Instant;

import io.zcached.sample.web.ProblemException;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Calls the cached method, once or fifty times at a time, and clears the cache.
 */
@RestController
@RequestMapping("/api/forecasts")
class ForecastController {

	private final Forecasts forecasts;

	private final CallsAtOnce calls;

	ForecastController(Forecasts forecasts, CallsAtOnce calls) {
		this.forecasts = forecasts;
		this.calls = calls;
	}

	@GetMapping("/{city}")
	Answer forecast(@PathVariable String city) {
		Instant start = Instant.now();
		Forecast forecast = this.forecasts.of(known(city));
		return new Answer(forecast, forecast.madeAt().isBefore(start) ? "cache" : "method",
				Duration.between(start, Instant.now()).toMillis());
	}

	/** The city is forgotten first, so that all of them miss. */
	@PostMapping("/{city}/calls")
	CallsAtOnce.Outcome callAtOnce(@PathVariable String city) {
		return this.calls.of(known(city));
	}

	@PostMapping("/clear")
	ResponseEntity<Void> clear() {
		this.forecasts.forgetAll();
		return ResponseEntity.noContent().build();
	}

	private static String known(String city) {
		if (!Forecasts.CITIES.contains(city)) {
			throw new ProblemException(HttpStatus.NOT_FOUND, "No such city",
					"There are forecasts for " + String.join(", ", Forecasts.CITIES) + " only.");
		}
		return city;
	}

	/**
	 * A forecast and where it came from.
	 *
	 * @param forecast the forecast
	 * @param source {@code cache}, or {@code method} if it was made for this call
	 * @param millis how long it took
	 */
	record Answer(Forecast forecast, String source, long millis) {
	}

}
