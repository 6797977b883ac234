package io.zcached.client.transport;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The exchanges of a channel in order: first those in flight, which have been handed to
 * the writer and count against the window, then those that wait for room. Guarded by the
 * channel's lock.
 */
final class ExchangeQueue {

	private final long window;

	/** A ring whose length is a power of two. */
	private @Nullable Exchange[] ring = new Exchange[16];

	private int head;

	private int size;

	private int inFlight;

	private long added;

	/** Bytes of the exchanges in flight. */
	private long unanswered;

	/**
	 * Creates a queue.
	 * @param window bytes that may be in flight; a larger frame goes alone
	 */
	ExchangeQueue(long window) {
		this.window = window;
	}

	/** How many exchanges have been queued in all. */
	long added() {
		return this.added;
	}

	int size() {
		return this.size;
	}

	int inFlight() {
		return this.inFlight;
	}

	/** Bytes of the exchanges in flight. */
	long unanswered() {
		return this.unanswered;
	}

	boolean isEmpty() {
		return this.size == 0;
	}

	@Nullable Exchange peek() {
		return (this.size > 0) ? at(0) : null;
	}

	Exchange at(int index) {
		return Objects.requireNonNull(this.ring[(this.head + index) & (this.ring.length - 1)]);
	}

	void add(Exchange exchange) {
		if (this.size == this.ring.length) {
			grow();
		}
		this.ring[(this.head + this.size) & (this.ring.length - 1)] = exchange;
		this.size++;
		this.added++;
	}

	/**
	 * Whether the first exchange that waits may go: there is room, or nothing else is in
	 * flight.
	 */
	boolean hasRoom() {
		return this.inFlight < this.size
				&& (this.unanswered == 0 || this.unanswered + at(this.inFlight).request().length() <= this.window);
	}

	/**
	 * Whether the first exchange that waits would leave so many bytes unanswered at most.
	 */
	boolean isRoomWithin(long bytes) {
		return this.unanswered + at(this.inFlight).request().length() <= bytes;
	}

	/** Moves the first exchange that waits into flight. */
	Exchange admit() {
		Exchange exchange = at(this.inFlight++);
		this.unanswered += exchange.request().length();
		return exchange;
	}

	/**
	 * Moves the first exchange that waits into flight if there is room, and no more than
	 * so many bytes are unanswered then.
	 * @return the exchange, {@code null} if it has to wait
	 */
	@Nullable Exchange admitWithin(long bytes) {
		return (hasRoom() && isRoomWithin(bytes)) ? admit() : null;
	}

	/** Removes the oldest, which has been answered. */
	Exchange poll() {
		Exchange exchange = at(0);
		this.ring[this.head] = null;
		this.head = (this.head + 1) & (this.ring.length - 1);
		this.size--;
		if (this.inFlight > 0) {
			this.inFlight--;
			this.unanswered -= exchange.request().length();
		}
		return exchange;
	}

	/** Removes those tombstones that still wait for room: nothing of them was written. */
	void removeUnsentTombstones() {
		int mask = this.ring.length - 1;
		int kept = this.inFlight;
		for (int i = this.inFlight; i < this.size; i++) {
			Exchange exchange = at(i);
			if (!exchange.isTombstone()) {
				this.ring[(this.head + kept++) & mask] = exchange;
			}
		}
		for (int i = kept; i < this.size; i++) {
			this.ring[(this.head + i) & mask] = null;
		}
		this.size = kept;
	}

	private void grow() {
		@Nullable Exchange[] larger = new Exchange[2 * this.ring.length];
		for (int i = 0; i < this.size; i++) {
			larger[i] = at(i);
		}
		this.ring = larger;
		this.head = 0;
	}

}
