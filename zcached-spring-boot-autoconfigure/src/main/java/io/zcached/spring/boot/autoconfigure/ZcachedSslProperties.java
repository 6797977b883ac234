package io.zcached.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * How the connection is encrypted: {@code zcached.ssl}.
 */
public class ZcachedSslProperties {

	/**
	 * Whether to connect with TLS. Enabled automatically if "bundle" is provided unless
	 * specified otherwise.
	 */
	private @Nullable Boolean enabled;

	/**
	 * SSL bundle name. By default, the trust store of the Java runtime.
	 */
	private @Nullable String bundle;

	/**
	 * Whether the certificate of the server must carry the configured host name.
	 */
	private boolean verifyHostname = true;

	public boolean isEnabled() {
		return (this.enabled != null) ? this.enabled : this.bundle != null;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public @Nullable String getBundle() {
		return this.bundle;
	}

	public void setBundle(@Nullable String bundle) {
		this.bundle = bundle;
	}

	public boolean isVerifyHostname() {
		return this.verifyHostname;
	}

	public void setVerifyHostname(boolean verifyHostname) {
		this.verifyHostname = verifyHostname;
	}

}
