package io.zcached.client.transport;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Reads for somebody who writes to the socket by hand, while nothing is in flight.
 */
final class ManualReader {

	private final ReentrantLock lock;

	/** Guarded by the lock. */
	private final Turns turns;

	private final Vitals vitals;

	private final ReplyStream replies;

	private final LongSupplier clock;

	ManualReader(ReentrantLock lock, Turns turns, Vitals vitals, ReplyStream replies, LongSupplier clock) {
		this.lock = lock;
		this.turns = turns;
		this.vitals = vitals;
		this.replies = replies;
		this.clock = clock;
	}

	byte @Nullable [] receive(int most) {
		takeTurn();
		try {
			return this.replies.takeBytes(most);
		}
		catch (IOException ex) {
			this.vitals.dieOf("reading from the server failed", ex);
			return null;
		}
		finally {
			passTurn();
		}
	}

	void receiveReply(Exchange exchange, long limit) {
		takeTurn();
		long deadline = this.clock.getAsLong() + limit;
		try {
			while (!this.replies.next()) {
				long remaining = deadline - this.clock.getAsLong();
				if (remaining <= 0) {
					throw new SocketTimeoutException();
				}
				this.replies.fill(remaining);
			}
			exchange.settle(this.replies.type(), this.replies.takeValue());
		}
		catch (SocketTimeoutException ex) {
			this.vitals.die(ChannelFailure.noReply());
			exchange.fail(ChannelFailure.noReply());
		}
		catch (Throwable ex) {
			this.vitals.dieOf("reading from the server failed", ex);
			exchange.fail(Objects.requireNonNull(this.vitals.failure()));
		}
		finally {
			passTurn();
		}
	}

	private void takeTurn() {
		this.lock.lock();
		try {
			if (!this.turns.takeManual()) {
				throw new IllegalStateException(
						"receive() and waitForResponse() are for those who write to socket() themselves, "
								+ "and cannot be used while requests are in flight on this connection");
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void passTurn() {
		this.lock.lock();
		try {
			this.turns.releaseManual();
		}
		finally {
			this.lock.unlock();
		}
	}

}
