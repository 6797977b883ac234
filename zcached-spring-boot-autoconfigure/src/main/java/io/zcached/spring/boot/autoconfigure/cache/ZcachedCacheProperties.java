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
	 * Whether keys begin with the key prefix.
	 */
	private boolean useKeyPrefix = true;

	/**
	 * Whether to cache null values.
	 */
	private boolean cacheNullValues = true;

	/**
	 * Whether caches have meters.
	 */
	private boolean enableStatistics = true;

	/**
	 * What to do when the server fails.
	 */
	private ZcachedCacheErrorPolicy onError = ZcachedCacheErrorPolicy.IGNORE;

	/**
	 * Longest time that one call of a cache waits for the server, not above "timeout-
	 * limit". If a duration suffix is not specified, seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration timeout = Duration.ofSeconds(1);

	/** Whether {@link #timeout} was set: only then may it contradict the limit. */
	private boolean timeoutBound;

	/**
	 * Comma-separated list of packages, with those below them, whose classes may be
	 * values. By default, those of the application.
	 */
	private List<String> allowedPackages = new ArrayList<>();

	/**
	 * Whether puts, evictions and clears wait for the commit of a transaction that is
	 * under way, and are left out if it is rolled back.
	 */
	private boolean transactionAware;

	/**
	 * Time between two sweeps, which delete entries that have expired or been cleared. By
	 * default, they stay on the server until they are overwritten. If a duration suffix
	 * is not specified, seconds will be used.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private @Nullable Duration sweepInterval;

	/**
	 * Settings of single caches by name.
	 */
	private Map<String, ZcachedCacheSettings> caches = new LinkedHashMap<>();

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

	public boolean isUseKeyPrefix() {
		return this.useKeyPrefix;
	}

	public void setUseKeyPrefix(boolean useKeyPrefix) {
		this.useKeyPrefix = useKeyPrefix;
	}

	public boolean isCacheNullValues() {
		return this.cacheNullValues;
	}

	public void setCacheNullValues(boolean cacheNullValues) {
		this.cacheNullValues = cacheNullValues;
	}

	public boolean isEnableStatistics() {
		return this.enableStatistics;
	}

	public void setEnableStatistics(boolean enableStatistics) {
		this.enableStatistics = enableStatistics;
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
		this.timeoutBound = true;
	}

	public List<String> getAllowedPackages() {
		return this.allowedPackages;
	}

	public void setAllowedPackages(List<String> allowedPackages) {
		this.allowedPackages = allowedPackages;
	}

	public boolean isTransactionAware() {
		return this.transactionAware;
	}

	public void setTransactionAware(boolean transactionAware) {
		this.transactionAware = transactionAware;
	}

	public @Nullable Duration getSweepInterval() {
		return this.sweepInterval;
	}

	public void setSweepInterval(@Nullable Duration sweepInterval) {
		this.sweepInterval = sweepInterval;
	}

	public Map<String, ZcachedCacheSettings> getCaches() {
		return this.caches;
	}

	public void setCaches(Map<String, ZcachedCacheSettings> caches) {
		this.caches = caches;
	}

	boolean isTimeoutBound() {
		return this.timeoutBound;
	}

}
