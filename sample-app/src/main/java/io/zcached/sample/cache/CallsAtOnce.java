package io.zcached.sample.cache;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

import io.zcached.sample.web.ProblemException;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Fifty callers who ask for the same forecast at the same time; fifty and no more,
 * whoever asks for them meanwhile.
 */
@Component
class CallsAtOnce {

	private static final int CALLS = 50;

	private final Forecasts forecasts;

	private final Semaphore one = new Semaphore(1);

	CallsAtOnce(Forecasts forecasts) {
		this.forecasts = forecasts;
	}

	Outcome of(String city) {
		if (!this.one.tryAcquire()) {
			throw new ProblemException(HttpStatus.CONFLICT, "There are calls under way",
					"Wait until the last " + CALLS + " calls have come back.");
		}
		ExecutorService callers = Executors.newFixedThreadPool(CALLS);
		try {
			this.forecasts.forget(city);
			return call(city, callers);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for the calls", ex);
		}
		finally {
			callers.shutdownNow();
			this.one.release();
		}
	}

	private Outcome call(String city, ExecutorService callers) throws InterruptedException {
		Callable<Forecast> call = () -> this.forecasts.of(city);
		long before = this.forecasts.runs();
		long start = System.nanoTime();
		List<Future<Forecast>> answers = callers.invokeAll(Collections.nCopies(CALLS, call));
		Duration time = Duration.ofNanos(System.nanoTime() - start);
		return new Outcome(CALLS, distinct(answers), this.forecasts.runs() - before, time.toMillis());
	}

	private static long distinct(List<Future<Forecast>> answers) throws InterruptedException {
		try {
			Set<Forecast> forecasts = new HashSet<>();
			for (Future<Forecast> answer : answers) {
				forecasts.add(answer.get());
			}
			return forecasts.size();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A call failed", ex);
		}
	}

	/**
	 * What became of the calls.
	 *
	 * @param calls how many there were
	 * @param answers how many different answers they got
	 * @param runs how often the slow method ran meanwhile
	 * @param millis how long it took until all were answered
	 */
	record Outcome(int calls, long answers, long runs, long millis) {
	}

}
