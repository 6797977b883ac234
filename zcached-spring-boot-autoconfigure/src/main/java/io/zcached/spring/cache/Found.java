package io.zcached.spring.cache;

import org.jspecify.annotations.Nullable;

/**
 * What a cache has found.
 *
 * @param value the value of a hit
 * @param miss why it is none, {@code null} for a hit
 */
record Found(@Nullable Object value, @Nullable MissReason miss) {

	static Found hit(@Nullable Object value) {
		return new Found(value, null);
	}

	static Found miss(MissReason reason) {
		return new Found(null, reason);
	}

	boolean isHit() {
		return this.miss == null;
	}

}
