package io.zcached.spring.cache;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The values of a {@link ZcachedCacheConfiguration}: a new setting is one field here, and
 * breaks no caller. Changed only until the configuration has it.
 */
final class CacheSettings {

	private static final Duration SHORTEST = Duration.ofMillis(1);

	private static final Duration LONGEST = Duration.ofDays(365);

	@Nullable Duration timeToLive;

	double jitter = 0.1;

	@Nullable String keyPrefix;

	boolean cacheNullValues = true;

	boolean statistics = true;

	ZcachedCacheErrorPolicy onError = ZcachedCacheErrorPolicy.IGNORE;

	Duration timeout = Duration.ofSeconds(1);

	@Nullable Type valueType;

	List<String> allowedPackages = List.of();

	CacheSettings() {
	}

	CacheSettings(CacheSettings other) {
		this.timeToLive = other.timeToLive;
		this.jitter = other.jitter;
		this.keyPrefix = other.keyPrefix;
		this.cacheNullValues = other.cacheNullValues;
		this.statistics = other.statistics;
		this.onError = other.onError;
		this.timeout = other.timeout;
		this.valueType = other.valueType;
		this.allowedPackages = other.allowedPackages;
	}

	/** Refuses what is out of its range. */
	void check() {
		Assert.isTrue(this.timeToLive == null || this.timeToLive.compareTo(SHORTEST) >= 0,
				() -> "'timeToLive' must be at least 1 ms, but is " + this.timeToLive);
		Assert.isTrue(this.jitter >= 0 && this.jitter <= 1,
				() -> "'jitter' must be between 0 and 1, but is " + this.jitter);
		checkRange("timeout", this.timeout);
		CacheKeys.checkPrefix(this.keyPrefix);
	}

	/** Beyond the longest, deadlines would overflow. */
	static void checkRange(String name, Duration value) {
		Assert.isTrue(value.compareTo(SHORTEST) >= 0 && value.compareTo(LONGEST) <= 0,
				() -> "'%s' must be from 1 ms to 365 days, but is %s".formatted(name, value));
	}

	/** By which two are equal. */
	Map<String, @Nullable Object> all() {
		Map<String, @Nullable Object> all = new LinkedHashMap<>();
		all.put("timeToLive", this.timeToLive);
		all.put("jitter", this.jitter);
		all.put("keyPrefix", this.keyPrefix);
		all.put("cacheNullValues", this.cacheNullValues);
		all.put("statistics", this.statistics);
		all.put("onError", this.onError);
		all.put("timeout", this.timeout);
		all.put("valueType", this.valueType);
		all.put("allowedPackages", this.allowedPackages);
		return all;
	}

}
