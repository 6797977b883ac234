package io.zcached.spring.boot.autoconfigure;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionPool;
import io.zcached.client.ZcachedClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for zcached: a {@link Connection}
 * and a {@link ZcachedClient}, each of which backs off before the user's own, and the
 * registry of all {@link ZcachedConnections}.
 */
@AutoConfiguration(after = SslAutoConfiguration.class)
@ConditionalOnClass(Connection.class)
@EnableConfigurationProperties(ZcachedProperties.class)
@Import({ ZcachedConnectionConfiguration.class, NamedConnectionRegistrar.class })
public final class ZcachedAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(ZcachedConnectionDetails.class)
	PropertiesZcachedConnectionDetails zcachedConnectionDetails(ZcachedProperties properties,
			ObjectProvider<SslBundles> sslBundles) {
		return new PropertiesZcachedConnectionDetails(ConnectionName.prefix(ZcachedConnections.DEFAULT_NAME),
				properties, sslBundles.getIfAvailable());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnSingleCandidate(Connection.class)
	ZcachedClient zcachedClient(Connection connection, ObjectProvider<ConnectionPool> pool) {
		ConnectionPool existing = pool.getIfUnique();
		return (existing != null) ? ZcachedClient.of(existing) : ZcachedClient.of(connection);
	}

	@Bean
	@ConditionalOnMissingBean
	ZcachedConnections zcachedConnections(ConfigurableListableBeanFactory beanFactory) {
		return new ZcachedConnections(new ConnectionBeans(beanFactory));
	}

}
