package io.zcached.spring.boot.test.autoconfigure;

import io.zcached.client.Connection;
import io.zcached.client.protocol.Dialect;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.autoconfigure.ZcachedConnectionDetails;
import io.zcached.spring.boot.autoconfigure.ZcachedProperties;
import io.zcached.spring.boot.autoconfigure.embedded.EmbeddedZcachedAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the server of a test. Unlike
 * {@link EmbeddedZcachedAutoConfiguration}, it takes the place of a configured server,
 * always uses a free port, and speaks the dialect that {@code zcached.protocol} asks for.
 */
@AutoConfiguration(before = EmbeddedZcachedAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "zcached.embedded.enabled", matchIfMissing = true)
@ConditionalOnMissingBean({ ZcachedConnectionDetails.class, Connection.class })
@EnableConfigurationProperties(ZcachedProperties.class)
public final class TestZcachedAutoConfiguration {

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	EmbeddedZcachedServer embeddedZcachedServer(ZcachedProperties properties) {
		Dialect asked = properties.getProtocol().dialect();
		return EmbeddedZcachedServer.builder()
			.dialect((asked != null) ? asked : properties.getEmbedded().getDialect())
			.build();
	}

	@Bean
	TestZcachedConnectionDetails testZcachedConnectionDetails(EmbeddedZcachedServer server) {
		return new TestZcachedConnectionDetails(server.start());
	}

}
