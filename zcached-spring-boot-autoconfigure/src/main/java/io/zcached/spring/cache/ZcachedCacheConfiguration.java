package io.zcached.spring.cache;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How a cache behaves. Immutable.
 *
 * @param timeToLive how long an entry is good, {@code null} for ever
 * @param jitter how much shorter, at random, a time to live may be, as a part of it from
 * 0 to 1: entries written together do not expire together
 * @param keyPrefix what all keys begin with, before the name of the cache; {@code null}
 * for nothing
 * @param cacheNullValues whether null is a value
 * @param onError what to do when the server fails
 * @param timeout the longest that one call of the cache waits for the server
 * @param valueType the type of all values; {@code null} to store the class of each
 * @param allowedPackages packages, with those below them, whose classes are read when no
 * type is given
 */
public record ZcachedCacheConfiguration(@Nullable Duration timeToLive, double jitter, @Nullable String keyPrefix,
		boolean cacheNullValues, ZcachedCacheErrorPolicy onError, Duration timeout, @Nullable Type valueType,
		List<String> allowedPackages) {

	/**
	 * Checks the values.
	 */
	public ZcachedCacheConfiguration {
		Assert.isTrue(timeToLive == null || timeToLive.toMillis() > 0, "'timeToLive' must be at least 1 ms");
		Assert.isTrue(jitter >= 0 && jitter <= 1, "'jitter' must be between 0 and 1");
		Assert.isTrue(timeout.toMillis() > 0, "'timeout' must be at least 1 ms");
		allowedPackages = List.copyOf(allowedPackages);
	}

	/**
	 * What is used where nothing else is said: no expiry, a jitter of a tenth, null
	 * values, failures ignored, a time limit of one second.
	 * @return the defaults
	 */
	public static ZcachedCacheConfiguration defaults() {
		return new ZcachedCacheConfiguration(null, 0.1, null, true, ZcachedCacheErrorPolicy.IGNORE,
				Duration.ofSeconds(1), null, List.of());
	}

	/**
	 * A copy with another time to live.
	 * @param timeToLive see above
	 * @return the copy
	 */
	public ZcachedCacheConfiguration withTimeToLive(@Nullable Duration timeToLive) {
		return new ZcachedCacheConfiguration(timeToLive, this.jitter, this.keyPrefix, this.cacheNullValues,
				this.onError, this.timeout, this.valueType, this.allowedPackages);
	}

	/**
	 * A copy with another type of values.
	 * @param valueType see above
	 * @return the copy
	 */
	public ZcachedCacheConfiguration withValueType(@Nullable Type valueType) {
		return new ZcachedCacheConfiguration(this.timeToLive, this.jitter, this.keyPrefix, this.cacheNullValues,
				this.onError, this.timeout, valueType, this.allowedPackages);
	}

}
