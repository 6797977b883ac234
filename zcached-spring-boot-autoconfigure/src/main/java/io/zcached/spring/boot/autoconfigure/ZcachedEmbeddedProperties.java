package io.zcached.spring.boot.autoconfigure;

import io.zcached.client.protocol.Dialect;

/**
 * The embedded server: {@code zcached.embedded}.
 */
public class ZcachedEmbeddedProperties {

	/**
	 * Whether to start the embedded server if it is on the class path and neither
	 * "zcached.host" nor "zcached.port" is set.
	 */
	private boolean enabled = true;

	/**
	 * Port of the embedded server, 0 for any free one.
	 */
	private int port;

	/**
	 * Dialect that the embedded server speaks.
	 */
	private Dialect dialect = Dialect.TERMINATED;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public int getPort() {
		return this.port;
	}

	public void setPort(int port) {
		this.port = port;
	}

	public Dialect getDialect() {
		return this.dialect;
	}

	public void setDialect(Dialect dialect) {
		this.dialect = dialect;
	}

}
