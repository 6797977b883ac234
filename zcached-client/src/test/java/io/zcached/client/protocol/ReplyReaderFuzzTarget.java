package io.zcached.client.protocol;

import java.util.Arrays;

import io.zcached.client.testsupport.AllocationBound;

/**
 * What {@code .ci/fuzz} feeds with bytes of its invention, guided by the branches that
 * they reach. Whatever comes, and however it is cut: the same values, more wanted or
 * {@link MalformedReplyException}, and memory in proportion to what came.
 */
public final class ReplyReaderFuzzTarget {

	/**
	 * Twice what the dearest bytes cost while the fuzzer watches each {@code switch}:
	 * floats of one digit.
	 */
	private static final int MOST_ALLOCATED_PER_BYTE = 1024;

	/** The reader, and the message of a failure. */
	private static final int MOST_ALLOCATED_BESIDES = 16 * 1024;

	private ReplyReaderFuzzTarget() {
	}

	/**
	 * Called by the fuzzer, which takes whatever is thrown for a finding.
	 * @param input what a server sent
	 */
	public static void fuzzerTestOneInput(byte[] input) {
		for (Dialect dialect : Dialect.values()) {
			AnySplit.assertSame(dialect, input, Arrays.hashCode(input));
			AllocationBound.assertAtMost(MOST_ALLOCATED_BESIDES + (long) MOST_ALLOCATED_PER_BYTE * input.length,
					() -> readAll(dialect, input));
		}
	}

	private static void readAll(Dialect dialect, byte[] input) {
		ReplyReader reader = new ReplyReader(dialect);
		try {
			while (reader.read(input, reader.position(), input.length)) {
				reader.takeValue();
			}
		}
		catch (MalformedReplyException ex) {
			// Most inputs are malformed
		}
	}

}
