package io.zcached.embedded;

import io.zcached.client.protocol.Dialect;

/**
 * How a server is set up; checked when it is made.
 */
record ServerOptions(int port, Dialect dialect, String address, int maxClients) {

	static final ServerOptions DEFAULTS = new ServerOptions(0, Dialect.TERMINATED, "127.0.0.1", 1024);

	ServerOptions {
		if (port < 0 || port > 65535) {
			throw new IllegalArgumentException("port must be 0 (a free one) to 65535, not " + port);
		}
		if (address.isBlank()) {
			throw new IllegalArgumentException("address must not be blank");
		}
		if (maxClients < 1) {
			throw new IllegalArgumentException("maxClients must be at least 1, not " + maxClients);
		}
	}

}
