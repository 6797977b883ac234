package io.zcached.spring.boot.autoconfigure;

import io.zcached.client.protocol.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * Which dialect the server is expected to speak.
 */
public enum ZcachedProtocol {

	/**
	 * Found out with every new socket.
	 */
	AUTO(null),

	/**
	 * The current line of the server.
	 */
	TERMINATED(Dialect.TERMINATED),

	/**
	 * The 0.0.1 line of the server.
	 */
	UNTERMINATED(Dialect.UNTERMINATED);

	private final @Nullable Dialect dialect;

	ZcachedProtocol(@Nullable Dialect dialect) {
		this.dialect = dialect;
	}

	/**
	 * The pinned dialect.
	 * @return the dialect, {@code null} to detect it
	 */
	public @Nullable Dialect dialect() {
		return this.dialect;
	}

}
