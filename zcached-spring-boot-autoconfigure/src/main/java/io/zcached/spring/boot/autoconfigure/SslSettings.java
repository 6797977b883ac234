package io.zcached.spring.boot.autoconfigure;

import java.net.Socket;
import java.util.Arrays;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;

/**
 * What an SSL bundle means for sockets.
 *
 * @param bundle where it comes from
 * @param factory layers sockets with its keys and its trust
 */
record SslSettings(SslBundle bundle, SSLSocketFactory factory) {

	/**
	 * Reads a bundle.
	 * @throws RuntimeException if its stores cannot be read, or the Java runtime does not
	 * have what its options name
	 */
	static SslSettings of(SslBundle bundle) {
		SSLContext context = bundle.createSslContext();
		SslOptions options = bundle.getOptions();
		check("ciphers", options.getCiphers(), context.getSupportedSSLParameters().getCipherSuites());
		check("enabled protocols", options.getEnabledProtocols(), context.getSupportedSSLParameters().getProtocols());
		return new SslSettings(bundle, context.getSocketFactory());
	}

	/** Allows the socket only what the options of the bundle name, if they name any. */
	Socket restrict(Socket socket) {
		SSLSocket restricted = (SSLSocket) socket;
		SslOptions options = this.bundle.getOptions();
		if (options.getCiphers() != null) {
			restricted.setEnabledCipherSuites(options.getCiphers());
		}
		if (options.getEnabledProtocols() != null) {
			restricted.setEnabledProtocols(options.getEnabledProtocols());
		}
		return restricted;
	}

	private static void check(String option, String @Nullable [] wanted, String[] supported) {
		List<String> known = Arrays.asList(supported);
		if (wanted != null && !known.containsAll(Arrays.asList(wanted))) {
			throw new IllegalStateException("The SSL bundle names %s %s, of which this Java runtime supports only %s"
				.formatted(option, Arrays.toString(wanted), Arrays.stream(wanted).filter(known::contains).toList()));
		}
	}

}
