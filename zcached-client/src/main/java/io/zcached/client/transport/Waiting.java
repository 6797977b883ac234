package io.zcached.client.transport;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Waits for replies, reading when it is the waiting thread's turn, and goes away at the
 * deadline or when interrupted: a place that may have been written stays as a tombstone.
 */
final class Waiting {

	private final ReentrantLock lock;

	/** Guarded by the lock. */
	private final ExchangeQueue queue;

	/** Guarded by the lock. */
	private final Turns turns;

	private final Vitals vitals;

	private final Reader reader;

	private final LongSupplier clock;

	private final long timeoutLimit;

	Waiting(ReentrantLock lock, ExchangeQueue queue, Turns turns, Vitals vitals, Reader reader, LongSupplier clock,
			long timeoutLimit) {
		this.lock = lock;
		this.queue = queue;
		this.turns = turns;
		this.vitals = vitals;
		this.reader = reader;
		this.clock = clock;
		this.timeoutLimit = timeoutLimit;
	}

	/**
	 * Waits until the exchange is settled, or its owner has to go.
	 * @return {@code null} if it is settled, or why its owner goes
	 */
	@Nullable ChannelFailure await(Exchange exchange) {
		while (true) {
			int state = exchange.state();
			if (state >= Exchange.VALUE) {
				return null;
			}
			if (state == Exchange.LEADING) {
				if (!this.reader.read(exchange)) {
					return leave(exchange, ChannelFailure.noReply());
				}
				continue;
			}
			long remaining = exchange.deadline() - this.clock.getAsLong();
			if (remaining <= 0) {
				return leave(exchange, ChannelFailure.noReply());
			}
			if (Thread.currentThread().isInterrupted()) {
				return leave(exchange, new ChannelFailure(ChannelFailure.Kind.INTERRUPTED,
						"the calling thread was interrupted while it waited for the reply", null));
			}
			LockSupport.parkNanos(this, remaining);
		}
	}

	/** Buries what is left of a pipeline whose owner goes. */
	void abandon(List<Exchange> exchanges) {
		this.lock.lock();
		try {
			for (Exchange exchange : exchanges) {
				if (exchange.state() == Exchange.WAITING) {
					exchange.state(Exchange.TOMBSTONE);
				}
			}
			this.queue.removeUnsentTombstones();
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable ChannelFailure leave(Exchange exchange, ChannelFailure reason) {
		this.lock.lock();
		try {
			if (exchange.isSettled()) {
				return null;
			}
			Exchange oldest = this.queue.peek();
			if (reason.kind() == ChannelFailure.Kind.TIMEOUT && oldest != null
					&& this.clock.getAsLong() - oldest.startedAt >= this.timeoutLimit) {
				this.vitals.die(reason);
				return exchange.isSettled() ? null : reason;
			}
			exchange.state(Exchange.TOMBSTONE);
			this.queue.removeUnsentTombstones();
			this.turns.releaseRead(exchange);
			return reason;
		}
		catch (Throwable ex) {
			this.vitals.dieOf("passing on the turn to read failed", ex);
			return reason;
		}
		finally {
			this.lock.unlock();
		}
	}

}
