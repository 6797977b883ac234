package io.zcached.embedded;

import io.zcached.client.protocol.Dialect;

/**
 * The errors that a server answers, with their text in each dialect, terminator and line
 * end not included.
 */
enum ServerError {

	/** The frame is no value at all (terminated line). */
	UNPROCESSABLE("-ERR unprocessable"),

	/** The frame is no value at all (unterminated line). */
	BAD_REQUEST("-ERR bad request"),

	/** A number or a boolean that is none (terminated line). */
	INVALID_TYPE("-TYPERR invalid type"),

	/** The length of a collection is no number (terminated line). */
	INVALID_LENGTH("-INVAL invalid length"),

	/** A map key is no string (terminated line). */
	INVALID_MAP_KEY("-ERR key must be a string"),

	/** An integer that is none (unterminated line). */
	NOT_INTEGER("-TYPERR not integer"),

	/** A boolean that is none (unterminated line). */
	NOT_BOOLEAN("-TYPERR not boolean"),

	/** A key of SET, MSET or MGET is no string. */
	KEY_NOT_STRING("-ERR unexpected", "-TYPERR key not string"),

	/** Nothing to save. */
	SAVE_FAILURE("-NOSAVE error while saving data", "-ERR there is no data to save"),

	/** COPY without REPLACE onto a key that exists. */
	BUSY_KEY("-BUSYKEY key already exists"),

	/** No such command; the full text quotes its name where it has one. */
	UNKNOWN_COMMAND("-ERR unknown command"),

	/** No such key; the full text quotes the key. */
	NOT_FOUND("-ERR not found"),

	/** Everything else. */
	UNEXPECTED("-ERR unexpected");

	private final String terminated;

	private final String unterminated;

	ServerError(String text) {
		this(text, text);
	}

	ServerError(String terminated, String unterminated) {
		this.terminated = terminated;
		this.unterminated = unterminated;
	}

	String text(Dialect dialect) {
		return dialect.hasTerminator() ? this.terminated : this.unterminated;
	}

}
