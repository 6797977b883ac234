package io.zcached.spring.boot.autoconfigure.embedded;

import java.util.Locale;

import io.zcached.client.protocol.Dialect;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.autoconfigure.ZcachedConnectionDetails;
import io.zcached.spring.boot.autoconfigure.ZcachedPropertyConflictException;
import io.zcached.spring.boot.autoconfigure.ZcachedProtocol;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * {@link ZcachedConnectionDetails} of an embedded server, which is running as soon as
 * there are details.
 */
class EmbeddedZcachedConnectionDetails implements ZcachedConnectionDetails {

	private static final Log logger = LogFactory.getLog(EmbeddedZcachedConnectionDetails.class);

	private final EmbeddedZcachedServer server;

	EmbeddedZcachedConnectionDetails(EmbeddedZcachedServer server, ZcachedProtocol protocol) {
		check(protocol, server.dialect());
		if (!server.isRunning()) {
			server.start();
		}
		this.server = server;
		logger.info(
				"Using the embedded zcached server on port %d (%s), since neither 'zcached.host' nor 'zcached.port' is set"
					.formatted(server.port(), lowerCase(server.dialect())));
	}

	@Override
	public String getHost() {
		return this.server.address();
	}

	@Override
	public int getPort() {
		return this.server.port();
	}

	private static void check(ZcachedProtocol protocol, Dialect dialect) {
		if (protocol.dialect() != null && protocol.dialect() != dialect) {
			throw new ZcachedPropertyConflictException("zcached.protocol", lowerCase(protocol),
					"Must be 'auto' or '%s', which the embedded server speaks; 'zcached.embedded.dialect' changes that."
						.formatted(lowerCase(dialect)),
					"Set 'zcached.protocol' to 'auto', or 'zcached.embedded.dialect' to '%s'."
						.formatted(lowerCase(protocol)));
		}
	}

	private static String lowerCase(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
