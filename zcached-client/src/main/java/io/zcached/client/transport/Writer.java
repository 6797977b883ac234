package io.zcached.client.transport;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Writes, for whoever has the turn, what the window lets through: the own frame and those
 * that others have queued meanwhile, in one call.
 */
final class Writer {

	/** So many batches a thread writes at most when its own reply has come already. */
	private static final int MAX_FAVOURS = 16;

	private final ReentrantLock lock;

	/** Guarded by the lock. */
	private final Turns turns;

	private final Vitals vitals;

	private final Wire wire;

	private final Environment environment;

	Writer(ReentrantLock lock, Turns turns, Vitals vitals, Wire wire, Environment environment) {
		this.lock = lock;
		this.turns = turns;
		this.vitals = vitals;
		this.wire = wire;
		this.environment = environment;
	}

	/** Takes over the turn that was kept for a background thread. */
	void writeInBackground() {
		boolean writing;
		try {
			this.lock.lock();
			try {
				writing = !this.vitals.isPoisoned() && this.turns.takeWrite(null, true);
			}
			finally {
				this.lock.unlock();
			}
		}
		catch (Throwable ex) {
			this.vitals.dieOf("writing to the server failed", ex);
			return;
		}
		if (writing) {
			write(null, true);
		}
	}

	/**
	 * Having claimed the turn: lets the threads that have just been woken queue their
	 * frames, then writes them all.
	 * @param own the exchange whose owner writes
	 */
	void gather(Exchange own) {
		boolean writing;
		try {
			Thread.yield();
			this.lock.lock();
			try {
				writing = !this.vitals.isPoisoned() && this.turns.takeWrite(own, true);
				if (!writing) {
					this.turns.takeRead(own);
				}
			}
			finally {
				this.lock.unlock();
			}
		}
		catch (Throwable ex) {
			this.vitals.dieOf("queueing a request failed", ex);
			return;
		}
		if (writing) {
			write(own, true);
		}
	}

	/**
	 * Having the turn: writes until nothing is left that may be written.
	 * @param own the exchange whose owner writes and then is to read, {@code null} for a
	 * thread that has none or is reading already
	 * @param mayBlock whether the thread may be blocked in a write
	 */
	void write(@Nullable Exchange own, boolean mayBlock) {
		boolean writing = true;
		try {
			for (int batches = 1; writing; batches++) {
				writeBatch();
				this.lock.lock();
				try {
					boolean done = own != null && own.isSettled();
					if (done && batches >= MAX_FAVOURS) {
						this.turns.passWrite();
						writing = false;
					}
					else {
						writing = !this.vitals.isPoisoned() && this.turns.takeWrite(own, mayBlock && !done);
					}
					if (!writing && own != null) {
						this.turns.takeRead(own);
					}
				}
				finally {
					this.lock.unlock();
				}
			}
		}
		catch (Throwable ex) {
			this.vitals.dieOf("writing to the server failed", ex);
		}
	}

	/**
	 * A write that could block is watched, since it obeys neither a time-out nor an
	 * interrupt.
	 */
	private void writeBatch() throws IOException {
		WriteBatch outgoing = this.turns.outgoing();
		if (!outgoing.mayBlock()) {
			outgoing.writeTo(this.wire);
			return;
		}
		long limit = outgoing.deadline() - this.environment.clock().getAsLong();
		Runnable cancel = this.environment.timer().schedule(this::timedOut, Math.max(1, limit));
		try {
			outgoing.writeTo(this.wire);
		}
		finally {
			cancel.run();
		}
	}

	private void timedOut() {
		this.vitals.die(new ChannelFailure(ChannelFailure.Kind.TIMEOUT,
				"the server did not take the whole request within the time limit", null));
	}

}
