package io.zcached.spring.boot.autoconfigure.cache;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.zcached.spring.cache.ZcachedCacheErrorPolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationUnit;

/**
 * What differs for one cache: {@code zcached.cache.caches.<name>}. What is not set is as
 * for all caches.
 */
public class ZcachedCacheSettings {

	/**
	 * Whether the cache is used; nothing is stored in one that is not.
	 */
	private boolean enabled = true;

	/**
	 * Time after which an entry of this cache is not found any more. If a duration suffix
	 * is not specified, seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private @Nullable Duration timeToLive;

	/**
	 * Part of the time to live by which it is shortened at random.
	 */
	private @Nullable Double jitter;

	/**
	 * Text that all keys of this cache begin with, before its name.
	 */
	private @Nullable String keyPrefix;

	/**
	 * Whether keys of this cache begin with the key prefix. By default, they do if this
	 * cache has a prefix of its own.
	 */
	private @Nullable Boolean useKeyPrefix;

	/**
	 * Whether to cache null values in this cache.
	 */
	private @Nullable Boolean cacheNullValues;

	/**
	 * Whether this cache has meters.
	 */
	private @Nullable Boolean enableStatistics;

	/**
	 * What this cache does when the server fails.
	 */
	private @Nullable ZcachedCacheErrorPolicy onError;

	/**
	 * Longest time that one call of this cache waits for the server. If a duration suffix
	 * is not specified, seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private @Nullable Duration timeout;

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

	public @Nullable Double getJitter() {
		return this.jitter;
	}

	public void setJitter(@Nullable Double jitter) {
		this.jitter = jitter;
	}

	public @Nullable String getKeyPrefix() {
		return this.keyPrefix;
	}

	public void setKeyPrefix(@Nullable String keyPrefix) {
		this.keyPrefix = keyPrefix;
	}

	public @Nullable Boolean getUseKeyPrefix() {
		return this.useKeyPrefix;
	}

	public void setUseKeyPrefix(@Nullable Boolean useKeyPrefix) {
		this.useKeyPrefix = useKeyPrefix;
	}

	public @Nullable Boolean getCacheNullValues() {
		return this.cacheNullValues;
	}

	public void setCacheNullValues(@Nullable Boolean cacheNullValues) {
		this.cacheNullValues = cacheNullValues;
	}

	public @Nullable Boolean getEnableStatistics() {
		return this.enableStatistics;
	}

	public void setEnableStatistics(@Nullable Boolean enableStatistics) {
		this.enableStatistics = enableStatistics;
	}

	public @Nullable ZcachedCacheErrorPolicy getOnError() {
		return this.onError;
	}

	public void setOnError(@Nullable ZcachedCacheErrorPolicy onError) {
		this.onError = onError;
	}

	public @Nullable Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(@Nullable Duration timeout) {
		this.timeout = timeout;
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
