package io.zcached.client.testsupport;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.transport.Environment;

/**
 * Virtual time with {@link FakeWire}s in it. Time stands still but for
 * {@link #advance(Duration)} and {@link #runUntilDone(Future)}, which lets it pass while
 * somebody waits for bytes that do not come. Threads are real. Thread safe.
 */
public final class FakeEnvironment {

	private final TaskQueue tasks = new TaskQueue();

	private final List<FakeWire> wires = new ArrayList<>();

	private final List<Long> dials = new ArrayList<>();

	private final Dialect dialect;

	private final FakeResponder responder;

	private long now;

	private DoubleSupplier jitter = () -> 0.5;

	private IntFunction<IOException> dialFault = (index) -> null;

	private Executor executor = (task) -> {
		Thread thread = new Thread(task, "fake-background");
		thread.setUncaughtExceptionHandler((which, injected) -> {
		});
		thread.setDaemon(true);
		thread.start();
	};

	/**
	 * Creates an environment.
	 * @param start what the clock shows at first
	 * @param dialect which frames the wires expect
	 * @param responder answers requests
	 */
	public FakeEnvironment(long start, Dialect dialect, FakeResponder responder) {
		this.now = start;
		this.dialect = dialect;
		this.responder = responder;
	}

	/**
	 * An environment with a tiny server of the terminated dialect.
	 * @return the environment
	 */
	public static FakeEnvironment withMemory() {
		MemoryScript memory = new MemoryScript(Dialect.TERMINATED);
		return new FakeEnvironment(0, Dialect.TERMINATED, (wire, frame) -> memory.answer(frame) + '\u0003');
	}

	/**
	 * What a connection takes.
	 * @return the seams
	 */
	public Environment seams() {
		return new Environment(this::now, () -> this.jitter.getAsDouble(), this::schedule,
				(task) -> this.executor.execute(task), (attempt) -> {
					FakeWire wire = dial();
					attempt.opened(wire);
					return wire;
				});
	}

	/**
	 * Chooses the jitter.
	 * @param source random numbers from 0 to 1
	 */
	public void jitter(DoubleSupplier source) {
		this.jitter = source;
	}

	/**
	 * Lets dialling fail.
	 * @param fault what the dial of an index fails with, {@code null} if it succeeds
	 */
	public void dialFault(IntFunction<IOException> fault) {
		this.dialFault = fault;
	}

	/**
	 * Chooses where background work runs.
	 * @param other the executor
	 * @return the one before
	 */
	public Executor executor(Executor other) {
		Executor before = this.executor;
		this.executor = other;
		return before;
	}

	/**
	 * The time.
	 * @return nanoseconds
	 */
	public synchronized long now() {
		return this.now;
	}

	/**
	 * When wires were dialled.
	 * @return a copy
	 */
	public synchronized List<Long> dials() {
		return List.copyOf(this.dials);
	}

	/**
	 * Waits for a wire.
	 * @param index 0 for the first
	 * @return the wire
	 */
	public FakeWire wire(int index) {
		Await.until("wire " + index + " is dialled", () -> wires().size() > index);
		return wires().get(index);
	}

	/**
	 * The wires that were dialled.
	 * @return a copy
	 */
	public synchronized List<FakeWire> wires() {
		return List.copyOf(this.wires);
	}

	/** Waits until somebody waits for bytes. */
	public void awaitReader() {
		Await.until("somebody waits for bytes", this::isQuiet);
	}

	/**
	 * Lets time pass, and runs what is due on the way.
	 * @param duration how long
	 */
	public void advance(Duration duration) {
		long target = now() + duration.toNanos();
		while (runNext(target)) {
			continue;
		}
	}

	/**
	 * Lets time pass whenever somebody waits for bytes that do not come.
	 * @param <T> the future's type
	 * @param future until it is done
	 * @return its value
	 */
	public <T> T runUntilDone(Future<T> future) {
		Await.until("a call is done in virtual time", () -> {
			if (!future.isDone() && isQuiet() && !isBusy(future)) {
				runNext(now() + Duration.ofMillis(10).toNanos());
			}
			return future.isDone();
		});
		return Await.value(future);
	}

	/**
	 * Whether a call's thread is on its way, perhaps without a processor: time that
	 * passed then would be taken from the call.
	 */
	private static boolean isBusy(Future<?> future) {
		return future instanceof Await.RunningCall<?> call && switch (call.thread().getState()) {
			case NEW, RUNNABLE, BLOCKED -> true;
			default -> false;
		};
	}

	private synchronized boolean isQuiet() {
		return this.wires.stream().anyMatch(FakeWire::isWaiting);
	}

	/** Goes to the next event before a time, or to that time; whether it was an event. */
	private boolean runNext(long target) {
		Runnable task;
		synchronized (this) {
			long next = this.tasks.nextDue(target);
			for (FakeWire wire : this.wires) {
				next = wire.waitsUntil(next);
			}
			task = this.tasks.takeDue(next);
			this.now = next;
			this.wires.forEach(FakeWire::wake);
			if (task == null) {
				return next - target < 0;
			}
		}
		task.run();
		return true;
	}

	void await() {
		try {
			wait();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Runs something later.
	 * @param body what to run
	 * @param delay nanoseconds
	 * @return cancels it
	 */
	public synchronized Runnable schedule(Runnable body, long delay) {
		Runnable cancel = this.tasks.add(body, this.now + delay);
		return () -> {
			synchronized (this) {
				cancel.run();
			}
		};
	}

	private synchronized FakeWire dial() throws IOException {
		this.dials.add(this.now);
		IOException fault = this.dialFault.apply(this.dials.size() - 1);
		if (fault != null) {
			throw fault;
		}
		FakeWire wire = new FakeWire(this, this.dialect, this.responder);
		this.wires.add(wire);
		return wire;
	}

}
