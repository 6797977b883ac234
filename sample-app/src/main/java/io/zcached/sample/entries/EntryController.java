package io.zcached.sample.entries;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.zcached.client.ZcachedClient;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * The entries of the cache. A key is one path segment, URL-encoded, and may hold anything
 * that zcached can store, a slash ({@code %2F}) included.
 */
@RestController
@RequestMapping("/api/entries")
class EntryController {

	private static final int MAX_LIMIT = 1000;

	private final ZcachedClient client;

	private final EntrySizes sizes;

	EntryController(ZcachedClient client, EntrySizes sizes) {
		this.client = client;
		this.sizes = sizes;
	}

	/** Answers 204, whether the entry is new or replaced: zcached does not tell. */
	@PutMapping("/{key}")
	ResponseEntity<Void> put(@PathVariable String key, @RequestBody JsonNode value) {
		this.client.set(key, JsonValues.toValue(value));
		return ResponseEntity.noContent().build();
	}

	/** A stored null is an entry, so an empty answer has to be looked at twice. */
	@GetMapping("/{key}")
	JsonNode get(@PathVariable String key) {
		Optional<Object> value = this.client.get(key);
		if (value.isEmpty() && !this.client.exists(key)) {
			throw new NoSuchEntryException(key);
		}
		return JsonValues.toJson(value.orElse(null));
	}

	/** The same with its types, for people: JSON does not tell a set from a list. */
	@GetMapping("/{key}/tree")
	ValueTree tree(@PathVariable String key) {
		Optional<Object> value = this.client.get(key);
		if (value.isEmpty() && !this.client.exists(key)) {
			throw new NoSuchEntryException(key);
		}
		return new ValueTrees().of(value.orElse(null));
	}

	@DeleteMapping("/{key}")
	ResponseEntity<Void> delete(@PathVariable String key) {
		if (!this.client.delete(key)) {
			throw new NoSuchEntryException(key);
		}
		return ResponseEntity.noContent().build();
	}

	/**
	 * Lists the first keys and their sizes.
	 * @param limit how many at most, from 1 to 1000
	 * @param contains what the keys have in them, whatever the case of its letters
	 */
	@GetMapping
	EntryList list(@RequestParam(defaultValue = "100") int limit, @RequestParam(defaultValue = "") String contains) {
		if (limit < 1 || limit > MAX_LIMIT) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"limit must be between 1 and " + MAX_LIMIT + ", but is " + limit + ".");
		}
		String part = contains.toLowerCase(Locale.ROOT);
		List<String> keys = this.client.keys()
			.stream()
			.filter((key) -> key.toLowerCase(Locale.ROOT).contains(part))
			.toList();
		List<String> first = keys.stream().sorted().limit(limit).toList();
		return new EntryList(keys.size(), first.size() < keys.size(), this.sizes.of(first));
	}

}
