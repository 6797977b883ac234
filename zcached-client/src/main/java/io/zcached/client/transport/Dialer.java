package io.zcached.client.transport;

import java.io.IOException;

/**
 * Opens wires. A seam.
 */
@FunctionalInterface
public interface Dialer {

	/**
	 * Opens a wire.
	 * @param attempt where to, until when, and how to abort it
	 * @return the open wire
	 * @throws IOException if it cannot be opened in time
	 */
	Wire dial(ConnectAttempt attempt) throws IOException;

}
