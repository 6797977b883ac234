package io.zcached.spring.boot.test.autoconfigure;

import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.autoconfigure.ZcachedConnectionDetails;

/**
 * {@link ZcachedConnectionDetails} backed by the {@link EmbeddedZcachedServer} of a test,
 * which runs. Without TLS.
 */
final class TestZcachedConnectionDetails implements ZcachedConnectionDetails {

	private final EmbeddedZcachedServer server;

	TestZcachedConnectionDetails(EmbeddedZcachedServer server) {
		this.server = server;
	}

	@Override
	public String getHost() {
		return this.server.address();
	}

	@Override
	public int getPort() {
		return this.server.port();
	}

}
