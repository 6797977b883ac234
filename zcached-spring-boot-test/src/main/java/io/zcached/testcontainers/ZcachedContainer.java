package io.zcached.testcontainers;

import javax.net.SocketFactory;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * A zcached server in a container. It writes the configuration that the published images
 * need to be reached from outside, and is started once the server answers a PING.
 * <p>
 * Any image that says that it stands in for {@code sectasy/zcached} can be used, from a
 * registry or built locally: <pre class="code">
 * new ZcachedContainer(DockerImageName.parse("my-zcached:dev").asCompatibleSubstituteFor("sectasy/zcached"))
 * </pre>
 */
public class ZcachedContainer extends GenericContainer<ZcachedContainer> {

	/**
	 * Port of the server inside the container.
	 */
	public static final int ZCACHED_PORT = 7556;

	private static final DockerImageName IMAGE = DockerImageName.parse("sectasy/zcached");

	/**
	 * Creates a container, which is not started.
	 * @param image the image with its tag, as {@code "sectasy/zcached:0.0.1"}
	 * @throws IllegalStateException if it is another image
	 */
	public ZcachedContainer(String image) {
		this(DockerImageName.parse(image));
	}

	/**
	 * Creates a container, which is not started.
	 * @param image the image, {@code sectasy/zcached} or a
	 * {@linkplain DockerImageName#asCompatibleSubstituteFor(String) compatible
	 * substitute}
	 * @throws IllegalStateException if it is neither
	 */
	public ZcachedContainer(DockerImageName image) {
		super(image);
		image.assertCompatibleWith(IMAGE);
		addExposedPort(ZCACHED_PORT);
		ServerConfiguration.copyTo(this);
		waitingFor(new PingWaitStrategy(new PingProbe(SocketFactory.getDefault())));
	}

	/**
	 * Copies a file into the container, in the order of all calls, so that a
	 * configuration of the user's own replaces the one written here.
	 */
	@Override
	public ZcachedContainer withCopyFileToContainer(MountableFile file, String containerPath) {
		return withCopyToContainer(file, containerPath);
	}

	/**
	 * Port of the server as it is reached from outside, at {@link #getHost()}.
	 * @return the port
	 * @throws IllegalStateException if the container does not run
	 */
	public int getPort() {
		return getMappedPort(ZCACHED_PORT);
	}

}
