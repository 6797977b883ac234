package io.zcached.testcontainers;

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
			    .whitelist = .{},
			}
			""";

	private static final String FIRST_LINE = """
			address=0.0.0.0
			port=%d
			maxclients=1024
			workers=4
			whitelist=
			""";

	private ServerConfiguration() {
	}

	static void copyTo(ZcachedContainer container) {
		copy(container, CURRENT_LINE, "zcached.conf.zon");
		copy(container, FIRST_LINE, "zcached.conf");
	}

	private static void copy(ZcachedContainer container, String text, String file) {
		container.withCopyToContainer(Transferable.of(text.formatted(ZcachedContainer.ZCACHED_PORT)), DIRECTORY + file);
	}

}
