package io.zcached.spring.boot.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * Adapts {@link ZcachedConnectionProperties} to {@link ZcachedConnectionDetails}.
 */
class PropertiesZcachedConnectionDetails implements ZcachedConnectionDetails {

	private final String prefix;

	private final ZcachedConnectionProperties properties;

	private final @Nullable SslBundles sslBundles;

	PropertiesZcachedConnectionDetails(String prefix, ZcachedConnectionProperties properties,
			@Nullable SslBundles sslBundles) {
		this.prefix = prefix;
		this.properties = properties;
		this.sslBundles = sslBundles;
	}

	@Override
	public String getHost() {
		return this.properties.getHost();
	}

	@Override
	public int getPort() {
		return this.properties.getPort();
	}

	@Override
	public @Nullable SslBundle getSslBundle() {
		if (!this.properties.getSsl().isEnabled()) {
			return null;
		}
		String name = this.properties.getSsl().getBundle();
		return (name != null) ? getSslBundle(name) : SslBundle.systemDefault();
	}

	private SslBundle getSslBundle(String name) {
		if (this.sslBundles == null) {
			throw unknownBundle(name, List.of(), null);
		}
		try {
			return this.sslBundles.getBundle(name);
		}
		catch (NoSuchSslBundleException ex) {
			throw unknownBundle(name, this.sslBundles.getBundleNames(), ex);
		}
	}

	private InvalidConfigurationPropertyValueException unknownBundle(String name, List<String> known,
			@Nullable NoSuchSslBundleException cause) {
		String reason = "There is no SSL bundle of this name to connect to %s:%d with; %s.".formatted(getHost(),
				getPort(), known.isEmpty() ? "none is defined" : "defined are " + String.join(", ", known));
		return new InvalidConfigurationPropertyValueException(this.prefix + ".ssl.bundle", name, reason, cause);
	}

}
