package io.zcached.spring.cache;

import org.jspecify.annotations.Nullable;

/**
 * Thrown inside when a value cannot become an entry; the message never quotes it.
 */
@SuppressWarnings("serial")
class UncacheableValueException extends RuntimeException {

	UncacheableValueException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
