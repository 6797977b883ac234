package io.zcached.spring.boot.autoconfigure;

import java.util.Map;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionPool;
import io.zcached.client.ZcachedClient;
import io.zcached.spring.template.ZcachedTemplate;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers the beans of each server under {@code zcached.connections}: qualified by its
 * name, and never injected where no name is asked for. They are plain definitions of
 * factory methods, which ahead-of-time processing can write down; it fixes the names, and
 * which of the servers have a pool. One more kind of bean is one line here and one method
 * of {@link NamedConnectionFactory}.
 */
class NamedConnectionRegistrar implements ImportBeanDefinitionRegistrar {

	private static final String FACTORY = NamedConnectionFactory.class.getName();

	private final Environment environment;

	NamedConnectionRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
		Map<String, ZcachedConnectionProperties> connections = Binder.get(this.environment)
			.bind(ConnectionName.PROPERTIES, Bindable.mapOf(String.class, ZcachedConnectionProperties.class))
			.orElse(Map.of());
		if (connections.isEmpty() || registry.containsBeanDefinition(FACTORY)) {
			return;
		}
		registry.registerBeanDefinition(FACTORY, new RootBeanDefinition(NamedConnectionFactory.class));
		connections.forEach((name, properties) -> {
			if (properties.getPool().getSize() > 1) {
				register(registry, name, "ZcachedConnectionPool", ConnectionPool.class, "pool");
			}
			register(registry, name, "ZcachedConnection", Connection.class, "connection");
			register(registry, name, "ZcachedClient", ZcachedClient.class, "client");
			register(registry, name, "ZcachedTemplate", ZcachedTemplate.class, "template");
			register(registry, name, "ZcachedConnectionLifecycle", ZcachedConnectionLifecycle.class, "lifecycle");
		});
	}

	private static void register(BeanDefinitionRegistry registry, String name, String beanName, Class<?> type,
			String factoryMethod) {
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setTargetType(type);
		definition.setFactoryBeanName(FACTORY);
		definition.setFactoryMethodName(factoryMethod);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
		definition.setDefaultCandidate(false);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
		definition.setDestroyMethodName(RootBeanDefinition.INFER_METHOD);
		if (!registry.containsBeanDefinition(name + beanName)) {
			registry.registerBeanDefinition(name + beanName, definition);
		}
	}

}
