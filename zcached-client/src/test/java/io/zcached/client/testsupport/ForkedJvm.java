package io.zcached.client.testsupport;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own with the class path of this one. Ends with this one if its main method
 * does when its standard input ends.
 */
public final class ForkedJvm implements AutoCloseable {

	private static final long DEADLINE_SECONDS = 90;

	private final Process process;

	private final Thread reading;

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private ForkedJvm(Process process) {
		this.process = process;
		this.reading = new Thread(this::read, "forked-output");
		this.reading.setDaemon(true);
		this.reading.start();
	}

	/**
	 * Starts a JVM.
	 * @param before what comes before the command, such as {@code unshare}
	 * @param options of the JVM
	 * @param main the class with the main method
	 * @param arguments of the main method
	 * @return the JVM
	 */
	public static ForkedJvm start(List<String> before, List<String> options, Class<?> main, String... arguments) {
		List<String> command = new ArrayList<>(before);
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
		command.addAll(List.of(arguments));
		try {
			return new ForkedJvm(new ProcessBuilder(command).redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new AssertionError("cannot start " + command.get(0), ex);
		}
	}

	/**
	 * Waits for a line of output.
	 * @param start how it begins
	 * @return the rest of the line
	 */
	public String awaitLine(String start) {
		Await.until("the process prints " + start,
				() -> !this.process.isAlive() || this.lines.stream().anyMatch((line) -> line.startsWith(start)));
		return this.lines.stream()
			.filter((line) -> line.startsWith(start))
			.findFirst()
			.map((line) -> line.substring(start.length()))
			.orElseThrow(() -> new AssertionError("the process has ended: " + this.lines));
	}

	/**
	 * Waits until the main method has returned without an exception.
	 * @return the lines of output
	 */
	public List<String> awaitSuccess() {
		try {
			boolean ended = this.process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
			if (ended) {
				this.reading.join();
			}
			if (!ended || this.process.exitValue() != 0) {
				throw new AssertionError((ended ? "failed:\n" : "hangs:\n") + String.join("\n", this.lines));
			}
			return this.lines;
		}
		catch (InterruptedException ex) {
			throw new AssertionError("interrupted", ex);
		}
	}

	/**
	 * Sends a signal.
	 * @param name such as {@code STOP} or {@code CONT}
	 */
	public void signal(String name) {
		Commands.run("sh", "-c", "kill -" + name + " " + this.process.pid());
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

	private void read() {
		try (BufferedReader output = this.process.inputReader()) {
			output.lines().forEach(this.lines::add);
		}
		catch (IOException | java.io.UncheckedIOException ex) {
			// The process was killed.
		}
	}

}
