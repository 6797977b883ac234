package io.zcached.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Processes that spin, one pinned to each core; they end with this JVM at the latest.
 */
final class Neighbours implements AutoCloseable {

	private static final String SPIN = "while kill -0 $PPID 2>/dev/null; do "
			+ "i=0; while [ $i -lt 100000 ]; do i=$((i + 1)); done; done";

	private final List<Process> processes = new ArrayList<>();

	/** Starts one on each core. */
	void spin(List<String> cores) throws IOException {
		for (String core : cores) {
			this.processes.add(new ProcessBuilder("taskset", "-c", core, "sh", "-c", SPIN).inheritIO().start());
		}
	}

	@Override
	public void close() {
		this.processes.forEach(Process::destroy);
	}

}
