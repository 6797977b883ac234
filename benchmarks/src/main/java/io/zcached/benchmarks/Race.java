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
 * machine's drift hits all alike; each round begins with another contender, so that
 * nobody always follows the same one. The median of the rounds counts.
 */
final class Race {

	/** Of each contender, one for each thread. */
	private final List<List<Contender.Session>> sessions = new ArrayList<>();

	Race(List<? extends Contender> contenders, int threads) throws Exception {
		for (Contender contender : contenders) {
			List<Contender.Session> own = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				own.add(contender.session());
			}
			this.sessions.add(own);
		}
	}

	/**
	 * Runs the race; may be called again.
	 * @return operations per second of each contender
	 */
	double[] run(Pace pace, Task task) throws Exception {
		int contenders = this.sessions.size();
		double[][] rates = new double[contenders][pace.rounds()];
		for (int round = 0; round < pace.rounds(); round++) {
			for (int turn = 0; turn < contenders; turn++) {
				int contender = (round + turn) % contenders;
				rates[contender][round] = slice(this.sessions.get(contender), pace.sliceNanos(), task);
			}
		}
		return Arrays.stream(rates).mapToDouble(Race::median).toArray();
	}

	private static double slice(List<Contender.Session> sessions, long nanos, Task task) throws Exception {
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
		end[0] = begin + nanos;
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

	static double median(double[] values) {
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
