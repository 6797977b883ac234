package io.zcached.benchmarks;

import java.io.IOException;

/**
 * Where server and clients run while they are measured.
 */
enum Placement {

	/** On the same core; compares the work that is done for a request. */
	ONE_CORE("one core"),

	/** On all cores; few threads are bound by wake-ups. */
	FREE("free"),

	/** On all cores, each of which has a spinning process. */
	BUSY("busy neighbours"),

	/** On all cores, against the embedded server, which runs in the same JVM. */
	EMBEDDED("embedded server");

	private final String label;

	Placement(String label) {
		this.label = label;
	}

	/** Leaves this process, all of its threads, only one core. */
	static void moveTo(String core) throws IOException, InterruptedException {
		String pid = Long.toString(ProcessHandle.current().pid());
		Process taskset = new ProcessBuilder("taskset", "-a", "-c", "-p", core, pid).inheritIO()
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		if (taskset.waitFor() != 0) {
			throw new IOException("taskset cannot move process " + pid + " to core " + core);
		}
	}

	@Override
	public String toString() {
		return this.label;
	}

}
