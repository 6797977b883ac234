package io.zcached.spring.boot.autoconfigure.cache;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.zcached.spring.cache.ZcachedCacheErrorPolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationUnit;

/**
 * Caches on zcached: {@code zcached.cache}.
 */
@ConfigurationProperties("zcached.cache")
public class ZcachedCacheProperties {

	/**
	 * Time after which an entry is not found any more. By default, entries do not expire.
	 * If a duration suffix is not specified, seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private @Nullable Duration timeToLive;

	/**
	 * Part of the time to live, from 0 to 1, by which it is shortened at random, so that
	 * entries written together do not expire together.
	 */
	private double jitter = 0.1;

	/**
	 * Text that all keys begin with, before the name of the cache.
	 */
	private @Nullable String keyPrefix;

	/**
	 * Whether to cache null values.
	 */
	private boolean cacheNullValues = true;

	/**
	 * What to do when the server fails.
	 */
	private ZcachedCacheErrorPolicy onError = ZcachedCacheErrorPolicy.IGNORE;

	/**
	 * Longest time that one call of a cache waits for the server. If a duration suffix is
	 * not specified, seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration timeout = Duration.ofSeconds(1);

	/**
	 * Comma-separated list of packages, with those below them, whose classes may be
	 * values. By default, those of the application.
	 */
	private List<String> allowedPackages = new ArrayList<>();

	/**
	 * Settings of single caches by name.
	 */
	private Map<String, CacheSettings> caches = new LinkedHashMap<>();

	public @Nullable Duration getTimeToLive() {
		return this.timeToLive;
	}

	public void setTimeToLive(@Nullable Duration timeToLive) {
		this.timeToLive = timeToLive;
	}

	public double getJitter() {
		return this.jitter;
	}

	public void setJitter(double jitter) {
		this.jitter = jitter;
	}

	public @Nullable String getKeyPrefix() {
		return this.keyPrefix;
	}

	public void setKeyPrefix(@Nullable String keyPrefix) {
		this.keyPrefix = keyPrefix;
	}

	public boolean isCacheNullValues() {
		return this.cacheNullValues;
	}

	public void setCacheNullValues(boolean cacheNullValues) {
		this.cacheNullValues = cacheNullValues;
	}

	public ZcachedCacheErrorPolicy getOnError() {
		return this.onError;
	}

	public void setOnError(ZcachedCacheErrorPolicy onError) {
		this.onError = onError;
	}

	public Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(Duration timeout) {
		this.timeout = timeout;
	}

	public List<String> getAllowedPackages() {
		return this.allowedPackages;
	}

	public void setAllowedPackages(List<String> allowedPackages) {
		this.allowedPackages = allowedPackages;
	}

	public Map<String, CacheSettings> getCaches() {
		return this.caches;
	}

	public void setCaches(Map<String, CacheSettings> caches) {
		this.caches = caches;
	}

	/**
	 * What differs for one cache.
	 */
	public static class CacheSettings {

		/**
		 * Whether the cache is used; nothing is stored in one that is not.
		 */
		private boolean enabled = true;

		/**
		 * Time after which an entry of this cache is not found any more. If a duration
		 * suffix is not specified, seconds will be used.
		 */
		@DurationUnit(ChronoUnit.SECONDS)
		private @Nullable Duration timeToLive;

		/**
		 * Class of all values of this cache.
		 */
		private @Nullable Class<?> valueType;

		/**
		 * Name of the server that this cache is on, of those under "zcached.connections".
		 */
		private @Nullable String connection;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public @Nullable Duration getTimeToLive() {
			return this.timeToLive;
		}

		public void setTimeToLive(@Nullable Duration timeToLive) {
			this.timeToLive = timeToLive;
		}

		public @Nullable Class<?> getValueType() {
			return this.valueType;
		}

		public void setValueType(@Nullable Class<?> valueType) {
			this.valueType = valueType;
		}

		public @Nullable String getConnection() {
			return this.connection;
		}

		public void setConnection(@Nullable String connection) {
			this.connection = connection;
		}

	}

}
