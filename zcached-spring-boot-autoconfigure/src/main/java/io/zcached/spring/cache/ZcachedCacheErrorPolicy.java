package io.zcached.spring.cache;

/**
 * What a cache does when its server cannot be reached, does not answer in time or
 * refuses.
 */
public enum ZcachedCacheErrorPolicy {

	/** Reads are misses, writes are left out; counted, and logged once per outage. */
	IGNORE,

	/** The failure reaches the caller, unless a value has been loaded for him. */
	THROW

}
