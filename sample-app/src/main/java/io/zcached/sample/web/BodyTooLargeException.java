package io.zcached.sample.web;

import java.io.IOException;

/**
 * A body without a declared length turned out to be too large.
 */
class BodyTooLargeException extends IOException {

	BodyTooLargeException() {
		super(BodyLimit.MESSAGE);
	}

}
