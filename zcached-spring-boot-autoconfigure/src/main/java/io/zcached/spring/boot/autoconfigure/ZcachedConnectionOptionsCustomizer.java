package io.zcached.spring.boot.autoconfigure;

import io.zcached.client.ConnectionOptions;

/**
 * Callback interface that can be implemented by beans wishing to customize the
 * {@link io.zcached.client.ConnectionOptions.Builder ConnectionOptions.Builder} of the
 * auto-configured connections, after the properties have been applied.
 */
@FunctionalInterface
public interface ZcachedConnectionOptionsCustomizer {

	/**
	 * Customize the {@link ConnectionOptions.Builder}.
	 * @param builder the builder to customize
	 */
	void customize(ConnectionOptions.Builder builder);

	/**
	 * Customize the {@link ConnectionOptions.Builder} of one server. By default all are
	 * customized alike.
	 * @param connectionName name of the server, as in {@link ZcachedConnections}
	 * @param builder the builder to customize
	 */
	default void customize(String connectionName, ConnectionOptions.Builder builder) {
		customize(builder);
	}

}
