package io.zcached.client.transport;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.protocol.MalformedReplyException;
import org.jspecify.annotations.Nullable;

/**
 * One live socket, shared by many threads until its first failure, and then thrown away
 * with its buffers. Replies carry no ids, so everything rests on their order:
 * <ul>
 * <li>An exchange is queued and its frame handed to the writer in one critical section; a
 * frame is written whole.
 * <li>A reply belongs to the exchange at the head, and must fit it. A caller who leaves
 * early leaves a tombstone, whose reply is read and dropped.
 * <li>Any failure poisons the channel first, by one volatile write, and then tears it
 * down: nothing is matched after that, and every exchange gets one failure. The one
 * failure after which a channel goes on is a complete error line.
 * <li>The oldest request's age bounds the channel: at {@code timeoutLimit} it dies.
 * </ul>
 * <p>
 * Callers do their own I/O. Whoever finds no write going on writes what the window lets
 * through, its own and others' frames; whoever finds the read side free reads replies,
 * its own and others', and hands the read side on when its own has come. While anybody
 * waits, somebody reads. Those who cannot read for themselves (virtual threads, whose
 * interrupt would close the socket; asynchronous calls; tombstones) are served by a
 * background thread.
 */
public final class Channel {

	/**
	 * More requests than this are not queued: memory is bounded, whatever the server
	 * does.
	 */
	static final int MAX_QUEUED = 100_000;

	private static final Thread[] NOBODY = {};

	private final Wire wire;

	private final Dialect dialect;

	private final long timeoutLimit;

	private final Environment environment;

	private final BiConsumer<Channel, ChannelFailure> onDeath;

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock. */
	private final ExchangeQueue queue;

	/** Guarded by the lock. */
	private final Turns turns;

	/** Belongs to whoever has the turn to read. */
	private final ReplyStream replies;

	/** Belongs to whoever has the turn to read. */
	private final ReplyBatch batch = new ReplyBatch();

	/** When the last request was queued; guarded by the lock for writing. */
	private volatile long lastUsed;

	/** The first thing that a failure sets, with nothing allocated. */
	private volatile boolean poisoned;

	/** Set once, under the lock. */
	private volatile @Nullable ChannelFailure failure;

	private volatile Runnable cancelWatch = () -> {
	};

	/**
	 * Creates a channel over a wire on which the handshake is done.
	 * @param wire the wire
	 * @param dialect the dialect that the server speaks
	 * @param settings limits
	 * @param environment clock, timer, executor
	 * @param onDeath called once when the channel has died, possibly under its lock: must
	 * not block
	 */
	public Channel(Wire wire, Dialect dialect, ChannelSettings settings, Environment environment,
			BiConsumer<Channel, ChannelFailure> onDeath) {
		this.wire = wire;
		this.dialect = dialect;
		this.timeoutLimit = settings.timeoutLimit();
		this.environment = environment;
		this.onDeath = onDeath;
		this.queue = new ExchangeQueue((settings.window() > 0) ? settings.window() : dialect.defaultWindow());
		this.turns = new Turns(this.queue, () -> environment.executor().execute(() -> lead(null)),
				() -> environment.executor().execute(this::writeInBackground));
		this.replies = new ReplyStream(wire, dialect, settings.bufferSize());
		this.lastUsed = environment.clock().getAsLong();
		this.cancelWatch = environment.timer().schedule(this::watch, this.timeoutLimit);
	}

	/**
	 * The server's dialect.
	 * @return the dialect
	 */
	public Dialect dialect() {
		return this.dialect;
	}

	/**
	 * The wire.
	 * @return the wire
	 */
	public Wire wire() {
		return this.wire;
	}

	/**
	 * Whether the channel has failed. No I/O.
	 * @return whether it has
	 */
	public boolean isDead() {
		return this.poisoned;
	}

	/**
	 * Why the channel died.
	 * @return the failure, {@code null} while it lives
	 */
	public @Nullable ChannelFailure failure() {
		return this.failure;
	}

