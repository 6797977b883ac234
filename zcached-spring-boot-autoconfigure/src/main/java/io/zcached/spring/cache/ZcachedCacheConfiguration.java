package io.zcached.spring.cache;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How a cache behaves. Immutable.
 *
 * @param timeToLive how long an entry is good, at least 1 ms; {@code null}, or more than
 * the server can tell, for ever
 * @param jitter how much shorter, at random, a time to live may be, as a part of it from
 * 0 to 1: entries written together do not expire together
 * @param keyPrefix what all keys begin with, before the name of the cache; {@code null}
 * for nothing
 * @param cacheNullValues whether null is a value
 * @param statistics whether the cache has meters
 * @param onError what to do when the server fails
 * @param timeout the longest that one call of the cache waits for the server, from 1 ms
 * to 365 days; more than the connection's own limit is cut to that
 * @param valueType the type of all values; {@code null} to store the class of each
 * @param allowedPackages packages, with those below them, whose classes are read when no
 * type is given
 */
public record ZcachedCacheConfiguration(@Nullable Duration timeToLive, double jitter, @Nullable String keyPrefix,
		boolean cacheNullValues, boolean statistics, ZcachedCacheErrorPolicy onError, Duration timeout,
		@Nullable Type valueType, List<String> allowedPackages) {

	private static final Duration SHORTEST = Duration.ofMillis(1);

	private static final Duration LONGEST = Duration.ofDays(365);

	private static final ZcachedCacheConfiguration DEFAULTS = new ZcachedCacheConfiguration(null, 0.1, null, true, true,
			ZcachedCacheErrorPolicy.IGNORE, Duration.ofSeconds(1), null, List.of());

	/**
	 * Checks the values.
	 * @throws IllegalArgumentException if one is out of its range
	 */
	public ZcachedCacheConfiguration {
		Assert.isTrue(timeToLive == null || timeToLive.compareTo(SHORTEST) >= 0, "'timeToLive' must be at least 1 ms");
		Assert.isTrue(jitter >= 0 && jitter <= 1, "'jitter' must be between 0 and 1");
		checkRange("timeout", timeout);
		allowedPackages = List.copyOf(allowedPackages);
	}

	/** Beyond the longest, deadlines would overflow. */
	static void checkRange(String name, Duration value) {
		Assert.isTrue(value.compareTo(SHORTEST) >= 0 && value.compareTo(LONGEST) <= 0,
				() -> "'%s' must be from 1 ms to 365 days, but is %s".formatted(name, value));
	}

	/**
	 * What is used where nothing else is said: no expiry, a jitter of a tenth, null
	 * values, meters, failures ignored, a time limit of one second.
	 * @return the defaults
	 */
	public static ZcachedCacheConfiguration defaults() {
		return DEFAULTS;
	}

	/**
	 * A copy with another time to live.
	 * @param timeToLive see above
	 * @return the copy
	 */
	public ZcachedCacheConfiguration withTimeToLive(@Nullable Duration timeToLive) {
		return new ZcachedCacheConfiguration(timeToLive, this.jitter, this.keyPrefix, this.cacheNullValues,
				this.statistics, this.onError, this.timeout, this.valueType, this.allowedPackages);
	}

	/**
	 * A copy with another jitter.
	 * @param jitter see above
	 * @return the copy
	 */
	public ZcachedCacheConfiguration withJitter(double jitter) {
		return new ZcachedCacheConfiguration(this.timeToLive, jitter, this.keyPrefix, this.cacheNullValues,
				this.statistics, this.onError, this.timeout, this.valueType, this.allowedPackages);
	}

	/**
	 * A copy with another key prefix.
	 * @param keyPrefix see above
	 * @return the copy
	 */
	public ZcachedCacheConfiguration withKeyPrefix(@Nullable String keyPrefix) {
		return new ZcachedCacheConfiguration(this.timeToLive, this.jitter, keyPrefix, this.cacheNullValues,
				this.statistics, this.onError, this.timeout, this.valueType, this.allowedPackages);
	}

	/**
	 * A copy with another answer to whether null is a value.
	 * @param cacheNullValues see above
	 * @return the copy
	 */
	public ZcachedCacheConfiguration withCacheNullValues(boolean cacheNullValues) {
		return new ZcachedCacheConfiguration(this.timeToLive, this.jitter, this.keyPrefix, cacheNullValues,
				this.statistics, this.onError, this.timeout, this.valueType, this.allowedPackages);
	}

	/**
	 * A copy with another answer to whether it has meters.
	 * @param statistics see above
	 * @return the copy
	 */
	public ZcachedCacheConfiguration withStatistics(boolean statistics) {
		return new ZcachedCacheConfiguration(this.timeToLive, this.jitter, this.keyPrefix, this.cacheNullValues,
				statistics, this.onError, this.timeout, this.valueType, this.allowedPackages);
	}

	/**
	 * A copy with another error policy.
	 * @param onError see above
	 * @return the copy
	 */
	public ZcachedCacheConfiguration withOnError(ZcachedCacheErrorPolicy onError) {
		return new ZcachedCacheConfiguration(this.timeToLive, this.jitter, this.keyPrefix, this.cacheNullValues,
				this.statistics, onError, this.timeout, this.valueType, this.allowedPackages);
	}

	/**
	 * A copy with another time limit.
	 * @param timeout see above
	 * @return the copy
	 */
	public ZcachedCacheConfiguration withTimeout(Duration timeout) {
		return new ZcachedCacheConfiguration(this.timeToLive, this.jitter, this.keyPrefix, this.cacheNullValues,
				this.statistics, this.onError, timeout, this.valueType, this.allowedPackages);
	}

	/**
	 * A copy with another type of values.
	 * @param valueType see above
	 * @return the copy
	 */
	public ZcachedCacheConfiguration withValueType(@Nullable Type valueType) {
		return new ZcachedCacheConfiguration(this.timeToLive, this.jitter, this.keyPrefix, this.cacheNullValues,
				this.statistics, this.onError, this.timeout, valueType, this.allowedPackages);
	}

	/**
	 * A copy with another list of packages.
	 * @param allowedPackages see above
	 * @return the copy
	 */
	public ZcachedCacheConfiguration withAllowedPackages(List<String> allowedPackages) {
		return new ZcachedCacheConfiguration(this.timeToLive, this.jitter, this.keyPrefix, this.cacheNullValues,
				this.statistics, this.onError, this.timeout, this.valueType, allowedPackages);
	}

}
