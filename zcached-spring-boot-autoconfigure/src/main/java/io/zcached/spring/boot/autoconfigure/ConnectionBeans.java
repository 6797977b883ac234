package io.zcached.spring.boot.autoconfigure;

import java.util.Arrays;
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

	/**
	 * A connection to each server by the server's name, the default one first. Of a pool
	 * none of which is a bean itself, it is the first.
	 */
	Map<String, Connection> connections() {
		Map<String, Connection> byName = new LinkedHashMap<>();
		Connection standard = this.beanFactory.getBeanProvider(Connection.class).getIfUnique();
		if (standard != null) {
			byName.put(ZcachedConnections.DEFAULT_NAME, standard);
		}
		for (String beanName : beanNames(Connection.class)) {
			Connection connection = this.beanFactory.getBean(beanName, Connection.class);
			if (connection != standard) {
				put(byName, beanName, connection);
			}
		}
		for (String beanName : beanNames(ConnectionPool.class)) {
			List<Connection> pooled = this.beanFactory.getBean(beanName, ConnectionPool.class).connections();
			if (Collections.disjoint(byName.values(), pooled)) {
				put(byName, beanName, pooled.get(0));
			}
		}
		return Collections.unmodifiableMap(byName);
	}

	/** The connections to a server: those of its pool, else the one. */
	List<Connection> connections(Connection connection) {
		ConnectionPool pool = pool(connection);
		return (pool != null) ? pool.connections() : List.of(connection);
	}

	/** What gives a connection for each request. */
	Supplier<Connection> leastLoaded(Connection connection) {
		ConnectionPool pool = pool(connection);
		return (pool != null) ? pool::connection : () -> connection;
	}

	/** The pool that a connection belongs to, null if it stands alone. */
	private @Nullable ConnectionPool pool(Connection connection) {
		return Arrays.stream(beanNames(ConnectionPool.class))
			.map((beanName) -> this.beanFactory.getBean(beanName, ConnectionPool.class))
			.filter((pool) -> pool.connections().contains(connection))
			.findFirst()
			.orElse(null);
	}

	/** The client bean of a server, else one made of its pool or connection. */
	ZcachedClient client(String name, Connection connection) {
		return Objects.requireNonNullElseGet(
				ZcachedConnections.DEFAULT_NAME.equals(name) ? defaultClient()
						: QualifiedBeans.find(this.beanFactory, ZcachedClient.class, name),
				() -> newClient(connection));
	}

	private ZcachedClient newClient(Connection connection) {
		ConnectionPool pool = pool(connection);
		return (pool != null) ? ZcachedClient.of(pool) : ZcachedClient.of(connection);
	}

	private @Nullable ZcachedClient defaultClient() {
		return this.beanFactory.getBeanProvider(ZcachedClient.class).getIfUnique();
	}

	private String[] beanNames(Class<?> type) {
		return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, type, false, true);
	}

	private void put(Map<String, Connection> byName, String beanName, Connection connection) {
		String name = name(beanName);
		byName.put(byName.containsKey(name) ? beanName : name, connection);
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
