package io.zcached.spring.boot.autoconfigure.actuate;

import io.zcached.client.Connection;
import io.zcached.spring.boot.actuate.ZcachedInfoContributor;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.ZcachedConnections;

import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ZcachedInfoContributor}.
 * Switched off by {@code management.info.zcached.enabled=false}.
 */
@AutoConfiguration(after = ZcachedAutoConfiguration.class)
@ConditionalOnClass({ Connection.class, ConditionalOnEnabledInfoContributor.class })
@ConditionalOnBean(ZcachedConnections.class)
@ConditionalOnEnabledInfoContributor("zcached")
public final class ZcachedInfoContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ZcachedInfoContributor zcachedInfoContributor(ZcachedConnections connections) {
		return new ZcachedInfoContributor(connections);
	}

}
