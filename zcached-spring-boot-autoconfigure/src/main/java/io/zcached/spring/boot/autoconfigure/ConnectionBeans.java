package io.zcached.spring.boot.autoconfigure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedClient;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
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
				byName.put(name(beanName), connection);
			}
		}
		return Collections.unmodifiableMap(byName);
	}

	/** The client bean of a server, else one made of its connection. */
	ZcachedClient client(String name, Connection connection) {
		return Objects.requireNonNullElseGet(
				ZcachedConnections.DEFAULT_NAME.equals(name) ? defaultClient() : qualifiedClient(name),
				() -> ZcachedClient.of(connection));
	}

	private @Nullable ZcachedClient defaultClient() {
		return this.beanFactory.getBeanProvider(ZcachedClient.class).getIfUnique();
	}

	private @Nullable ZcachedClient qualifiedClient(String name) {
		try {
			return BeanFactoryAnnotationUtils.qualifiedBeanOfType(this.beanFactory, ZcachedClient.class, name);
		}
		catch (NoSuchBeanDefinitionException ex) {
			return null;
		}
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
