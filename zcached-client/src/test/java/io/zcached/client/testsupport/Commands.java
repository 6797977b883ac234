package io.zcached.client.testsupport;

import java.io.IOException;
import java.util.List;

/**
 * Commands of the operating system.
 */
public final class Commands {

	private Commands() {
	}

	/**
	 * Whether a command is there and succeeds.
	 * @param command the command and its arguments
	 * @return whether its status is 0
	 */
	public static boolean succeeds(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			return process.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			throw new AssertionError("interrupted", ex);
		}
	}

	/**
	 * Runs a command that must succeed.
	 * @param command the command and its arguments
	 */
	public static void run(String... command) {
		if (!succeeds(command)) {
			throw new AssertionError("failed: " + List.of(command));
		}
	}

}
