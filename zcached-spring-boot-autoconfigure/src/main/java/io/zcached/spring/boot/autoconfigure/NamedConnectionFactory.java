package io.zcached.spring.boot.autoconfigure;

import java.util.List;
import java.util.Objects;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionPool;
import io.zcached.client.ZcachedClient;
import io.zcached.spring.template.ZcachedSerializer;
import io.zcached.spring.template.ZcachedTemplate;
import io.zcached.spring.template.ZcachedTemplateCustomizer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.ssl.SslBundles;

/**
 * Makes the beans of the servers under {@code zcached.connections}. They are registered
 * by {@link NamedConnectionRegistrar}.
 */
class NamedConnectionFactory {

	private final ZcachedProperties properties;

	private final ListableBeanFactory beanFactory;

	NamedConnectionFactory(ZcachedProperties properties, ListableBeanFactory beanFactory) {
		this.properties = properties;
		this.beanFactory = beanFactory;
	}

	ConnectionPool pool(String name) {
		return definition(name).pool();
	}

	Connection connection(String name) {
		ConnectionPool pool = find(ConnectionPool.class, name);
		return (pool != null) ? pool.connections().get(0) : definition(name).connection();
	}

	ZcachedClient client(String name) {
		ConnectionPool pool = find(ConnectionPool.class, name);
		return (pool != null) ? ZcachedClient.of(pool) : ZcachedClient.of(existing(name));
	}

	ZcachedTemplate template(String name) {
		ZcachedSerializer serializer = this.beanFactory.getBeanProvider(ZcachedSerializer.class)
			.getIfUnique(ZcachedSerializer::nativeTypes);
		ConnectionPool pool = find(ConnectionPool.class, name);
		ZcachedTemplate template = (pool != null) ? new ZcachedTemplate(pool, serializer)
				: new ZcachedTemplate(existing(name), serializer);
		return ZcachedTemplateCustomizer.apply(name, template,
				this.beanFactory.getBeanProvider(ZcachedTemplateCustomizer.class).orderedStream());
	}

	ZcachedConnectionLifecycle lifecycle(String name) {
		ConnectionPool pool = find(ConnectionPool.class, name);
		return new ZcachedConnectionLifecycle(name, (pool != null) ? pool.connections() : List.of(existing(name)),
				properties(name).getStartup());
	}

	private Connection existing(String name) {
		return Objects.requireNonNull(find(Connection.class, name));
	}

	private ServerDefinition definition(String name) {
		return new ServerDefinition(name, details(name), properties(name),
				this.beanFactory.getBeanProvider(ZcachedConnectionOptionsCustomizer.class));
	}

	private ZcachedConnectionDetails details(String name) {
		ZcachedConnectionDetails details = find(ZcachedConnectionDetails.class, name);
		if (details == null) {
			return new PropertiesZcachedConnectionDetails(ConnectionName.prefix(name), properties(name),
					this.beanFactory.getBeanProvider(SslBundles.class).getIfAvailable());
		}
		if (details == this.beanFactory.getBeanProvider(ZcachedConnectionDetails.class).getIfUnique()) {
			throw new IllegalStateException(
					"The ZcachedConnectionDetails bean of the connection '%s' stands for the default server, too; define it with @Bean(defaultCandidate = false)"
						.formatted(name));
		}
		return details;
	}

	/** The names were read when the beans were registered, ahead of time perhaps. */
	private ZcachedConnectionProperties properties(String name) {
		return this.properties.getConnections().getOrDefault(name, new ZcachedConnectionProperties());
	}

	private <T> @Nullable T find(Class<T> type, String name) {
		return QualifiedBeans.find(this.beanFactory, type, name);
	}

}
