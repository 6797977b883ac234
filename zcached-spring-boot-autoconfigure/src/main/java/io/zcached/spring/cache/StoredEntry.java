package io.zcached.spring.cache;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An entry as it is on the server: an array that any client can read,
 * {@code [version, expiresAtMillis, generation, valueType, payload]}, with 0 for no
 * expiry.
 *
 * @param expiry when it ends
 * @param generation of the cache that it was written for
 * @param type of its payload
 * @param payload the value
 */
record StoredEntry(long expiry, String generation, String type, @Nullable Object payload) {

	private static final Long VERSION = 1L;

	/** Reads what is stored, {@code null} if it is no entry of this version. */
	static @Nullable StoredEntry of(Object stored) {
		return (stored instanceof List<?> list && list.size() == 5 && VERSION.equals(list.get(0))
				&& list.get(1) instanceof Long expiry && list.get(2) instanceof String generation
				&& list.get(3) instanceof String type) ? new StoredEntry(expiry, generation, type, list.get(4)) : null;
	}

	/** The same for another generation. */
	StoredEntry in(String other) {
		return new StoredEntry(this.expiry, other, this.type, this.payload);
	}

	List<@Nullable Object> toList() {
		return Arrays.asList(VERSION, this.expiry, this.generation, this.type, this.payload);
	}

	/**
	 * Why it is not to be found any more, {@code null} if it is. A server that has no
	 * generation has lost it in a restart or a FLUSH, and with it all entries of before:
	 * whatever is there was stored since.
	 */
	@Nullable MissReason outdated(String current, long now) {
		if (!this.generation.equals(current) && !current.equals(Generations.FIRST)) {
			return MissReason.CLEARED;
		}
		return (this.expiry != 0 && this.expiry <= now) ? MissReason.EXPIRED : null;
	}

}
