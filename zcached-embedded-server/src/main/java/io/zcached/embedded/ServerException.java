package io.zcached.embedded;

/**
 * A request that is answered with an error. Has no stack trace, since it is an answer and
 * no fault.
 */
final class ServerException extends Exception {

	private static final long serialVersionUID = 1L;

	private final ServerError error;

	ServerException(ServerError error) {
		super(error.name(), null, false, false);
		this.error = error;
	}

	ServerError error() {
		return this.error;
	}

}
