package io.zcached.client.transport;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import io.zcached.client.protocol.MalformedReplyException;
import org.jspecify.annotations.Nullable;

/**
 * Reads, for whoever has the turn, replies and gives them to their exchanges, the own and
 * others', until the own has come; then passes the turn on.
 */
final class Reader {

	private static final @Nullable Thread[] NOBODY = {};

	private final ReentrantLock lock;

	/** Guarded by the lock. */
	private final ExchangeQueue queue;

	/** Guarded by the lock. */
	private final Turns turns;

	private final Vitals vitals;

	private final Writer writer;

	private final Environment environment;

	private final long timeoutLimit;

	/** Belongs to whoever has the turn to read. */
	private final ReplyStream replies;

	/** Belongs to whoever has the turn to read. */
	private final ReplyBatch batch = new ReplyBatch();

	Reader(ReentrantLock lock, ExchangeQueue queue, Turns turns, Vitals vitals, Writer writer, ReplyStream replies,
			Environment environment, long timeoutLimit) {
		this.lock = lock;
		this.queue = queue;
		this.turns = turns;
		this.vitals = vitals;
		this.writer = writer;
		this.replies = replies;
		this.environment = environment;
		this.timeoutLimit = timeoutLimit;
	}

	/** Having the turn, for those who cannot read: reads until nothing is in flight. */
	void readInBackground() {
		read(null);
	}

	/**
	 * Having the turn: reads until the own exchange is settled.
	 * @param own the exchange whose owner reads, {@code null} for a background thread
	 * @return {@code false} if its time limit has passed; the turn is still held then
	 */
	boolean read(@Nullable Exchange own) {
		try {
			boolean passedOn = false;
			while (!passedOn && !this.vitals.isPoisoned()) {
				if (this.batch.take(this.replies)) {
					passedOn = match(own);
				}
				else if (!fill(own)) {
					return false;
				}
			}
		}
		catch (Throwable ex) {
			this.vitals.dieOf("reading from the server failed", ex);
		}
		return true;
	}

	/**
	 * An owner who waits as long as the channel lives reads without a limit, which is one
	 * system call instead of three: the watch ends the channel in time.
	 */
	private boolean fill(@Nullable Exchange own) throws IOException {
		if (own == null || own.limit >= this.timeoutLimit) {
			this.replies.fill(0);
			return true;
		}
		long remaining = own.deadline() - this.environment.clock().getAsLong();
		if (remaining <= 0) {
			return false;
		}
		try {
			this.replies.fill(remaining);
			return true;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
	}

	/** Gives replies to their exchanges; whether the turn has been passed on. */
	private boolean match(@Nullable Exchange own) throws MalformedReplyException {
		Thread first = null;
		@Nullable Thread[] others = NOBODY;
		boolean writing;
		boolean done;
		this.lock.lock();
		try {
			if (this.vitals.isPoisoned()) {
				return true;
			}
			try {
				this.batch.settle(this.queue, this.environment);
			}
			finally {
				first = this.batch.takeFirstOwner();
				others = this.batch.takeOtherOwners();
			}
			this.turns.company(first != null);
			if (this.queue.inFlight() == 0 && !this.replies.isEmpty()) {
				throw new MalformedReplyException("the server sent bytes that answer no request");
			}
			writing = this.turns.isWriteFree() && this.turns.takeWrite(null, false);
			done = (own != null) ? own.isSettled() : this.queue.inFlight() == 0;
			if (done) {
				this.turns.releaseRead(own);
			}
		}
		finally {
			this.lock.unlock();
			LockSupport.unpark(first);
			for (Thread owner : others) {
				LockSupport.unpark(owner);
			}
		}
		if (writing) {
			this.writer.write(null, false);
		}
		return done;
	}

}
