package io.zcached.sample.entries;

import io.zcached.sample.web.ProblemException;

import org.springframework.http.HttpStatus;

/**
 * The request's JSON has no counterpart among zcached's types.
 */
class InvalidEntryException extends ProblemException {

	InvalidEntryException(String message) {
		super(HttpStatus.BAD_REQUEST, "Cannot be stored", message);
	}

}
