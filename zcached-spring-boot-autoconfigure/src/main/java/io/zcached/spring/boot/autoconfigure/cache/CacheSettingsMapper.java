package io.zcached.spring.boot.autoconfigure.cache;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import io.zcached.client.Connection;
import io.zcached.client.protocol.Printable;
import io.zcached.spring.boot.autoconfigure.NoSuchZcachedConnectionException;
import io.zcached.spring.boot.autoconfigure.ZcachedConnections;
import io.zcached.spring.boot.autoconfigure.ZcachedPropertyConflictException;
import io.zcached.spring.cache.ZcachedCacheConfiguration;
import io.zcached.spring.cache.ZcachedCacheManager;
import io.zcached.spring.cache.ZcachedCacheManagerBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Properties to a builder of the cache manager. Wrong ones are told by their full names.
 */
class CacheSettingsMapper {

	private static final String PREFIX = "zcached.cache";

	private final ZcachedCacheProperties properties;

	private final ZcachedConnections connections;

	private final ApplicationContext context;

	/** One for each, by which the manager knows what is on the same server. */
	private final Map<String, Supplier<Connection>> servers = new HashMap<>();

	CacheSettingsMapper(ZcachedCacheProperties properties, ZcachedConnections connections, ApplicationContext context) {
		this.properties = properties;
		this.connections = connections;
		this.context = context;
	}

	ZcachedCacheManagerBuilder builder() {
		ZcachedCacheConfiguration defaults = defaults();
		ZcachedCacheManagerBuilder builder = ZcachedCacheManager
			.builder(server(PREFIX, ZcachedConnections.DEFAULT_NAME))
			.defaults(this.properties.isUseKeyPrefix() ? defaults : defaults.withKeyPrefix(null))
			.classLoader(this.context.getClassLoader())
			.transactionAware(this.properties.isTransactionAware());
		Duration sweepInterval = this.properties.getSweepInterval();
		if (sweepInterval != null) {
			CachePropertyChecks.accepted(PREFIX + ".sweep-interval", sweepInterval.toString(),
					() -> builder.sweepInterval(sweepInterval));
		}
		Binder.get(this.context.getEnvironment())
			.bind("spring.cache.cache-names", Bindable.listOf(String.class))
			.ifBound((names) -> CachePropertyChecks.accepted("spring.cache.cache-names", String.join(",", names),
					() -> builder.cacheNames(names)));
		this.properties.getCaches().forEach((name, settings) -> {
			String prefix = PREFIX + ".caches." + name;
			if (!settings.isEnabled()) {
				builder.disabled(name);
			}
			String connection = settings.getConnection();
			if (connection != null) {
				builder.connection(name, server(prefix + ".connection", connection));
			}
			ZcachedCacheConfiguration one = one(prefix, settings, defaults);
			CachePropertyChecks.accepted(PREFIX + ".caches[" + Printable.of(name) + "]", name,
					() -> builder.cache(name, one));
		});
		return builder;
	}

	private ZcachedCacheConfiguration defaults() {
		CachePropertyChecks.positive(PREFIX + ".time-to-live", this.properties.getTimeToLive());
		return ZcachedCacheConfiguration.defaults()
			.withTimeToLive(this.properties.getTimeToLive())
			.withJitter(CachePropertyChecks.part(PREFIX + ".jitter", this.properties.getJitter()))
			.withKeyPrefix(CachePropertyChecks.keyPrefix(PREFIX + ".key-prefix", this.properties.getKeyPrefix()))
			.withCacheNullValues(this.properties.isCacheNullValues())
			.withStatistics(this.properties.isEnableStatistics())
			.withOnError(this.properties.getOnError())
			.withTimeout(timeout(PREFIX, this.properties.getTimeout(), this.properties.isTimeoutBound(),
					ZcachedConnections.DEFAULT_NAME))
			.withAllowedPackages(packages());
	}

	private ZcachedCacheConfiguration one(String prefix, ZcachedCacheSettings settings,
			ZcachedCacheConfiguration defaults) {
		Class<?> type = settings.getValueType();
		ZcachedCacheConfiguration one = defaults
			.withValueType((type != null) ? ClassUtils.resolvePrimitiveIfNecessary(type) : null);
		CachePropertyChecks.positive(prefix + ".time-to-live", settings.getTimeToLive());
		one = changed(one, settings.getTimeToLive(), ZcachedCacheConfiguration::withTimeToLive);
		Double jitter = settings.getJitter();
		one = changed(one, (jitter != null) ? CachePropertyChecks.part(prefix + ".jitter", jitter) : null,
				ZcachedCacheConfiguration::withJitter);
		one = changed(one, CachePropertyChecks.keyPrefix(prefix + ".key-prefix", settings.getKeyPrefix()),
				ZcachedCacheConfiguration::withKeyPrefix);
		if (!isPrefixed(settings)) {
			one = one.withKeyPrefix(null);
		}
		one = changed(one, settings.getCacheNullValues(), ZcachedCacheConfiguration::withCacheNullValues);
		one = changed(one, settings.getEnableStatistics(), ZcachedCacheConfiguration::withStatistics);
		one = changed(one, settings.getOnError(), ZcachedCacheConfiguration::withOnError);
		Duration timeout = settings.getTimeout();
		String connection = settings.getConnection();
		return one.withTimeout(timeout(prefix, (timeout != null) ? timeout : one.timeout(), timeout != null,
				(connection != null) ? connection : ZcachedConnections.DEFAULT_NAME));
	}

	/** A prefix of the cache's own counts, whatever is said for all of them. */
	private boolean isPrefixed(ZcachedCacheSettings settings) {
		Boolean own = settings.getUseKeyPrefix();
		return (own != null) ? own : settings.getKeyPrefix() != null || this.properties.isUseKeyPrefix();
	}

	private static <T> ZcachedCacheConfiguration changed(ZcachedCacheConfiguration configuration, @Nullable T value,
			BiFunction<ZcachedCacheConfiguration, T, ZcachedCacheConfiguration> change) {
		return (value != null) ? change.apply(configuration, value) : configuration;
	}

	private List<String> packages() {
		List<String> allowed = CachePropertyChecks.packages(PREFIX + ".allowed-packages",
				this.properties.getAllowedPackages());
		return (allowed.isEmpty() && AutoConfigurationPackages.has(this.context))
				? AutoConfigurationPackages.get(this.context) : allowed;
	}

	private Supplier<Connection> server(String property, String name) {
		try {
			return this.servers.computeIfAbsent(name, this.connections::leastLoaded);
		}
		catch (NoSuchZcachedConnectionException ex) {
			throw new InvalidConfigurationPropertyValueException(property, name,
					"There is no zcached server of this name; there are " + ex.getKnownNames() + ".");
		}
	}

	/** The limit of the server is the most; only one that was set may contradict it. */
	private Duration timeout(String prefix, Duration timeout, boolean wasSet, String server) {
		CachePropertyChecks.positive(prefix + ".timeout", timeout);
		Duration limit = this.connections.connection(server).options().timeoutLimit();
		if (wasSet && timeout.compareTo(limit) > 0) {
			throw ZcachedPropertyConflictException.aboveLimit(prefix + ".timeout", timeout,
					(server.equals(ZcachedConnections.DEFAULT_NAME) ? "zcached" : "zcached.connections." + server)
							+ ".timeout-limit",
					limit);
		}
		return (timeout.compareTo(limit) > 0) ? limit : timeout;
	}

}
