package io.zcached.spring.boot.autoconfigure;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * Adapts {@link ZcachedConnectionProperties} to {@link ZcachedConnectionDetails}. It
 * answers with the SSL bundle as it is at the time of asking.
 */
class PropertiesZcachedConnectionDetails implements ZcachedConnectionDetails {

	private static final Log logger = LogFactory.getLog(PropertiesZcachedConnectionDetails.class);

	private final String prefix;

	private final ZcachedConnectionProperties properties;

	private final @Nullable SslBundles sslBundles;

	private final @Nullable SslBundle systemDefault;

	PropertiesZcachedConnectionDetails(String prefix, ZcachedConnectionProperties properties,
			@Nullable SslBundles sslBundles) {
		this.prefix = prefix;
		this.properties = properties;
		this.sslBundles = sslBundles;
		String bundle = properties.getSsl().getBundle();
		this.systemDefault = (properties.getSsl().isEnabled() && bundle == null) ? SslBundle.systemDefault() : null;
		if (sslBundles != null && bundle != null && sslBundles.getBundleNames().contains(bundle)) {
			sslBundles.addBundleUpdateHandler(bundle, (updated) -> logger
				.debug("The SSL bundle '%s' has changed; the next connection uses it".formatted(bundle)));
		}
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
		return (name != null) ? getSslBundle(name) : this.systemDefault;
	}

	private SslBundle getSslBundle(String name) {
		List<String> known = (this.sslBundles != null) ? this.sslBundles.getBundleNames() : List.of();
		if (this.sslBundles == null || !known.contains(name)) {
			throw new InvalidConfigurationPropertyValueException(this.prefix + ".ssl.bundle", name,
					"There is no SSL bundle of this name to connect to %s:%d with; %s.".formatted(getHost(), getPort(),
							known.isEmpty() ? "none is defined" : "defined are " + String.join(", ", known)));
		}
		return this.sslBundles.getBundle(name);
	}

}
