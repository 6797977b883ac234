package io.zcached.spring.cache;

/**
 * Two caches on one server would have keys in common, by their key prefixes and names:
 * one would find values of the other.
 */
@SuppressWarnings("serial")
public class SharedCacheKeysException extends IllegalStateException {

	private final String cacheName;

	private final String otherName;

	/**
	 * Creates the exception.
	 * @param cacheName name of the cache that is not made
	 * @param otherName name of the one that is there already
	 */
	public SharedCacheKeysException(String cacheName, String otherName) {
		super("The caches '%s' and '%s' would share keys on the server; change a key prefix".formatted(cacheName,
				otherName));
		this.cacheName = cacheName;
		this.otherName = otherName;
	}

	/**
	 * The cache that is not made.
	 * @return its name
	 */
	public String getCacheName() {
		return this.cacheName;
	}

	/**
	 * The cache that is there already.
	 * @return its name
	 */
	public String getOtherName() {
		return this.otherName;
	}

}
