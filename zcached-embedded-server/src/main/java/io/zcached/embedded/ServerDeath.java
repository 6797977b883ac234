package io.zcached.embedded;

/**
 * What would end a real server process, or make it close the connection: here it ends the
 * connection that caused it, with a line in the log. The message completes the sentence
 * "closed because …".
 */
final class ServerDeath extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ServerDeath(String reason) {
		super(reason, null, false, false);
	}

}
