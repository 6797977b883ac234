package io.zcached.spring.boot.autoconfigure.actuate;

import io.zcached.client.Connection;
import io.zcached.spring.boot.actuate.ZcachedEndpoint;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.ZcachedConnections;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ZcachedEndpoint}, if it
 * is exposed.
 */
@AutoConfiguration(after = ZcachedAutoConfiguration.class)
@ConditionalOnClass({ Connection.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(ZcachedConnections.class)
@ConditionalOnAvailableEndpoint(ZcachedEndpoint.class)
public final class ZcachedEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ZcachedEndpoint zcachedEndpoint(ZcachedConnections connections) {
		return new ZcachedEndpoint(connections);
	}

}
