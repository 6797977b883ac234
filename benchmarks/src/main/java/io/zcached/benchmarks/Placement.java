package io.zcached.benchmarks;

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

	@Override
	public String toString() {
		return this.label;
	}

}
