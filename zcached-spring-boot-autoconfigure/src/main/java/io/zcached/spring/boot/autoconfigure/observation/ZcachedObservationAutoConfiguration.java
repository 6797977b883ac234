package io.zcached.spring.boot.autoconfigure.observation;

import io.micrometer.observation.ObservationRegistry;
import io.zcached.client.ConnectionOptions;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.ZcachedConnectionOptionsCustomizer;
import io.zcached.spring.boot.autoconfigure.ZcachedConnections;
import io.zcached.spring.boot.observation.ObservedCommands;
import io.zcached.spring.boot.observation.ZcachedObservationConvention;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the observation
 * {@code zcached.command}, a timer and a span for each request. Switched off, as every
 * observation, by {@code management.observations.enable.zcached=false}.
 */
@AutoConfiguration(before = ZcachedAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass({ ConnectionOptions.class, ObservationRegistry.class })
@ConditionalOnBean(ObservationRegistry.class)
public final class ZcachedObservationAutoConfiguration {

	/** First, so that the application's own customizers have the last word. */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	@ConditionalOnMissingBean
	ZcachedObservationCustomizer zcachedObservationCustomizer(ObservationRegistry registry,
			ObjectProvider<ZcachedObservationConvention> convention) {
		return new ZcachedObservationCustomizer(registry, convention);
	}

	/** Lets the connections to each server be observed under its name. */
	static final class ZcachedObservationCustomizer implements ZcachedConnectionOptionsCustomizer {

		private final ObservationRegistry registry;

		private final ObjectProvider<ZcachedObservationConvention> convention;

		ZcachedObservationCustomizer(ObservationRegistry registry,
				ObjectProvider<ZcachedObservationConvention> convention) {
			this.registry = registry;
			this.convention = convention;
		}

		@Override
		public void customize(ConnectionOptions.Builder builder) {
			customize(ZcachedConnections.DEFAULT_NAME, builder);
		}

		@Override
		public void customize(String connectionName, ConnectionOptions.Builder builder) {
			builder
				.commandObserver(new ObservedCommands(connectionName, this.registry, this.convention.getIfAvailable()));
		}

	}

}
