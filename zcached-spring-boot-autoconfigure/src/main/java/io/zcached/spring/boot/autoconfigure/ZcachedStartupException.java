package io.zcached.spring.boot.autoconfigure;

import io.zcached.client.ZcachedException;

/**
 * The application was told to start only with a zcached server that can be reached, and
 * there is none.
 */
class ZcachedStartupException extends RuntimeException {

	private final String connectionName;

	private final String host;

	private final int port;

	ZcachedStartupException(String connectionName, String host, int port, ZcachedException cause) {
		super("Could not connect to zcached at %s:%d, which '%s.startup=required' asks for".formatted(host, port,
				ConnectionName.prefix(connectionName)), cause);
		this.connectionName = connectionName;
		this.host = host;
		this.port = port;
	}

	/** Name of the server in {@link ZcachedConnections}. */
	String getConnectionName() {
		return this.connectionName;
	}

	/** What the properties of the server begin with, such as "zcached". */
	String getPropertyPrefix() {
		return ConnectionName.prefix(this.connectionName);
	}

	String getHost() {
		return this.host;
	}

	int getPort() {
		return this.port;
	}

}
