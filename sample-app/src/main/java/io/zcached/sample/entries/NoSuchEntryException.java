package io.zcached.sample.entries;

import io.zcached.sample.web.ProblemException;

import org.springframework.http.HttpStatus;

/**
 * There is no entry under the key that was asked for.
 */
class NoSuchEntryException extends ProblemException {

	NoSuchEntryException(String key) {
		super(HttpStatus.NOT_FOUND, "No such entry", "There is no entry under the key '" + key + "'.");
	}

}
