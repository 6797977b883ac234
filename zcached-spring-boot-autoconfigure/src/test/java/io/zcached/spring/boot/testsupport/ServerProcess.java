package io.zcached.spring.boot.testsupport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import io.zcached.embedded.StandaloneServer;

/**
 * A stand-alone server in a process of its own, which can be stopped as by an operator.
 */
public final class ServerProcess implements AutoCloseable {

	private final Process process;

	private final int port;

	private ServerProcess(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/** Starts a server on a free port and waits until it listens. */
	public static ServerProcess start() {
		try {
			Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-cp", System.getProperty("java.class.path"), StandaloneServer.class.getName())
				.redirectErrorStream(true)
				.start();
			BufferedReader output = process.inputReader();
			String line = output.readLine();
			while (line != null && !line.startsWith("zcached-embedded-server")) {
				line = output.readLine();
			}
			if (line == null) {
				throw new IllegalStateException("The server has ended");
			}
			return new ServerProcess(process, Integer.parseInt(line.substring(line.lastIndexOf(':') + 1).trim()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public int port() {
		return this.port;
	}

	/** Stops the process; the kernel goes on accepting for it. */
	public void freeze() {
		signal("STOP");
	}

	/** Lets it go on. */
	public void thaw() {
		signal("CONT");
	}

	private void signal(String name) {
		try {
			int status = new ProcessBuilder("sh", "-c", "kill -" + name + " " + this.process.pid()).start().waitFor();
			if (status != 0) {
				throw new IllegalStateException("kill -" + name + " failed");
			}
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
