package io.zcached.spring.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * Configuration properties for zcached: those of the default server, and further servers
 * by name. Validated as soon as they are bound.
 */
@ConfigurationProperties("zcached")
public class ZcachedProperties extends ZcachedConnectionProperties implements InitializingBean {

	/**
	 * Further servers by name, each with the properties of a connection. Their beans are
	 * qualified by that name.
	 */
	private final Map<String, ZcachedConnectionProperties> connections = new LinkedHashMap<>();

	@NestedConfigurationProperty
	private final ZcachedEmbeddedProperties embedded = new ZcachedEmbeddedProperties();

	public Map<String, ZcachedConnectionProperties> getConnections() {
		return this.connections;
	}

	public ZcachedEmbeddedProperties getEmbedded() {
		return this.embedded;
	}

	@Override
	public void afterPropertiesSet() {
		ZcachedPropertiesValidator.validate(this);
	}

}
