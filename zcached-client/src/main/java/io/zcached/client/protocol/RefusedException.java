package io.zcached.client.protocol;

/**
 * The codec refuses a request, since the server would lose, corrupt or execute part of
 * it. Thrown before a byte is written. Users see it as {@code UnstorableValueException},
 * which adds the connection.
 */
public final class RefusedException extends RuntimeException {

	private final String reason;

	RefusedException(String reason) {
		super(reason, null, false, false);
		this.reason = reason;
	}

	/**
	 * The same refusal, seen from one container further out.
	 * @param place where in the container the refused value stands
	 * @return the exception to throw
	 */
	RefusedException at(String place) {
		return new RefusedException(place + this.reason);
	}

}
