package io.zcached.spring.boot.autoconfigure;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionOptions;
import io.zcached.client.ConnectionPool;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.util.unit.DataSize;

/**
 * All that makes the connections to one server.
 *
 * @param name the name of the server
 * @param details where it is
 * @param properties how to talk to it
 * @param customizers the application's last word
 */
record ServerDefinition(String name, ZcachedConnectionDetails details, ZcachedConnectionProperties properties,
		ObjectProvider<ZcachedConnectionOptionsCustomizer> customizers) {

	private static final Log logger = LogFactory.getLog(ServerDefinition.class);

	Connection connection() {
		return new Connection(this.details.getHost(), this.details.getPort(), options());
	}

	ConnectionPool pool() {
		return new ConnectionPool(this.details.getHost(), this.details.getPort(), this.properties.getPool().getSize(),
				options());
	}

	private ConnectionOptions options() {
		SslBundle sslBundle = this.details.getSslBundle();
		ConnectionOptions.Builder builder = builder(sslBundle);
		if (sslBundle != null && !this.properties.getSsl().isVerifyHostname()) {
			logger.warn("'%s.ssl.verify-hostname' is false: whoever holds a trusted certificate can stand in for "
				.formatted(ConnectionName.prefix(this.name))
					+ "the zcached server at %s:%d".formatted(this.details.getHost(), this.details.getPort()));
		}
		this.customizers.orderedStream().forEach((customizer) -> customizer.customize(this.name, builder));
		return builder.build();
	}

	private ConnectionOptions.Builder builder(@Nullable SslBundle sslBundle) {
		DataSize window = this.properties.getPipelineWindow();
		return ConnectionOptions.builder()
			.timeoutLimit(this.properties.getTimeoutLimit())
			.connectTimeout(this.properties.getConnectTimeout())
			.connectionAttempts(this.properties.getConnectionAttempts())
			.reconnect(this.properties.isReconnect())
			.bufferSize((int) this.properties.getBufferSize().toBytes())
			.dialect(this.properties.getProtocol().dialect())
			.pipelineWindow((window != null) ? (int) window.toBytes() : 0)
			.validateAfterIdle(this.properties.getValidateAfterIdle())
			.sslSocketFactory((sslBundle != null) ? socketFactory(sslBundle) : null)
			.verifyHostname(this.properties.getSsl().isVerifyHostname());
	}

	private SslBundleSocketFactory socketFactory(SslBundle sslBundle) {
		String server = this.details.getHost() + ":" + this.details.getPort();
		return new SslBundleSocketFactory(server, sslBundle, this.details::getSslBundle);
	}

}
