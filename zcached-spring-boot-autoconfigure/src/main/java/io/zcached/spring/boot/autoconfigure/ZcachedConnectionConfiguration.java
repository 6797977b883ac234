package io.zcached.spring.boot.autoconfigure;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionOptions;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * The connection and what starts it, unless the user has a {@link Connection} of their
 * own. The connection is closed with the context.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(Connection.class)
class ZcachedConnectionConfiguration {

	private static final Log logger = LogFactory.getLog(ZcachedConnectionConfiguration.class);

	@Bean
	Connection zcachedConnection(ZcachedConnectionDetails details, ZcachedProperties properties,
			ObjectProvider<ZcachedConnectionOptionsCustomizer> customizers) {
		SslBundle sslBundle = details.getSslBundle();
		ConnectionOptions.Builder builder = builder(properties, sslBundle);
		if (sslBundle != null && !properties.getSsl().isVerifyHostname()) {
			logger.warn("'zcached.ssl.verify-hostname' is false: whoever holds a trusted certificate can stand in for "
					+ "the zcached server at %s:%d".formatted(details.getHost(), details.getPort()));
		}
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return new Connection(details.getHost(), details.getPort(), builder.build());
	}

	@Bean
	ZcachedConnectionStarter zcachedConnectionStarter(Connection zcachedConnection, ZcachedProperties properties) {
		return new ZcachedConnectionStarter(zcachedConnection, properties.getStartup());
	}

	private static ConnectionOptions.Builder builder(ZcachedProperties properties, @Nullable SslBundle sslBundle) {
		DataSize window = properties.getPipelineWindow();
		return ConnectionOptions.builder()
			.timeoutLimit(properties.getTimeoutLimit())
			.connectTimeout(properties.getConnectTimeout())
			.connectionAttempts(properties.getConnectionAttempts())
			.reconnect(properties.isReconnect())
			.bufferSize((int) properties.getBufferSize().toBytes())
			.dialect(properties.getProtocol().dialect())
			.pipelineWindow((window != null) ? (int) window.toBytes() : 0)
			.validateAfterIdle(properties.getValidateAfterIdle())
			.sslContext((sslBundle != null) ? sslBundle.createSslContext() : null)
			.verifyHostname(properties.getSsl().isVerifyHostname());
	}

}
