package io.zcached.spring.boot.autoconfigure.docker.compose;

import io.zcached.spring.boot.autoconfigure.ZcachedConnectionDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionDetailsFactory;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.boot.ssl.SslBundle;

/**
 * {@link DockerComposeConnectionDetailsFactory} to create
 * {@link ZcachedConnectionDetails} for a service of the {@code sectasy/zcached} image, or
 * of any image with the label {@code org.springframework.boot.service-connection} and the
 * value {@code zcached}.
 */
class ZcachedDockerComposeConnectionDetailsFactory
		extends DockerComposeConnectionDetailsFactory<ZcachedConnectionDetails> {

	private static final String[] CONNECTION_NAMES = { "sectasy/zcached", "zcached" };

	private static final int ZCACHED_PORT = 7556;

	ZcachedDockerComposeConnectionDetailsFactory() {
		super(CONNECTION_NAMES);
	}

	@Override
	protected ZcachedConnectionDetails getDockerComposeConnectionDetails(DockerComposeConnectionSource source) {
		return new ZcachedDockerComposeConnectionDetails(source.getRunningService());
	}

	/**
	 * {@link ZcachedConnectionDetails} backed by a {@code zcached}
	 * {@link RunningService}.
	 */
	static class ZcachedDockerComposeConnectionDetails extends DockerComposeConnectionDetails
			implements ZcachedConnectionDetails {

		private final String host;

		private final int port;

		private final @Nullable SslBundle sslBundle;

		ZcachedDockerComposeConnectionDetails(RunningService service) {
			super(service);
			this.host = service.host();
			this.port = service.ports().get(ZCACHED_PORT);
			this.sslBundle = getSslBundle(service);
		}

		@Override
		public String getHost() {
			return this.host;
		}

		@Override
		public int getPort() {
			return this.port;
		}

		@Override
		public @Nullable SslBundle getSslBundle() {
			return this.sslBundle;
		}

	}

}
