package io.zcached.sample.entries;

import io.zcached.client.ZcachedClient;
import io.zcached.sample.web.ProblemException;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Copies and renames entries, which servers of the 0.0.1 line cannot.
 */
@RestController
@RequestMapping("/api/entries/{key}")
class MoveController {

	private final ZcachedClient client;

	MoveController(ZcachedClient client) {
		this.client = client;
	}

	/** Of the server's own accord, nothing is overwritten. */
	@PostMapping("/copy")
	ResponseEntity<Void> copy(@PathVariable String key, @RequestBody Move move) {
		if (!this.client.copy(key, move.target(), move.mayReplace())) {
			throw this.client.exists(key) ? taken(move.target()) : new NoSuchEntryException(key);
		}
		return ResponseEntity.noContent().build();
	}

	/**
	 * A server that renames overwrites without a word, so that it is asked first; an
	 * entry that is written between the question and the command is overwritten all the
	 * same.
	 */
	@PostMapping("/rename")
	ResponseEntity<Void> rename(@PathVariable String key, @RequestBody Move move) {
		if (!move.mayReplace() && this.client.exists(move.target())) {
			throw taken(move.target());
		}
		if (!this.client.rename(key, move.target())) {
			throw new NoSuchEntryException(key);
		}
		return ResponseEntity.noContent().build();
	}

	private static ProblemException taken(String key) {
		return new ProblemException(HttpStatus.CONFLICT, "There is such an entry",
				"There is an entry under the key '" + key + "' already; choose another key, or allow to replace it.");
	}

}
