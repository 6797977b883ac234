package io.zcached.client;

/**
 * There is no channel for a request; carries what to answer instead. Never leaves the
 * package.
 */
@SuppressWarnings("serial")
final class UnavailableException extends Exception {

	private final transient Result<Object> result;

	UnavailableException(Result<Object> result) {
		super(result.errorMessage(), null, false, false);
		this.result = result;
	}

	Result<Object> result() {
		return this.result;
	}

}
