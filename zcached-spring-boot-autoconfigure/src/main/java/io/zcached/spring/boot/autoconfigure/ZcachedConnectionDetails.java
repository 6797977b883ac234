package io.zcached.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * Details required to establish a connection to a zcached server. A bean of this type
 * takes the place of {@code zcached.host}, {@code zcached.port} and {@code zcached.ssl}.
 */
public interface ZcachedConnectionDetails extends ConnectionDetails {

	/**
	 * The zcached server host.
	 * @return the host name or IP address
	 */
	String getHost();

	/**
	 * The zcached server port.
	 * @return the port, from 1 to 65535
	 */
	int getPort();

	/**
	 * SSL bundle to use. Asked with every new socket, so that a bundle which changes is
	 * used by the next one; whether there is one at all is settled when the connection is
	 * made.
	 * @return the SSL bundle, {@code null} for a plain connection
	 */
	default @Nullable SslBundle getSslBundle() {
		return null;
	}

}
