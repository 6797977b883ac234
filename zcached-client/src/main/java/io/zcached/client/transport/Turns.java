package io.zcached.client.transport;

import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to read and to write on a channel. Guarded by the channel's lock. Two
 * promises: one reader and one writer at a time; and while an exchange waits, somebody
 * reads, is about to, or will when the write that is going on is done.
 */
final class Turns {

	/**
	 * So many unanswered bytes fit into any send buffer, so that writing them cannot
	 * block.
	 */
	static final int NEVER_BLOCKS = 8 * 1024;

	/** How many of the oldest exchanges are asked whether somebody can read for them. */
	private static final int MAX_CANDIDATES = 8;

	/** Threads that share a channel are not all served by each read. */
	private static final int COMPANY_LASTS = 16;

	private static final Object BACKGROUND = new Object();

	private static final Object MANUAL = new Object();

	private final ExchangeQueue queue;

	private final Runnable readInBackground;

	private final Runnable writeInBackground;

	/** Belongs to whoever has the turn to write. */
	private final WriteBatch outgoing = new WriteBatch();

	private final Gathering gathering = new Gathering();

	/** How many more reads without replies for other threads it takes to be alone. */
	private int company;

	/** An exchange, whose owner reads, or a marker. */
	private @Nullable Object reader;

	/** An exchange, whose owner writes, or a marker. */
	private @Nullable Object writer;

	/**
	 * Creates the turns of a channel.
	 * @param queue the channel's exchanges
	 * @param readInBackground makes a background thread the reader
	 * @param writeInBackground makes a background thread the writer
	 */
	Turns(ExchangeQueue queue, Runnable readInBackground, Runnable writeInBackground) {
		this.queue = queue;
		this.readInBackground = readInBackground;
		this.writeInBackground = writeInBackground;
	}

	WriteBatch outgoing() {
		return this.outgoing;
	}

	boolean isReadFree() {
		return this.reader == null;
	}

	boolean isWriteFree() {
		return this.writer == null;
	}

	/**
	 * Claims the turn to write for an owner who lets others queue their frames first, if
	 * there are others and that has been worth it.
	 * @param own the exchange whose owner asks
	 * @return whether the caller is to gather, and then to write
	 */
	boolean claimToGather(Exchange own) {
		if (this.writer != null || (this.queue.inFlight() == 0 && this.company == 0) || !this.queue.hasRoom()
				|| !this.gathering.decide(own.startedAt, this.queue.added())) {
			return false;
		}
		this.writer = own;
		return true;
	}

	/**
	 * Notes whether the last read brought replies for other threads, who may be about to
	 * send again.
	 */
	void company(boolean company) {
		this.company = company ? COMPANY_LASTS : Math.max(0, this.company - 1);
	}

	/**
	 * Takes or keeps the turn to write if there is something that may be written, and
	 * gives it up if not.
	 * @param own the exchange whose owner asks, {@code null} for a background thread
	 * @param mayBlock whether the caller may be blocked in a write
	 * @return whether the caller is to write {@link #outgoing()}
	 */
	boolean takeWrite(@Nullable Exchange own, boolean mayBlock) {
		if (!this.queue.hasRoom()) {
			this.writer = null;
			return false;
		}
		if (mayBlock || this.queue.isRoomWithin(NEVER_BLOCKS)) {
			this.outgoing.collect(this.queue, own, mayBlock ? Long.MAX_VALUE : NEVER_BLOCKS);
			this.writer = (own != null) ? own : BACKGROUND;
			return true;
		}
		passWrite();
		return false;
	}

	/** Passes the turn to write on to a background thread. */
	void passWrite() {
		this.writer = BACKGROUND;
		this.writeInBackground.run();
	}

	/** Makes the exchange's owner the reader if nobody is, or finds somebody who can. */
	void takeRead(Exchange exchange) {
		if (this.reader == null && exchange.leader == exchange && exchange.state() == Exchange.WAITING) {
			this.reader = exchange;
			exchange.state(Exchange.LEADING);
		}
		else {
			appointReader();
		}
	}

	/**
	 * Gives up the turn to read, and passes it on.
	 * @param own the exchange whose owner was reading, {@code null} for a background
	 * thread
	 */
	void releaseRead(@Nullable Exchange own) {
		if (this.reader == ((own != null) ? own : BACKGROUND)) {
			this.reader = null;
			appointReader();
		}
	}

	/**
	 * Takes the turn to read for somebody who reads by hand.
	 * @return whether nobody else reads, and nothing is in flight
	 */
	boolean takeManual() {
		if (this.reader != null || !this.queue.isEmpty()) {
			return false;
		}
		this.reader = MANUAL;
		return true;
	}

	void releaseManual() {
		if (this.reader == MANUAL) {
			this.reader = null;
			appointReader();
		}
	}

	boolean isManual() {
		return this.reader == MANUAL;
	}

	private void appointReader() {
		if (this.reader != null || this.queue.isEmpty()) {
			return;
		}
		int candidates = Math.min(MAX_CANDIDATES, this.queue.size());
		boolean writerWillRead = false;
		for (int i = 0; i < candidates; i++) {
			Exchange candidate = this.queue.at(i).leader;
			if (candidate == null || candidate.state() != Exchange.WAITING) {
				continue;
			}
			if (candidate != this.writer) {
				this.reader = candidate;
				candidate.state(Exchange.LEADING);
				LockSupport.unpark(candidate.owner);
				return;
			}
			writerWillRead = true;
		}
		if (!writerWillRead) {
			this.reader = BACKGROUND;
			this.readInBackground.run();
		}
	}

}
