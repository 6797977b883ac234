package io.zcached.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;

import com.sun.management.ThreadMXBean;

/**
 * How many bytes an operation allocates: those of the calling thread, and those of all
 * threads, event loops included.
 */
final class Allocation {

	private static final int ROUNDS = 3;

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private Allocation() {
	}

	static void print(Contenders.Source source) throws Exception {
		Table table = new Table(List.of("bytes allocated for each", "GET 100 B, caller", "GET 100 B, all threads",
				"SET 100 B, caller", "SET 100 B, all threads", "GET in a pipeline of 100, caller",
				"GET in a pipeline of 100, all threads"));
		String value = "v".repeat(100);
		try (Contenders contenders = source.open()) {
			for (Contender contender : contenders.list()) {
				Contender.Session session = contender.session();
				double[] get = bytes(5_000, () -> session.get(Contenders.KEY));
				double[] set = bytes(5_000, () -> session.set(Contenders.KEY, value));
				double[] pipeline = bytes(100, () -> session.pipeline(Contenders.KEY, 100));
				table.row(List.of(contender.name(),
						contender.isOurs() ? Must.atMost(get[0], Must.BYTES_OF_A_GET) : Table.number(get[0]),
						Table.number(get[1]), Table.number(set[0]), Table.number(set[1]),
						Table.number(pipeline[0] / 100), Table.number(pipeline[1] / 100)));
			}
		}
	}

	/**
	 * Measures an operation; the last round counts.
	 * @return bytes of the caller, bytes of all threads
	 */
	private static double[] bytes(int count, Operation operation) throws Exception {
		double[] bytes = new double[2];
		for (int round = 0; round < ROUNDS; round++) {
			long[] threads = THREADS.getAllThreadIds();
			long[] allBefore = THREADS.getThreadAllocatedBytes(threads);
			long before = THREADS.getCurrentThreadAllocatedBytes();
			for (int i = 0; i < count; i++) {
				operation.run();
			}
			bytes[0] = (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / count;
			bytes[1] = (double) growth(allBefore, THREADS.getThreadAllocatedBytes(threads)) / count;
		}
		return bytes;
	}

	/** Of the threads that live still. */
	private static long growth(long[] before, long[] after) {
		return IntStream.range(0, before.length)
			.filter((i) -> before[i] >= 0 && after[i] >= 0)
			.mapToLong((i) -> after[i] - before[i])
			.sum();
	}

	@FunctionalInterface
	private interface Operation {

		void run() throws Exception;

	}

}
