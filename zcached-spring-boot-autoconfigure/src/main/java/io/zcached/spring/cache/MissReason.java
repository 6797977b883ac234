package io.zcached.spring.cache;

/**
 * Why a cache had no value.
 */
public enum MissReason {

	/** Nothing was stored under the key. */
	ABSENT,

	/** Its time had passed. */
	EXPIRED,

	/** The cache had been cleared since. */
	CLEARED,

	/** It was written by something else, cut short, or of a type that is not allowed. */
	UNREADABLE,

	/** The server could not be asked. */
	UNAVAILABLE

}