	/**
	 * How many requests have been queued and not answered, tombstones included.
	 * @return the number
	 */
	public int pending() {
		this.lock.lock();
		try {
			return this.queue.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * How long no request has been queued.
	 * @param now the clock's time
	 * @return nanoseconds
	 */
	public long idle(long now) {
		return now - this.lastUsed;
	}

	/**
	 * Sends a request and waits for its reply.
	 * @param exchange the request; when this returns {@code null} it is settled,
	 * otherwise it must not be used again
	 * @param limit nanoseconds to wait, at most the channel's limit
	 * @return {@code null}, or why the caller went away without an outcome
	 */
	public @Nullable ChannelFailure exchange(Exchange exchange, long limit) {
		Thread thread = Thread.currentThread();
		if (thread.isInterrupted()) {
			return new ChannelFailure(ChannelFailure.Kind.INTERRUPTED,
					"the calling thread was interrupted before the request was written", null);
		}
		exchange.owner = thread;
		exchange.leader = Threads.isVirtual() ? null : exchange;
		ChannelFailure refusal = submit(exchange, null, limit);
		return (refusal != null) ? refusal : await(exchange);
	}

	/**
	 * Sends requests in order without waiting in between, and waits for all replies.
	 * @param exchanges the requests, not empty; when this returns {@code null} all are
	 * settled, otherwise those that are not settled must not be used again
	 * @param limit nanoseconds to wait for all of them, at most the channel's limit
	 * @return {@code null}, or why the caller went away without all outcomes
	 */
	public @Nullable ChannelFailure exchangeAll(List<Exchange> exchanges, long limit) {
		Exchange last = exchanges.get(exchanges.size() - 1);
		last.owner = Thread.currentThread();
		if (!Threads.isVirtual()) {
			exchanges.forEach((exchange) -> exchange.leader = last);
		}
		ChannelFailure refusal = submit(last, exchanges, limit);
		if (refusal != null) {
			return refusal;
		}
		ChannelFailure left = await(last);
		if (left != null) {
			abandon(exchanges);
		}
		return left;
	}

	/**
	 * Sends a request without waiting; its callback runs when it is settled.
	 * @param exchange the request
	 * @param limit nanoseconds, at most the channel's limit
	 * @return {@code null}, or why it was not queued
	 */
	public @Nullable ChannelFailure submit(Exchange exchange, long limit) {
		return submit(exchange, null, limit);
	}

	/**
	 * Reads what has arrived for somebody who writes to the socket by hand.
	 * @param most how many bytes at most
	 * @return the bytes, {@code null} if there are none
	 * @throws IllegalStateException if requests are in flight
	 */
	public byte @Nullable [] receive(int most) {
		takeManual();
		try {
			return this.replies.takeBytes(most);
		}
		catch (IOException ex) {
			dieOf("reading from the server failed", ex);
			return null;
		}
		finally {
			releaseManual();
		}
	}

	/**
	 * Waits for one reply for somebody who writes to the socket by hand.
	 * @param exchange is settled with the reply, whatever it is
	 * @param limit nanoseconds; the channel dies when they have passed
	 * @throws IllegalStateException if requests are in flight
	 */
	public void receiveReply(Exchange exchange, long limit) {
		takeManual();
		long deadline = this.environment.clock().getAsLong() + limit;
		try {
			while (!this.replies.next()) {
				long remaining = deadline - this.environment.clock().getAsLong();
				if (remaining <= 0) {
					throw new SocketTimeoutException();
				}
				this.replies.fill(remaining);
			}
			exchange.settle(this.replies.type(), this.replies.takeValue());
		}
		catch (SocketTimeoutException ex) {
			exchange.fail(new ChannelFailure(ChannelFailure.Kind.TIMEOUT, "no reply came within the time limit", null));
			die(Objects.requireNonNull(exchange.failure()));
		}
		catch (Throwable ex) {
			dieOf("reading from the server failed", ex);
			exchange.fail(Objects.requireNonNull(this.failure));
		}
		finally {
			releaseManual();
		}
	}

	private void takeManual() {
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

	private void releaseManual() {
		this.lock.lock();
		try {
			this.turns.releaseManual();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Ends the channel: whoever waits gets a failure, readers and writers are freed.
	 * Idempotent, never blocks.
	 */
	public void close() {
		die(ChannelFailure.CLOSED);
	}

	/**
	 * Ends the channel since its owner found it useless.
	 * @param reason why
	 */
	public void discard(ChannelFailure reason) {
		die(reason);
	}

	private @Nullable ChannelFailure submit(Exchange exchange, @Nullable List<Exchange> all, long limit) {
		boolean mayBlock = exchange.leader != null;
		boolean writing = false;
		this.lock.lock();
		try {
			ChannelFailure refusal = refuse(limit);
			if (refusal != null) {
				return refusal;
			}
			if (all == null) {
				enqueue(exchange, limit);
			}
			else {
				all.forEach((one) -> enqueue(one, limit));
			}
			writing = this.turns.isWriteFree() && this.turns.takeWrite(exchange, mayBlock);
			if (!writing) {
				this.turns.takeRead(exchange);
			}
		}
		catch (Throwable ex) {
			dieOf("queueing a request failed", ex);
			return null;
		}
		finally {
			this.lock.unlock();
		}
		if (writing) {
			write(exchange, mayBlock);
		}
		return null;
	}

	/** Under the lock: why a request cannot be queued. */
	private @Nullable ChannelFailure refuse(long limit) throws IOException {
		if (this.poisoned) {
			return notWritten();
		}
		if (this.turns.isManual()) {
			return new ChannelFailure(ChannelFailure.Kind.MANUAL,
					"receive() or waitForResponse() is reading from this connection; nothing was written", null);
		}
		Exchange oldest = this.queue.peek();
		long now = this.environment.clock().getAsLong();
		if (oldest == null) {
			int surplus = this.wire.available();
			if (surplus > 0 || !this.replies.isEmpty()) {
				die(this.replies.surplus(surplus));
				return notWritten();
			}
		}
		else if (now - oldest.startedAt > limit) {
			return new ChannelFailure(ChannelFailure.Kind.TIMEOUT, "the server has not answered an earlier request "
					+ "for longer than this call may wait; nothing was written", null);
		}
		else if (this.queue.size() >= MAX_QUEUED) {
			return new ChannelFailure(ChannelFailure.Kind.OVERLOADED,
					MAX_QUEUED + " requests are waiting; nothing was written", null);
		}
		this.lastUsed = now;
		return null;
	}

	private ChannelFailure notWritten() {
		ChannelFailure death = this.failure;
		return new ChannelFailure(ChannelFailure.Kind.NOT_WRITTEN,
				(death != null) ? death.message() : "the connection broke", (death != null) ? death.cause() : null);
	}

	private void enqueue(Exchange exchange, long limit) {
		exchange.startedAt = this.lastUsed;
		exchange.limit = limit;
		this.queue.add(exchange);
	}

	private void writeInBackground() {
		boolean writing;
		this.lock.lock();
		try {
			writing = !this.poisoned && this.turns.takeWrite(null, true);
		}
		finally {
			this.lock.unlock();
		}
		if (writing) {
			write(null, true);
		}
	}

	/** Having the turn to write: writes until nothing is left that may be written. */
	private void write(@Nullable Exchange own, boolean mayBlock) {
		boolean writing = true;
		try {
			while (writing) {
				writeBatch(own);
				this.lock.lock();
				try {
					writing = !this.poisoned && this.turns.takeWrite(own, mayBlock);
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
			dieOf("writing to the server failed", ex);
		}
	}

	/**
	 * A write that could block is watched, since it obeys neither a time-out nor an
	 * interrupt.
	 */
	private void writeBatch(@Nullable Exchange own) throws IOException {
		WriteBatch outgoing = this.turns.outgoing();
		if (outgoing.length() <= Turns.NEVER_BLOCKS) {
			outgoing.writeTo(this.wire);
			return;
		}
		long limit = (own != null) ? own.deadline() - this.environment.clock().getAsLong() : this.timeoutLimit;
		Runnable cancel = this.environment.timer().schedule(this::writeTimedOut, Math.max(1, limit));
		try {
			outgoing.writeTo(this.wire);
		}
		finally {
			cancel.run();
		}
	}

	private void writeTimedOut() {
		die(new ChannelFailure(ChannelFailure.Kind.TIMEOUT, "the server did not take the request within the time limit",
				null));
	}

	private @Nullable ChannelFailure await(Exchange exchange) {
		while (true) {
			int state = exchange.state();
			if (state >= Exchange.VALUE) {
				return null;
			}
			if (state == Exchange.LEADING) {
				ChannelFailure left = lead(exchange);
				if (left != null) {
					return left;
				}
				continue;
			}
			long remaining = exchange.deadline() - this.environment.clock().getAsLong();
			if (remaining <= 0) {
				return leave(exchange, ChannelFailure.Kind.TIMEOUT, "no reply came within the time limit");
			}
			if (Thread.currentThread().isInterrupted()) {
				return leave(exchange, ChannelFailure.Kind.INTERRUPTED,
						"the calling thread was interrupted while it waited for the reply");
			}
			LockSupport.parkNanos(this, remaining);
		}
	}

	/**
	 * Having the turn to read: reads and hands out replies until the own one has come.
	 */
	private @Nullable ChannelFailure lead(@Nullable Exchange own) {
		try {
			while (!this.poisoned) {
				if (!this.batch.take(this.replies)) {
					this.replies.fill(readLimit(own));
				}
				else if (match(own)) {
					return null;
				}
			}
		}
		catch (SocketTimeoutException ex) {
			if (own != null) {
				return leave(own, ChannelFailure.Kind.TIMEOUT, "no reply came within the time limit");
			}
			dieOf("reading from the server failed", ex);
		}
		catch (Throwable ex) {
			dieOf("reading from the server failed", ex);
		}
		return null;
	}

	/**
	 * An owner who waits as long as the channel lives reads without a limit, which is one
	 * system call instead of three: the watch ends the channel in time.
	 */
	private long readLimit(@Nullable Exchange own) throws SocketTimeoutException {
		if (own == null || own.limit >= this.timeoutLimit) {
			return 0;
		}
		long remaining = own.deadline() - this.environment.clock().getAsLong();
		if (remaining <= 0) {
			throw new SocketTimeoutException();
		}
		return remaining;
	}

	/** Gives replies to their exchanges; whether the turn to read has been passed on. */
	private boolean match(@Nullable Exchange own) throws MalformedReplyException {
		Thread[] settled = NOBODY;
		boolean writing = false;
		boolean done;
		this.lock.lock();
		try {
			if (this.poisoned) {
				return true;
			}
			try {
				this.batch.settle(this.queue, this.environment.executor());
			}
			finally {
				settled = this.batch.takeOwners();
			}
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
			for (Thread owner : settled) {
				LockSupport.unpark(owner);
			}
		}
		if (writing) {
			write(null, false);
		}
		return done;
	}

	/**
	 * The owner goes away: its place stays as a tombstone if its frame may have been
	 * written.
	 */
	private @Nullable ChannelFailure leave(Exchange exchange, ChannelFailure.Kind kind, String why) {
		this.lock.lock();
		try {
			if (exchange.isSettled()) {
				return null;
			}
			Exchange oldest = this.queue.peek();
			long now = this.environment.clock().getAsLong();
			if (kind == ChannelFailure.Kind.TIMEOUT && oldest != null && now - oldest.startedAt >= this.timeoutLimit) {
				die(new ChannelFailure(kind, why, null));
				return null;
			}
			bury(exchange);
			this.turns.releaseRead(exchange);
			return new ChannelFailure(kind, why, null);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void abandon(List<Exchange> exchanges) {
		this.lock.lock();
		try {
			for (Exchange exchange : exchanges) {
				if (exchange.state() == Exchange.WAITING) {
					bury(exchange);
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void bury(Exchange exchange) {
		if (!this.queue.removeWaiting(exchange)) {
			exchange.state(Exchange.TOMBSTONE);
		}
	}

	/**
	 * Runs on the timer, when the oldest request may have reached the channel's limit.
	 */
	private void watch() {
		this.lock.lock();
		try {
			if (this.failure != null) {
				return;
			}
			Exchange oldest = this.queue.peek();
			long age = (oldest != null) ? this.environment.clock().getAsLong() - oldest.startedAt : 0;
			if (age < this.timeoutLimit) {
				this.cancelWatch = this.environment.timer().schedule(this::watch, this.timeoutLimit - age);
				return;
			}
			die(new ChannelFailure(ChannelFailure.Kind.TIMEOUT, "no reply came within the time limit", null));
		}
		finally {
			this.lock.unlock();
		}
	}

	private void dieOf(String doing, Throwable cause) {
		this.poisoned = true;
		ChannelFailure reason = ChannelFailure.OUT_OF_MEMORY;
		try {
			reason = (cause instanceof MalformedReplyException)
					? new ChannelFailure(ChannelFailure.Kind.PROTOCOL, String.valueOf(cause.getMessage()), cause)
					: ChannelFailure.broken(doing, cause);
		}
		catch (OutOfMemoryError ex) {
			// The failure that was kept ready serves.
		}
		die(reason);
		if (cause instanceof Error error) {
			throw error;
		}
	}

	private void die(ChannelFailure reason) {
		this.poisoned = true;
		this.lock.lock();
		try {
			if (this.failure != null) {
				return;
			}
			this.failure = reason;
			Undertaker.failAll(this.queue, reason, this.environment);
		}
		finally {
			this.lock.unlock();
		}
		this.cancelWatch.run();
		this.wire.close();
		this.onDeath.accept(this, reason);
	}

}
