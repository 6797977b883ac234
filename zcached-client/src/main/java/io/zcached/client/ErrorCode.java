package io.zcached.client;

import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Why a {@link Result} is a failure. The constants name failures that the client itself
 * finds; every other code is the first word of a server's error line, such as
 * {@code ERR}, {@code TYPERR}, {@code BUSYKEY}, {@code NOSAVE}, {@code INVAL} or
 * {@code NOAUTH}.
 *
 * @param name the code, without white space
 */
public record ErrorCode(String name) {

	/**
	 * The connection broke while the request was under way, and has been restored. The
	 * request was not repeated: the server may or may not have executed it.
	 */
	public static final ErrorCode CONNECTION_REESTABLISHED = new ErrorCode("CONNECTION_REESTABLISHED");

	/**
	 * The connection is closed or broken and could not be restored.
	 */
	public static final ErrorCode CONNECTION_CLOSED = new ErrorCode("CONNECTION_CLOSED");

	/**
	 * No reply came within the time limit. The server may or may not have executed the
	 * request.
	 */
	public static final ErrorCode TIMEOUT_LIMIT = new ErrorCode("TIMEOUT_LIMIT");

	/**
	 * What came back is not a reply to this request; the socket has been discarded.
	 */
	public static final ErrorCode PROTOCOL_ERROR = new ErrorCode("PROTOCOL_ERROR");

	/**
	 * The calling thread was interrupted; its interrupt status is kept.
	 */
	public static final ErrorCode INTERRUPTED = new ErrorCode("INTERRUPTED");

	/**
	 * Too many requests are waiting on this connection; nothing was written.
	 */
	public static final ErrorCode OVERLOADED = new ErrorCode("OVERLOADED");

	/**
	 * The server would lose, corrupt or execute part of the request, so nothing was
	 * written. Told to a {@link CommandObserver}; the caller gets
	 * {@link UnstorableValueException} and no result.
	 */
	public static final ErrorCode UNSTORABLE_VALUE = new ErrorCode("UNSTORABLE_VALUE");

	/**
	 * Any command failure that the server reports without a more precise code.
	 */
	public static final ErrorCode ERR = new ErrorCode("ERR");

	/** The server's word for a key that is taken. */
	static final ErrorCode BUSY_KEY = new ErrorCode("BUSYKEY");

	private static final Pattern SERVER_CODE = Pattern.compile("[A-Z][A-Z0-9]{1,31}");

	private static final Set<String> CLIENT_CODES = Set.of(INTERRUPTED.name, OVERLOADED.name);

	/**
	 * Returns the code with the given name.
	 * @param name the first word of a server's error line
	 * @return the code; equal names give equal codes
	 */
	public static ErrorCode of(String name) {
		return ERR.name.equals(name) ? ERR : new ErrorCode(name);
	}

	/**
	 * The code of a server's error line: its first word, if that looks like a code and is
	 * none of the client's own, otherwise {@link #ERR}.
	 */
	static ErrorCode ofServer(String error) {
		int end = error.indexOf(' ');
		String word = (end < 0) ? error : error.substring(0, end);
		return (SERVER_CODE.matcher(word).matches() && !CLIENT_CODES.contains(word)) ? of(word) : ERR;
	}

	/**
	 * Whether another code has the same name. Written out, since JDK 17 never lets go of
	 * the last record class, and its class loader, that it has made this method for.
	 */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ErrorCode code && this.name.equals(code.name);
	}

	@Override
	public int hashCode() {
		return this.name.hashCode();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
