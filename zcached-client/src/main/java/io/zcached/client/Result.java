package io.zcached.client;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a request came to: a value or an error, never both. A value may be {@code null},
 * since zcached stores null. Immutable if its value is; the collections that a server's
 * reply is decoded into are not shared with anyone.
 *
 * @param <T> the type of the value
 */
public final class Result<T> {

	private final @Nullable T value;

	private final @Nullable ErrorCode errorCode;

	private final @Nullable String errorMessage;

	private Result(@Nullable T value, @Nullable ErrorCode errorCode, @Nullable String errorMessage) {
		this.value = value;
		this.errorCode = errorCode;
		this.errorMessage = errorMessage;
	}

	/**
	 * A success.
	 * @param <T> the type of the value
	 * @param value the value, may be {@code null}
	 * @return the result
	 */
	public static <T> Result<T> success(@Nullable T value) {
		return new Result<>(value, null, null);
	}

	/**
	 * A failure.
	 * @param <T> the type that a value would have had
	 * @param code what kind of failure
	 * @param message what happened, where, and what to do about it
	 * @return the result
	 */
	public static <T> Result<T> failure(ErrorCode code, String message) {
		return new Result<>(null, Objects.requireNonNull(code, "code must not be null"),
				Objects.requireNonNull(message, "message must not be null"));
	}

	/**
	 * Whether the request was answered with a value.
	 * @return {@code true} if so
	 */
	public boolean isSuccess() {
		return this.errorCode == null;
	}

	/**
	 * Whether the request failed, at the server or on the way.
	 * @return {@code true} if so
	 */
	public boolean isFailure() {
		return this.errorCode != null;
	}

	/**
	 * The value of a success.
	 * @return the value; {@code null} for a stored null and for every failure
	 */
	public @Nullable T value() {
		return this.value;
	}

	/**
	 * The kind of a failure.
	 * @return the code, {@code null} for a success
	 */
	public @Nullable ErrorCode errorCode() {
		return this.errorCode;
	}

	/**
	 * The text of a failure: the server's error line without its leading dash, or what
	 * the client found. It may quote a key and is not escaped for logging.
	 * @return the text, {@code null} for a success
	 */
	public @Nullable String errorMessage() {
		return this.errorMessage;
	}

	/**
	 * The value of a success, or the exception that fits the failure.
	 * @return the value, {@code null} for a stored null
	 * @throws ZcachedConnectionException if the connection broke
	 * @throws ZcachedTimeoutException if no reply came in time
	 * @throws ZcachedProtocolException if the reply was not the protocol
	 * @throws ZcachedCommandException if the server refused the command
	 */
	public @Nullable T orElseThrow() {
		if (this.errorCode != null) {
			throw ZcachedException.of(this.errorCode, Objects.requireNonNull(this.errorMessage));
		}
		return this.value;
	}

	@Override
	public String toString() {
		return (this.errorCode != null) ? "Result[" + this.errorCode + "]" : "Result[success]";
	}

}
