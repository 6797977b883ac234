package io.zcached.sample.entries;

/**
 * The request's JSON has no counterpart among zcached's types.
 */
class InvalidEntryException extends RuntimeException {

	InvalidEntryException(String message) {
		super(message);
	}

}
