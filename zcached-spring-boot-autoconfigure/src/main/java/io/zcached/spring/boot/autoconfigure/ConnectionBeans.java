package io.zcached.spring.boot.autoconfigure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionPool;
import io.zcached.client.ZcachedClient;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;

/**
 * Finds the servers of the application among its beans, whoever defined them.
 */
final class ConnectionBeans {

	private final ConfigurableListableBeanFactory beanFactory;

	ConnectionBeans(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/** All connections by the name of their server, the default one first. */
	Map<String, Connection> connections() {
		Map<String, Connection> byName = new LinkedHashMap<>();
		Connection standard = this.beanFactory.getBeanProvider(Connection.class).getIfUnique();
		if (standard != null) {
			byName.put(ZcachedConnections.DEFAULT_NAME, standard);
		}
		for (String beanName : BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, Connection.class,
				false, true)) {
			Connection connection = this.beanFactory.getBean(beanName, Connection.class);
			if (connection != standard) {
				String name = name(beanName);
				byName.put(byName.containsKey(name) ? beanName : name, connection);
			}
		}
		return Collections.unmodifiableMap(byName);
	}

	/** The connections to a server: those of its pool, else the one. */
	List<Connection> connections(String name, Connection connection) {
		ConnectionPool pool = pool(name, connection);
		return (pool != null) ? pool.connections() : List.of(connection);
	}

	/** What gives a connection for each request. */
	Supplier<Connection> leastLoaded(String name, Connection connection) {
		ConnectionPool pool = pool(name, connection);
		return (pool != null) ? pool::connection : () -> connection;
	}

	private @Nullable ConnectionPool pool(String name, Connection connection) {
		ConnectionPool pool = ZcachedConnections.DEFAULT_NAME.equals(name)
				? this.beanFactory.getBeanProvider(ConnectionPool.class).getIfUnique()
				: QualifiedBeans.find(this.beanFactory, ConnectionPool.class, name);
		return (pool != null && pool.connections().contains(connection)) ? pool : null;
	}

	/** The client bean of a server, else one made of its connection. */
	ZcachedClient client(String name, Connection connection) {
		return Objects.requireNonNullElseGet(
				ZcachedConnections.DEFAULT_NAME.equals(name) ? defaultClient()
						: QualifiedBeans.find(this.beanFactory, ZcachedClient.class, name),
				() -> ZcachedClient.of(connection));
	}

	private @Nullable ZcachedClient defaultClient() {
		return this.beanFactory.getBeanProvider(ZcachedClient.class).getIfUnique();
	}

	private String name(String beanName) {
		String qualifier = registeredQualifier(beanName);
		if (qualifier == null) {
			Qualifier annotation = this.beanFactory.findAnnotationOnBean(beanName, Qualifier.class);
			qualifier = (annotation != null) ? annotation.value() : "";
		}
		return qualifier.isEmpty() ? beanName : qualifier;
	}

	private @Nullable String registeredQualifier(String beanName) {
		if (!this.beanFactory.containsBeanDefinition(beanName)) {
			return null;
		}
		BeanDefinition definition = this.beanFactory.getBeanDefinition(beanName);
		AutowireCandidateQualifier qualifier = (definition instanceof AbstractBeanDefinition candidate)
				? candidate.getQualifier(Qualifier.class.getName()) : null;
		return (qualifier != null) ? (String) qualifier.getAttribute(AutowireCandidateQualifier.VALUE_KEY) : null;
	}

}
