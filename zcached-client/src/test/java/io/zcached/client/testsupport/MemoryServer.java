package io.zcached.client.testsupport;

import java.io.IOException;

import io.zcached.client.protocol.Dialect;

/**
 * A {@link MemoryScript} as a process of its own, which can be stopped and continued.
 */
public final class MemoryServer {

	/** What the line with the port begins with. */
	public static final String PORT = "port ";

	private MemoryServer() {
	}

	/**
	 * Serves until standard input ends.
	 * @param arguments none
	 * @throws IOException if standard input breaks
	 */
	public static void main(String... arguments) throws IOException {
		try (ScriptedServer server = ScriptedServer.start(new MemoryScript(Dialect.TERMINATED))) {
			System.out.println(PORT + server.port());
			System.in.transferTo(java.io.OutputStream.nullOutputStream());
		}
	}

}
