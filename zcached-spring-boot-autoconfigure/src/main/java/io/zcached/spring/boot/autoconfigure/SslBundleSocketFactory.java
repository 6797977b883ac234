package io.zcached.spring.boot.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import javax.net.ssl.SSLSocketFactory;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;

/**
 * Layers each new socket with the SSL bundle as it is then: a changed bundle is used by
 * the next connection, and those that are open go on. A changed bundle that cannot be
 * used is reported once, and the one before stays in use. Thread safe.
 */
class SslBundleSocketFactory extends SSLSocketFactory {

	private static final Log logger = LogFactory.getLog(SslBundleSocketFactory.class);

	private final String server;

	private final Supplier<@Nullable SslBundle> bundles;

	private final ReentrantLock lock = new ReentrantLock();

	/** What is in use; written under the lock. */
	private volatile SslSettings current;

	/** The last bundle that could not be used, so that it is reported once. */
	private volatile @Nullable SslBundle refused;

	/**
	 * Creates a factory.
	 * @param server the server, for messages
	 * @param bundle the bundle to begin with
	 * @param bundles gives the bundle that is current
	 */
	SslBundleSocketFactory(String server, SslBundle bundle, Supplier<@Nullable SslBundle> bundles) {
		this.server = server;
		this.bundles = bundles;
		this.current = SslSettings.of(bundle);
	}

	@Override
	public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
		SslSettings settings = current();
		return settings.restrict(settings.factory().createSocket(socket, host, port, autoClose));
	}

	private SslSettings current() {
		SslBundle bundle = this.bundles.get();
		if (bundle == null || bundle == this.current.bundle() || bundle == this.refused) {
			return this.current;
		}
		this.lock.lock();
		try {
			if (bundle != this.current.bundle() && bundle != this.refused) {
				change(bundle);
			}
			return this.current;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void change(SslBundle bundle) {
		try {
			this.current = SslSettings.of(bundle);
			logger
				.info("New connections to the zcached server at %s use the changed SSL bundle".formatted(this.server));
		}
		catch (RuntimeException ex) {
			this.refused = bundle;
			logger.warn(
					"The changed SSL bundle for the zcached server at %s cannot be used; connections go on with the one before"
						.formatted(this.server),
					ex);
		}
	}

	@Override
	public Socket createSocket(String host, int port) throws IOException {
		SslSettings settings = current();
		return settings.restrict(settings.factory().createSocket(host, port));
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
		SslSettings settings = current();
		return settings.restrict(settings.factory().createSocket(host, port, localHost, localPort));
	}

	@Override
	public Socket createSocket(InetAddress host, int port) throws IOException {
		SslSettings settings = current();
		return settings.restrict(settings.factory().createSocket(host, port));
	}

	@Override
	public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
			throws IOException {
		SslSettings settings = current();
		return settings.restrict(settings.factory().createSocket(address, port, localAddress, localPort));
	}

	@Override
	public String[] getDefaultCipherSuites() {
		return current().factory().getDefaultCipherSuites();
	}

	@Override
	public String[] getSupportedCipherSuites() {
		return current().factory().getSupportedCipherSuites();
	}

}
