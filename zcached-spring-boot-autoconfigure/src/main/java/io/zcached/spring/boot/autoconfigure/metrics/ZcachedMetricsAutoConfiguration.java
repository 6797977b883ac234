package io.zcached.spring.boot.autoconfigure.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.zcached.client.Connection;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.ZcachedConnections;
import io.zcached.spring.boot.metrics.ZcachedMeters;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ZcachedMeters}, for each
 * server. Switched off, as all meters, by
 * {@code management.metrics.enable.zcached=false}.
 */
@AutoConfiguration(after = ZcachedAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({ Connection.class, MeterRegistry.class })
@ConditionalOnBean({ ZcachedConnections.class, MeterRegistry.class })
public final class ZcachedMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ZcachedMeters zcachedMeters(ZcachedConnections connections) {
		return new ZcachedMeters(connections);
	}

}
