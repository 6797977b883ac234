package io.zcached.spring.boot.autoconfigure;

import io.zcached.client.ZcachedException;

/**
 * The application was told to start only with a zcached server that can be reached, and
 * there is none.
 */
class ZcachedStartupException extends RuntimeException {

	private final String host;

	private final int port;

	ZcachedStartupException(String host, int port, ZcachedException cause) {
		super("Could not connect to zcached at %s:%d, which 'zcached.startup=required' asks for".formatted(host, port),
				cause);
		this.host = host;
		this.port = port;
	}

	String getHost() {
		return this.host;
	}

	int getPort() {
		return this.port;
	}

}
