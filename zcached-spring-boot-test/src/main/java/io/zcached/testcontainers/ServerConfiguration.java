package io.zcached.testcontainers;

import java.nio.charset.StandardCharsets;

import org.testcontainers.images.builder.Transferable;

/**
 * The configuration that a server needs to be reached from outside its container: by
 * itself it listens on the loopback address only. An empty whitelist admits every client.
 * <p>
 * The current line reads one file, the 0.0.1 line another, each from its working
 * directory; a server ignores the file of the other line. In the current line's file
 * plain values must stand before nested ones, or its reader fails.
 */
final class ServerConfiguration {

	/** Where the server of the published images starts. */
	private static final String DIRECTORY = "/home/zcached/build/";

	private static final String CURRENT_LINE = """
			.{
			    .address = "0.0.0.0",
			    .port = %d,
			    .max_clients = 1024,
			    .workers = 4,
			    .whitelist = .{},%s
			}
			""";

	private static final String TLS = """

			.tls = .{
			    .enabled = true,
			    .cert_path = "certificate.pem",
			    .key_path = "private-key.pem",
			},""";

	private static final String FIRST_LINE = """
			address=0.0.0.0
			port=%d
			maxclients=1024
			workers=4
			whitelist=
			""";

	/** The server is not root, and its key is worth nothing outside of a test. */
	private static final int READABLE_BY_ALL = 0644;

	private ServerConfiguration() {
	}

	static void copyTo(ZcachedContainer container) {
		copy(container, CURRENT_LINE.formatted(ZcachedContainer.ZCACHED_PORT, ""), "zcached.conf.zon");
		copy(container, FIRST_LINE.formatted(ZcachedContainer.ZCACHED_PORT), "zcached.conf");
	}

	static void copyTlsTo(ZcachedContainer container, byte[] certificate, byte[] privateKey) {
		copy(container, certificate, "certificate.pem");
		copy(container, privateKey, "private-key.pem");
		copy(container, CURRENT_LINE.formatted(ZcachedContainer.ZCACHED_PORT, TLS), "zcached.conf.zon");
	}

	private static void copy(ZcachedContainer container, String text, String file) {
		copy(container, text.getBytes(StandardCharsets.UTF_8), file);
	}

	private static void copy(ZcachedContainer container, byte[] content, String file) {
		container.withCopyToContainer(Transferable.of(content, READABLE_BY_ALL), DIRECTORY + file);
	}

}
