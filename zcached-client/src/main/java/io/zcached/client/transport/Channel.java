package io.zcached.client.transport;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

import io.zcached.client.protocol.Dialect;
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

	/** No request of a server that works takes so long, in nanoseconds. */
	private static final long STALL = TimeUnit.SECONDS.toNanos(1);

	private final Wire wire;

	private final Dialect dialect;

	private final long timeoutLimit;

	private final LongSupplier clock;

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock. */
	private final ExchangeQueue queue;

	/** Guarded by the lock. */
	private final Turns turns;

	private final Vitals vitals;

	/** Belongs to whoever has the turn to read. */
	private final ReplyStream replies;

	private final Writer writer;

	private final Reader reader;

	private final ManualReader manual;

	private final Waiting waiting;

	/** When the last request was queued; written under the lock. */
	private volatile long lastUsed;

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
		this.clock = environment.clock();
		this.queue = new ExchangeQueue((settings.window() > 0) ? settings.window() : dialect.defaultWindow());
		this.turns = new Turns(this.queue, () -> environment.executor().execute(this::readInBackground),
				() -> environment.executor().execute(this::writeInBackground));
		this.vitals = new Vitals(this.lock, this.queue, wire, environment, this.timeoutLimit,
				(reason) -> onDeath.accept(this, reason));
		this.replies = new ReplyStream(wire, dialect, settings.bufferSize());
		this.writer = new Writer(this.lock, this.turns, this.vitals, wire, environment);
		this.reader = new Reader(this.lock, this.queue, this.turns, this.vitals, this.writer, this.replies, environment,
				this.timeoutLimit);
		this.manual = new ManualReader(this.lock, this.turns, this.vitals, this.replies, this.clock);
		this.waiting = new Waiting(this.lock, this.queue, this.turns, this.vitals, this.reader, this.clock,
				this.timeoutLimit);
		this.lastUsed = this.clock.getAsLong();
		this.vitals.watch();
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
		return this.vitals.isPoisoned();
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
	 * About how many requests have been queued and not answered; takes no lock.
	 * @return the number, possibly of a moment ago
	 */
	public int load() {
		return this.queue.size();
	}

	/**
	 * Whether the oldest request has waited for longer than a server that works takes.
	 * Does not wait for the lock: a channel whose lock is held makes progress.
	 * @return whether it has
	 */
	public boolean isStalled() {
		if (!this.lock.tryLock()) {
			return false;
		}
		try {
			Exchange oldest = this.queue.peek();
			return oldest != null && this.clock.getAsLong() - oldest.startedAt > STALL;
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
		exchange.owner = Thread.currentThread();
		exchange.leader = mayRead(limit) ? exchange : null;
		ChannelFailure refusal = submit(exchange, null, limit);
		return (refusal != null) ? refusal : this.waiting.await(exchange);
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
		if (mayRead(limit)) {
			for (int i = 0; i < exchanges.size(); i++) {
				exchanges.get(i).leader = last;
			}
		}
		ChannelFailure refusal = submit(last, exchanges, limit);
		if (refusal != null) {
			return refusal;
		}
		ChannelFailure left = this.waiting.await(last);
		if (left != null) {
			this.waiting.abandon(exchanges);
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
	 * Ends the channel: whoever waits gets a failure, readers and writers are freed.
	 * Idempotent, never blocks.
	 */
	public void close() {
		this.vitals.die(ChannelFailure.CLOSED);
	}

	/**
	 * Ends the channel since its owner found it useless.
	 * @param reason why
	 */
	public void discard(ChannelFailure reason) {
		this.vitals.die(reason);
	}

	/**
	 * Reads what has arrived for somebody who writes to the socket by hand.
	 * @param most how many bytes at most
	 * @return the bytes, {@code null} if there are none
	 * @throws IllegalStateException if requests are in flight
	 */
	public byte @Nullable [] receive(int most) {
		return this.manual.receive(most);
	}

	/**
	 * Waits for one reply for somebody who writes to the socket by hand.
	 * @param exchange is settled with the reply, whatever it is
	 * @param limit nanoseconds; the channel dies when they have passed
	 * @throws IllegalStateException if requests are in flight
	 */
	public void receiveReply(Exchange exchange, long limit) {
		this.manual.receiveReply(exchange, limit);
	}

	private @Nullable ChannelFailure submit(Exchange exchange, @Nullable List<Exchange> all, long limit) {
		boolean mayBlock = exchange.leader != null;
		boolean gathering;
		boolean writing;
		this.lock.lock();
		try {
			ChannelFailure refusal = refuse(limit, (all != null) ? all.size() : 1);
			if (refusal != null) {
				return refusal;
			}
			if (all == null) {
				enqueue(exchange, limit);
			}
			else {
				for (int i = 0; i < all.size(); i++) {
					enqueue(all.get(i), limit);
				}
			}
			gathering = mayBlock && this.turns.claimToGather(exchange);
			writing = !gathering && this.turns.isWriteFree() && this.turns.takeWrite(exchange, mayBlock);
			if (!gathering && !writing) {
				this.turns.takeRead(exchange);
			}
		}
		catch (Throwable ex) {
			this.vitals.dieOf("queueing a request failed", ex);
			return exchange.isSettled() ? null : notWritten();
		}
		finally {
			this.lock.unlock();
		}
		if (gathering) {
			this.writer.gather(exchange);
		}
		else if (writing) {
			this.writer.write(exchange, mayBlock);
		}
		return null;
	}

	/** Under the lock: why a request cannot be queued. */
	private @Nullable ChannelFailure refuse(long limit, int count) throws IOException {
		if (this.vitals.isPoisoned()) {
			return notWritten();
		}
		if (Thread.currentThread().isInterrupted()) {
			return new ChannelFailure(ChannelFailure.Kind.INTERRUPTED,
					"the calling thread was interrupted before the request was written", null);
		}
		if (this.turns.isManual()) {
			return new ChannelFailure(ChannelFailure.Kind.MANUAL,
					"receive() or waitForResponse() is reading from this connection; nothing was written", null);
		}
		Exchange oldest = this.queue.peek();
		long now = this.clock.getAsLong();
		if (oldest == null) {
			ChannelFailure surplus = this.turns.isReadFree() ? this.replies.surplus() : null;
			if (surplus != null) {
				this.vitals.die(surplus);
				return notWritten();
			}
		}
		else if (now - oldest.startedAt > limit) {
			return new ChannelFailure(ChannelFailure.Kind.STALLED, "the server has not answered an earlier request "
					+ "for longer than this call may wait; nothing was written", null);
		}
		if (this.queue.size() + count > MAX_QUEUED) {
			return new ChannelFailure(ChannelFailure.Kind.OVERLOADED,
					MAX_QUEUED + " requests are waiting; nothing was written", null);
		}
		this.lastUsed = now;
		return null;
	}

	/**
	 * Whether the calling thread may take its turn to read. An interrupt of a virtual
	 * thread would close the socket. A limit shorter than the channel's needs a timed
	 * read, which makes the JDK's socket slower for good, by two system calls a read: so
	 * a limit that has only been shortened, by the time that a connect took, is left to a
	 * background thread.
	 */
	private boolean mayRead(long limit) {
		if (Threads.isVirtual()) {
			return false;
		}
		boolean shortened = limit < this.timeoutLimit && limit > this.timeoutLimit / 2;
		return limit >= this.timeoutLimit || (!shortened && this.wire.boundsReads());
	}

	private ChannelFailure notWritten() {
		ChannelFailure death = this.vitals.failure();
		return new ChannelFailure(ChannelFailure.Kind.NOT_WRITTEN,
				(death != null) ? death.message() : "the connection broke", (death != null) ? death.cause() : null);
	}

	private void enqueue(Exchange exchange, long limit) {
		exchange.startedAt = this.lastUsed;
		exchange.limit = limit;
		this.queue.add(exchange);
	}

	private void readInBackground() {
		this.reader.readInBackground();
	}

	private void writeInBackground() {
		this.writer.writeInBackground();
	}

}
