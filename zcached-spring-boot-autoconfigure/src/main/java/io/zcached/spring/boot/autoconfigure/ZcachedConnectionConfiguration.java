package io.zcached.spring.boot.autoconfigure;

import java.util.List;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionPool;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/**
 * The connection to the default server and what starts it, unless the user has a
 * {@link Connection} of their own. Where there is a pool, it is the first one of it.
 * Closed with the context.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(Connection.class)
class ZcachedConnectionConfiguration {

	@Bean
	@Conditional(OnPoolSizeCondition.class)
	@ConditionalOnMissingBean
	ConnectionPool zcachedConnectionPool(ZcachedConnectionDetails details, ZcachedProperties properties,
			ObjectProvider<ZcachedConnectionOptionsCustomizer> customizers) {
		return new ServerDefinition(ZcachedConnections.DEFAULT_NAME, details, properties, customizers).pool();
	}

	@Bean
	Connection zcachedConnection(ObjectProvider<ConnectionPool> pool, ZcachedConnectionDetails details,
			ZcachedProperties properties, ObjectProvider<ZcachedConnectionOptionsCustomizer> customizers) {
		ConnectionPool existing = pool.getIfUnique();
		return (existing != null) ? existing.connections().get(0)
				: new ServerDefinition(ZcachedConnections.DEFAULT_NAME, details, properties, customizers).connection();
	}

	@Bean
	ZcachedConnectionLifecycle zcachedConnectionLifecycle(Connection zcachedConnection,
			ObjectProvider<ConnectionPool> pool, ZcachedProperties properties) {
		ConnectionPool existing = pool.getIfUnique();
		return new ZcachedConnectionLifecycle(ZcachedConnections.DEFAULT_NAME,
				(existing != null) ? existing.connections() : List.of(zcachedConnection), properties.getStartup());
	}

}
