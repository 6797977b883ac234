package io.zcached.spring.cache;

/**
 * A value was not stored in a cache, since it would not come back as it is. Given to
 * callers only where failures are {@linkplain ZcachedCacheErrorPolicy#THROW thrown}; the
 * message names the class of the value and what to do, and never quotes the value; there
 * is no cause, since that might quote it.
 */
@SuppressWarnings("serial")
public class UncacheableValueException extends RuntimeException {

	UncacheableValueException(String message) {
		super(message);
	}

}
