package io.zcached.embedded;

import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * Runs an {@link EmbeddedZcachedServer} as a program of its own, until the process is
 * ended. Prints one line, with the address and port, once connections are accepted.
 */
public final class StandaloneServer {

	private static final int CANNOT_START = 1;

	private static final int WRONG_USAGE = 2;

	private StandaloneServer() {
	}

	/**
	 * Starts the server and does not return. Ends the process with status 1 if the port
	 * cannot be bound, with 2 if an option is wrong.
	 * @param arguments the options; {@code --help} tells them
	 * @throws InterruptedException if the main thread is interrupted
	 */
	public static void main(String... arguments) throws InterruptedException {
		StandaloneOptions options;
		try {
			options = StandaloneOptions.parse(arguments);
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage() + ". Try --help.");
			System.exit(WRONG_USAGE);
			return;
		}
		if (options.help()) {
			System.out.print(StandaloneOptions.USAGE);
			return;
		}
		serve(new EmbeddedZcachedServer(options.server()));
	}

	private static void serve(EmbeddedZcachedServer server) throws InterruptedException {
		try {
			server.start();
		}
		catch (UncheckedIOException ex) {
			System.err.println(ex.getMessage());
			System.exit(CANNOT_START);
		}
		System.out.println("zcached-embedded-server (" + server.dialect().name().toLowerCase(Locale.ROOT)
				+ ") listens on " + server.address() + ":" + server.port());
		Thread.currentThread().join();
	}

}
