package io.zcached.sample.entries;

/**
 * There is no entry under the key that was asked for.
 */
class NoSuchEntryException extends RuntimeException {

	NoSuchEntryException(String key) {
		super("There is no entry under the key '" + key + "'.");
	}

}
