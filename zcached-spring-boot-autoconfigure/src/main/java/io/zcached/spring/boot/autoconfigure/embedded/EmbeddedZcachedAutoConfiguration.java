package io.zcached.spring.boot.autoconfigure.embedded;

import io.zcached.client.Connection;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.ZcachedConnectionDetails;
import io.zcached.spring.boot.autoconfigure.ZcachedProperties;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for an embedded zcached server,
 * where none is configured. It starts before the connection is made and stops after the
 * connection is closed, since the connection depends on its details.
 */
@AutoConfiguration(before = ZcachedAutoConfiguration.class)
@ConditionalOnClass(EmbeddedZcachedServer.class)
@ConditionalOnBooleanProperty(name = "zcached.embedded.enabled", matchIfMissing = true)
@Conditional(OnNoServerConfiguredCondition.class)
@ConditionalOnMissingBean({ ZcachedConnectionDetails.class, Connection.class })
@EnableConfigurationProperties(ZcachedProperties.class)
public final class EmbeddedZcachedAutoConfiguration {

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	EmbeddedZcachedServer embeddedZcachedServer(ZcachedProperties properties) {
		return EmbeddedZcachedServer.builder()
			.port(properties.getEmbedded().getPort())
			.dialect(properties.getEmbedded().getDialect())
			.build();
	}

	@Bean
	@ConditionalOnMissingBean(ZcachedConnectionDetails.class)
	EmbeddedZcachedConnectionDetails embeddedZcachedConnectionDetails(EmbeddedZcachedServer server,
			ZcachedProperties properties) {
		return new EmbeddedZcachedConnectionDetails(server, properties.getProtocol());
	}

}
