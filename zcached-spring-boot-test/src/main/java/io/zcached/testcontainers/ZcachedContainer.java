package io.zcached.testcontainers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

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

	private final PingWaitStrategy ping = new PingWaitStrategy(new PingProbe(SocketFactory.getDefault()));

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
		waitingFor(this.ping);
	}

	/**
	 * Has the server speak TLS, which one of the current line can if it was built with
	 * it. Clients are not asked for a certificate. What the application trusts is said at
	 * the field, as by {@code @PemTrustStore}.
	 * @param certificate the server's certificate in PEM format, which should be issued
	 * for {@link #getHost()}
	 * @param privateKey the private key of the certificate in PEM format
	 * @return this container
	 * @throws UncheckedIOException if a file cannot be read
	 * @throws IllegalStateException if the certificate is none
	 */
	public ZcachedContainer withTls(MountableFile certificate, MountableFile privateKey) {
		byte[] pem = read(certificate);
		ServerConfiguration.copyTlsTo(this, pem, read(privateKey));
		PemSslStoreDetails trusted = PemSslStoreDetails.forCertificate(new String(pem, StandardCharsets.US_ASCII));
		SSLContext context = SslBundle.of(new PemSslStoreBundle(null, trusted)).createSslContext();
		this.ping.probeWith(new PingProbe(context.getSocketFactory()));
		return this;
	}

	private static byte[] read(MountableFile file) {
		try {
			return Files.readAllBytes(Path.of(file.getFilesystemPath()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + file.getDescription(), ex);
		}
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
