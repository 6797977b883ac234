package io.zcached.client;

/**
 * Told about the life of a {@link Connection}. Calls come one at a time, in order, on a
 * background thread that holds no lock: a listener may block, throw or use the connection
 * without harming it.
 */
public interface ConnectionListener {

	/**
	 * A socket was opened and the server answered the first PING.
	 * @param connection the connection
	 */
	default void connected(Connection connection) {
	}

	/**
	 * An open socket was discarded.
	 * @param connection the connection
	 * @param reason what happened, in words
	 */
	default void disconnected(Connection connection, String reason) {
	}

	/**
	 * An attempt to connect failed.
	 * @param connection the connection
	 * @param reason what happened, in words
	 */
	default void connectFailed(Connection connection, String reason) {
	}

}
