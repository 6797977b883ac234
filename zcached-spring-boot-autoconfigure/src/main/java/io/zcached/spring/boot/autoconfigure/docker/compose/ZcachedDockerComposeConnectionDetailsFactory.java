package io.zcached.spring.boot.autoconfigure.docker.compose;

import java.util.Optional;
import java.util.stream.Stream;

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

	/** The port of the example configuration of the 0.0.1 line. */
	private static final int FIRST_LINE_PORT = 5555;

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
			this.port = port(service);
			this.sslBundle = getSslBundle(service);
		}

		private static int port(RunningService service) {
			return Stream.of(ZCACHED_PORT, FIRST_LINE_PORT)
				.flatMap((port) -> published(service, port).stream())
				.findFirst()
				.orElseThrow(() -> new IllegalStateException(
						"The Docker Compose service '%s' publishes neither port %d nor port %d of its container; let 'ports' in its definition name the one that zcached listens on"
							.formatted(service.name(), ZCACHED_PORT, FIRST_LINE_PORT)));
		}

		/** There is no way to ask what is published but by trying. */
		private static Optional<Integer> published(RunningService service, int port) {
			try {
				return Optional.of(service.ports().get(port));
			}
			catch (IllegalStateException ex) {
				return Optional.empty();
			}
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
