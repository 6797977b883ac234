package io.zcached.spring.boot.autoconfigure.cache;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import io.zcached.client.Connection;
import io.zcached.spring.boot.autoconfigure.NoSuchZcachedConnectionException;
import io.zcached.spring.boot.autoconfigure.ZcachedConnections;
import io.zcached.spring.cache.ZcachedCacheConfiguration;
import io.zcached.spring.cache.ZcachedCacheManager;

import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.ApplicationContext;

/**
 * Properties to a builder of the cache manager. Wrong ones are told by their full names.
 */
class CacheSettingsMapper {

	private final ZcachedCacheProperties properties;

	private final ZcachedConnections connections;

	private final ApplicationContext context;

	CacheSettingsMapper(ZcachedCacheProperties properties, ZcachedConnections connections, ApplicationContext context) {
		this.properties = properties;
		this.connections = connections;
		this.context = context;
	}

	ZcachedCacheManager.Builder builder() {
		ZcachedCacheConfiguration defaults = defaults();
		ZcachedCacheManager.Builder builder = ZcachedCacheManager
			.builder(server("zcached.cache", ZcachedConnections.DEFAULT_NAME))
			.defaults(defaults)
			.classLoader(this.context.getClassLoader());
		Binder.get(this.context.getEnvironment())
			.bind("spring.cache.cache-names", Bindable.listOf(String.class))
			.ifBound(builder::cacheNames);
		this.properties.getCaches().forEach((name, settings) -> {
			String property = "zcached.cache.caches." + name;
			if (!settings.isEnabled()) {
				builder.disabled(name);
			}
			ZcachedCacheConfiguration own = defaults.withValueType(settings.getValueType());
			Duration timeToLive = settings.getTimeToLive();
			builder.cache(name,
					(timeToLive != null) ? own.withTimeToLive(positive(property + ".time-to-live", timeToLive)) : own);
			String connection = settings.getConnection();
			if (connection != null) {
				builder.connection(name, server(property + ".connection", connection));
			}
		});
		return builder;
	}

	private ZcachedCacheConfiguration defaults() {
		double jitter = this.properties.getJitter();
		if (!(jitter >= 0 && jitter <= 1)) {
			throw new InvalidConfigurationPropertyValueException("zcached.cache.jitter", jitter,
					"Must be between 0 and 1.");
		}
		Duration timeToLive = this.properties.getTimeToLive();
		if (timeToLive != null) {
			positive("zcached.cache.time-to-live", timeToLive);
		}
		return new ZcachedCacheConfiguration(timeToLive, jitter, this.properties.getKeyPrefix(),
				this.properties.isCacheNullValues(), this.properties.getOnError(),
				positive("zcached.cache.timeout", this.properties.getTimeout()), null, packages());
	}

	private List<String> packages() {
		List<String> allowed = this.properties.getAllowedPackages();
		return (allowed.isEmpty() && AutoConfigurationPackages.has(this.context))
				? AutoConfigurationPackages.get(this.context) : allowed;
	}

	private Supplier<Connection> server(String property, String name) {
		try {
			return this.connections.leastLoaded(name);
		}
		catch (NoSuchZcachedConnectionException ex) {
			throw new InvalidConfigurationPropertyValueException(property, name,
					"There is no zcached server of this name; there are " + ex.getKnownNames() + ".");
		}
	}

	private static Duration positive(String property, Duration value) {
		if (value.toMillis() < 1) {
			throw new InvalidConfigurationPropertyValueException(property, value, "Must be at least 1 ms.");
		}
		return value;
	}

}
