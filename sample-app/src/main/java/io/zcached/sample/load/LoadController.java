package io.zcached.sample.load;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Begins and stops the load.
 */
@RestController
@RequestMapping("/api/load")
class LoadController {

	private final Load load;

	LoadController(Load load) {
		this.load = load;
	}

	@PostMapping
	@ResponseStatus(HttpStatus.ACCEPTED)
	LoadState begin(@RequestBody LoadRequest request) {
		return this.load.begin((request.requests() != null) ? request.requests() : 0);
	}

	@PostMapping("/stop")
	LoadState stop() {
		return this.load.stop();
	}

	/**
	 * How much load.
	 *
	 * @param requests from 1 to 100,000
	 */
	record LoadRequest(@Nullable Integer requests) {
	}

}
