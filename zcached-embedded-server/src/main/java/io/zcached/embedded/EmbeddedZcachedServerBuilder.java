package io.zcached.embedded;

import io.zcached.client.protocol.Dialect;

/**
 * Sets up an {@link EmbeddedZcachedServer}; got from
 * {@link EmbeddedZcachedServer#builder()}. Not thread safe.
 */
public final class EmbeddedZcachedServerBuilder {

	private ServerOptions options;

	EmbeddedZcachedServerBuilder(ServerOptions options) {
		this.options = options;
	}

	/**
	 * The port to bind. Default: 0.
	 * @param port 1 to 65535, or 0 for a free one
	 * @return this builder
	 * @throws IllegalArgumentException if the port is out of range
	 */
	public EmbeddedZcachedServerBuilder port(int port) {
		this.options = new ServerOptions(port, this.options.dialect(), this.options.address(),
				this.options.maxClients());
		return this;
	}

	/**
	 * The dialect to speak. Default: {@link Dialect#TERMINATED}.
	 * @param dialect the dialect
	 * @return this builder
	 */
	public EmbeddedZcachedServerBuilder dialect(Dialect dialect) {
		this.options = new ServerOptions(this.options.port(), dialect, this.options.address(),
				this.options.maxClients());
		return this;
	}

	/**
	 * The local address to bind. Default: 127.0.0.1. The server knows no passwords, so
	 * think twice before it listens to a network.
	 * @param address a host name or an IP address
	 * @return this builder
	 * @throws IllegalArgumentException if the address is blank
	 */
	public EmbeddedZcachedServerBuilder address(String address) {
		this.options = new ServerOptions(this.options.port(), this.options.dialect(), address,
				this.options.maxClients());
		return this;
	}

	/**
	 * How many clients may be connected at a time; one more is accepted and closed at
	 * once, without a word. Default: 1024.
	 * @param maxClients at least 1
	 * @return this builder
	 * @throws IllegalArgumentException if it is less than 1
	 */
	public EmbeddedZcachedServerBuilder maxClients(int maxClients) {
		this.options = new ServerOptions(this.options.port(), this.options.dialect(), this.options.address(),
				maxClients);
		return this;
	}

	/**
	 * Makes the server; it is not started. The builder may be used again.
	 * @return a new server
	 */
	public EmbeddedZcachedServer build() {
		return new EmbeddedZcachedServer(this.options);
	}

}
