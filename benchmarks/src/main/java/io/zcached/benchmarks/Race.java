package io.zcached.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Lets contenders do the same for a while, in turn, round after round, so that the
 * machine's drift hits all alike; the median of the rounds counts.
 */
final class Race {

	private final int rounds;

	private final long sliceNanos;

	Race(int rounds, long sliceNanos) {
		this.rounds = rounds;
		this.sliceNanos = sliceNanos;
	}

	/**
	 * Runs a race.
	 * @return operations per second of each contender
	 */
	double[] run(List<Contender> contenders, int threads, Task task) throws Exception {
		double[][] rates = new double[contenders.size()][this.rounds];
		List<List<Contender.Session>> sessions = new ArrayList<>();
		for (Contender contender : contenders) {
			List<Contender.Session> own = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				own.add(contender.session());
			}
			sessions.add(own);
		}
		for (int round = -1; round < this.rounds; round++) {
			for (int i = 0; i < contenders.size(); i++) {
				double rate = slice(sessions.get(i), task);
				if (round >= 0) {
					rates[i][round] = rate;
				}
			}
		}
		return Arrays.stream(rates).mapToDouble(Race::median).toArray();
	}

	private double slice(List<Contender.Session> sessions, Task task) throws Exception {
		CountDownLatch start = new CountDownLatch(1);
		AtomicLong done = new AtomicLong();
		AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
		long[] end = new long[1];
		List<Thread> threads = new ArrayList<>();
		for (Contender.Session session : sessions) {
			Thread thread = new Thread(() -> {
				long count = 0;
				try {
					start.await();
					while (System.nanoTime() - end[0] < 0) {
						task.run(session);
						count++;
					}
				}
				catch (Exception ex) {
					failure.set(ex);
				}
				done.addAndGet(count);
			});
			thread.start();
			threads.add(thread);
		}
		long begin = System.nanoTime();
		end[0] = begin + this.sliceNanos;
		start.countDown();
		for (Thread thread : threads) {
			thread.join();
		}
		Exception ex = failure.get();
		if (ex != null) {
			throw ex;
		}
		return done.get() * 1e9 / (System.nanoTime() - begin);
	}

	private static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return sorted[sorted.length / 2];
	}

	/** What is repeated. */
	@FunctionalInterface
	interface Task {

		void run(Contender.Session session) throws Exception;

	}

}
