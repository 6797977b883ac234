package io.zcached.spring.boot.autoconfigure;

import io.zcached.client.ConnectionOptions;

/**
 * Callback interface that can be implemented by beans wishing to customize the
 * {@link io.zcached.client.ConnectionOptions.Builder ConnectionOptions.Builder} of the
 * auto-configured connection, after the properties have been applied.
 */
@FunctionalInterface
public interface ZcachedConnectionOptionsCustomizer {

	/**
	 * Customize the {@link ConnectionOptions.Builder}.
	 * @param builder the builder to customize
	 */
	void customize(ConnectionOptions.Builder builder);

}
