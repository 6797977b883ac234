package io.zcached.spring.cache;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * How a cache behaves: {@link #defaults()}, and what differs from them. Immutable.
 */
public final class ZcachedCacheConfiguration {

	private static final ZcachedCacheConfiguration DEFAULTS = new ZcachedCacheConfiguration(new CacheSettings());

	/** Not changed any more. */
	private final CacheSettings settings;

	private ZcachedCacheConfiguration(CacheSettings settings) {
		settings.check();
		this.settings = settings;
	}

	/**
	 * What is used where nothing else is said: no expiry, a jitter of a tenth, null
	 * values, meters, failures ignored, a time limit of one second.
	 * @return the defaults
	 */
	public static ZcachedCacheConfiguration defaults() {
		return DEFAULTS;
	}

	private ZcachedCacheConfiguration with(Consumer<CacheSettings> change) {
		CacheSettings changed = new CacheSettings(this.settings);
		change.accept(changed);
		return new ZcachedCacheConfiguration(changed);
	}

	/**
	 * How long an entry is good.
	 * @return the time, {@code null} for ever
	 */
	public @Nullable Duration timeToLive() {
		return this.settings.timeToLive;
	}

	/**
	 * How much shorter, at random, a time to live may be: entries written together do not
	 * expire together.
	 * @return the part of it, from 0 to 1
	 */
	public double jitter() {
		return this.settings.jitter;
	}

	/**
	 * What all keys begin with, before the name of the cache.
	 * @return the prefix, {@code null} for nothing
	 */
	public @Nullable String keyPrefix() {
		return this.settings.keyPrefix;
	}

	/**
	 * Whether null is a value.
	 * @return whether it is
	 */
	public boolean cacheNullValues() {
		return this.settings.cacheNullValues;
	}

	/**
	 * Whether the cache has meters.
	 * @return whether it has
	 */
	public boolean statistics() {
		return this.settings.statistics;
	}

	/**
	 * What to do when the server fails.
	 * @return the policy
	 */
	public ZcachedCacheErrorPolicy onError() {
		return this.settings.onError;
	}

	/**
	 * The longest that one call of the cache waits for the server.
	 * @return the limit
	 */
	public Duration timeout() {
		return this.settings.timeout;
	}

	/**
	 * The type of all values.
	 * @return the type, {@code null} if the class of each is stored
	 */
	public @Nullable Type valueType() {
		return this.settings.valueType;
	}

	/**
	 * Packages, with those below them, whose classes are read when no type is given.
	 * @return the packages
	 */
	public List<String> allowedPackages() {
		return this.settings.allowedPackages;
	}

	/**
	 * A copy with another time to live.
	 * @param timeToLive how long an entry is good, at least 1 ms; {@code null}, or more
	 * than the server can tell, for ever
	 * @return the copy
	 * @throws IllegalArgumentException if it is out of this range
	 */
	public ZcachedCacheConfiguration withTimeToLive(@Nullable Duration timeToLive) {
		return with((settings) -> settings.timeToLive = timeToLive);
	}

	/**
	 * A copy with another jitter.
	 * @param jitter the part of the time to live, from 0 to 1
	 * @return the copy
	 * @throws IllegalArgumentException if it is out of this range
	 */
	public ZcachedCacheConfiguration withJitter(double jitter) {
		return with((settings) -> settings.jitter = jitter);
	}

	/**
	 * A copy with another key prefix.
	 * @param keyPrefix the prefix, at most 512 bytes in UTF-8, without line feeds and
	 * byte 0x03; {@code null} for nothing
	 * @return the copy
	 * @throws IllegalArgumentException if it is none of these
	 */
	public ZcachedCacheConfiguration withKeyPrefix(@Nullable String keyPrefix) {
		return with((settings) -> settings.keyPrefix = keyPrefix);
	}

	/**
	 * A copy with another answer to whether null is a value.
	 * @param cacheNullValues whether it is
	 * @return the copy
	 */
	public ZcachedCacheConfiguration withCacheNullValues(boolean cacheNullValues) {
		return with((settings) -> settings.cacheNullValues = cacheNullValues);
	}

	/**
	 * A copy with another answer to whether it has meters.
	 * @param statistics whether it has
	 * @return the copy
	 */
	public ZcachedCacheConfiguration withStatistics(boolean statistics) {
		return with((settings) -> settings.statistics = statistics);
	}

	/**
	 * A copy with another error policy.
	 * @param onError the policy
	 * @return the copy
	 */
	public ZcachedCacheConfiguration withOnError(ZcachedCacheErrorPolicy onError) {
		return with((settings) -> settings.onError = onError);
	}

	/**
	 * A copy with another time limit.
	 * @param timeout from 1 ms to 365 days; more than the connection's own limit is cut
	 * to that
	 * @return the copy
	 * @throws IllegalArgumentException if it is out of this range
	 */
	public ZcachedCacheConfiguration withTimeout(Duration timeout) {
		return with((settings) -> settings.timeout = timeout);
	}

	/**
	 * A copy with another type of values.
	 * @param valueType the type, {@code null} to store the class of each
	 * @return the copy
	 */
	public ZcachedCacheConfiguration withValueType(@Nullable Type valueType) {
		return with((settings) -> settings.valueType = valueType);
	}

	/**
	 * A copy with another list of packages.
	 * @param allowedPackages the packages
	 * @return the copy
	 */
	public ZcachedCacheConfiguration withAllowedPackages(List<String> allowedPackages) {
		return with((settings) -> settings.allowedPackages = List.copyOf(allowedPackages));
	}

	/** Whether a value is one to be stored: a null may not be. */
	boolean isCached(@Nullable Object value) {
		return value != null || cacheNullValues();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ZcachedCacheConfiguration that && this.settings.all().equals(that.settings.all());
	}

	@Override
	public int hashCode() {
		return this.settings.all().hashCode();
	}

	@Override
	public String toString() {
		return "ZcachedCacheConfiguration" + this.settings.all();
	}

}
