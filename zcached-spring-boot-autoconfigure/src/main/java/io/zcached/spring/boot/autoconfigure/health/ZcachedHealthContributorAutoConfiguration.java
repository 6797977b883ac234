package io.zcached.spring.boot.autoconfigure.health;

import io.zcached.client.Connection;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.ZcachedProperties;
import io.zcached.spring.boot.health.ZcachedHealthIndicator;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.CompositeHealthContributorConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ZcachedHealthIndicator}.
 * It is part of the application's health and not of its readiness: an application that
 * can do without its cache keeps its traffic.
 */
@AutoConfiguration(after = ZcachedAutoConfiguration.class)
@ConditionalOnClass({ Connection.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(Connection.class)
@ConditionalOnEnabledHealthIndicator("zcached")
@EnableConfigurationProperties(ZcachedProperties.class)
public final class ZcachedHealthContributorAutoConfiguration
		extends CompositeHealthContributorConfiguration<ZcachedHealthIndicator, Connection> {

	ZcachedHealthContributorAutoConfiguration(ZcachedProperties properties) {
		super((connection) -> new ZcachedHealthIndicator(connection, properties.getHealth().getTimeout()));
	}

	@Bean
	@ConditionalOnMissingBean(name = { "zcachedHealthIndicator", "zcachedHealthContributor" })
	HealthContributor zcachedHealthContributor(ConfigurableListableBeanFactory beanFactory) {
		return createContributor(beanFactory, Connection.class);
	}

}
