package io.zcached.spring.boot.autoconfigure.health;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.zcached.client.Connection;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.ZcachedConnections;
import io.zcached.spring.boot.autoconfigure.ZcachedProperties;
import io.zcached.spring.boot.health.HealthRound;
import io.zcached.spring.boot.health.ZcachedHealthIndicator;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ZcachedHealthIndicator},
 * one for each server. It is part of the application's health and not of its readiness:
 * an application that can do without its cache keeps its traffic.
 */
@AutoConfiguration(after = ZcachedAutoConfiguration.class)
@ConditionalOnClass({ Connection.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(ZcachedConnections.class)
@ConditionalOnEnabledHealthIndicator("zcached")
@EnableConfigurationProperties(ZcachedProperties.class)
public final class ZcachedHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "zcachedHealthIndicator", "zcachedHealthContributor" })
	HealthContributor zcachedHealthContributor(ZcachedConnections connections, ZcachedProperties properties) {
		Map<String, ZcachedHealthIndicator> indicators = new LinkedHashMap<>();
		connections.names()
			.forEach((name) -> indicators.put(name,
					new ZcachedHealthIndicator(connections.connections(name), timeout(properties, name))));
		return (indicators.size() == 1) ? indicators.values().iterator().next() : CompositeHealthContributor
			.fromMap(HealthRound.of(indicators, longestTimeout(properties, connections.names())));
	}

	private static Duration longestTimeout(ZcachedProperties properties, Set<String> names) {
		return Collections.max(names.stream().map((name) -> timeout(properties, name)).toList());
	}

	private static Duration timeout(ZcachedProperties properties, String name) {
		return properties.getConnections().getOrDefault(name, properties).getHealth().getTimeout();
	}

}
