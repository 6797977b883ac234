package io.zcached.spring.boot.autoconfigure.testcontainers;

import java.util.List;

import io.zcached.spring.boot.autoconfigure.ZcachedConnectionDetails;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.Container;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.util.ClassUtils;

/**
 * {@link ContainerConnectionDetailsFactory} to create {@link ZcachedConnectionDetails}
 * from a {@link ServiceConnection @ServiceConnection}-annotated {@link Container} that is
 * a {@code ZcachedContainer}, whatever its image, or has the {@code sectasy/zcached}
 * image, or the connection name {@code zcached}.
 */
class ZcachedContainerConnectionDetailsFactory
		extends ContainerConnectionDetailsFactory<Container<?>, ZcachedConnectionDetails> {

	private static final List<String> CONNECTION_NAMES = List.of("sectasy/zcached", "zcached");

	/** By its name, since it lives in a module that is built on this one. */
	private static final String ZCACHED_CONTAINER = "io.zcached.testcontainers.ZcachedContainer";

	private static final int ZCACHED_PORT = 7556;

	/** The port of the example configuration of the 0.0.1 line. */
	private static final int FIRST_LINE_PORT = 5555;

	ZcachedContainerConnectionDetailsFactory() {
		super(CONNECTION_NAMES);
	}

	@Override
	protected boolean sourceAccepts(ContainerConnectionSource<Container<?>> source, Class<?> requiredContainerType,
			Class<?> requiredConnectionDetailsType) {
		return super.sourceAccepts(source, requiredContainerType, requiredConnectionDetailsType)
				|| isZcachedContainer(source, requiredConnectionDetailsType);
	}

	private static boolean isZcachedContainer(ContainerConnectionSource<Container<?>> source,
			Class<?> requiredConnectionDetailsType) {
		return ClassUtils.isPresent(ZCACHED_CONTAINER, null) && source.accepts(ANY_CONNECTION_NAME,
				ClassUtils.resolveClassName(ZCACHED_CONTAINER, null), requiredConnectionDetailsType);
	}

	@Override
	protected ZcachedConnectionDetails getContainerConnectionDetails(ContainerConnectionSource<Container<?>> source) {
		return new ZcachedContainerConnectionDetails(source);
	}

	/**
	 * {@link ZcachedConnectionDetails} backed by a {@link ContainerConnectionSource}.
	 */
	private static final class ZcachedContainerConnectionDetails extends ContainerConnectionDetails<Container<?>>
			implements ZcachedConnectionDetails {

		private ZcachedContainerConnectionDetails(ContainerConnectionSource<Container<?>> source) {
			super(source);
		}

		@Override
		public String getHost() {
			return getContainer().getHost();
		}

		@Override
		public int getPort() {
			List<Integer> exposed = getContainer().getExposedPorts();
			boolean firstLine = exposed.contains(FIRST_LINE_PORT) && !exposed.contains(ZCACHED_PORT);
			return getContainer().getMappedPort(firstLine ? FIRST_LINE_PORT : ZCACHED_PORT);
		}

		@Override
		public @Nullable SslBundle getSslBundle() {
			return super.getSslBundle();
		}

	}

}
