package io.zcached.client.transport;

import java.util.Arrays;

import io.zcached.client.protocol.MalformedReplyException;
import io.zcached.client.protocol.Printable;
import io.zcached.client.protocol.WireType;
import org.jspecify.annotations.Nullable;

/**
 * The replies that came with one read: decoded under no lock, given to their exchanges
 * under one. Belongs to whoever has the turn to read.
 */
final class ReplyBatch {

	private static final int MAX_REPLIES = 64;

	private static final @Nullable Thread[] NOBODY = {};

	private final WireType[] types = new WireType[MAX_REPLIES];

	private final @Nullable Object[] values = new Object[MAX_REPLIES];

	/**
	 * Made before anything is settled, so that nobody is forgotten for lack of memory.
	 */
	private @Nullable Thread[] otherOwners = NOBODY;

	private @Nullable Thread firstOwner;

	private int count;

	/** Found behind good replies, which are handed out first. */
	private @Nullable MalformedReplyException malformed;

	/**
	 * Takes the complete replies that have been read.
	 * @return whether there is one
	 * @throws MalformedReplyException if what comes next is no reply
	 */
	boolean take(ReplyStream replies) throws MalformedReplyException {
		if (this.malformed != null) {
			throw this.malformed;
		}
		this.count = 0;
		try {
			while (this.count < MAX_REPLIES && replies.next()) {
				this.types[this.count] = replies.type();
				this.values[this.count++] = replies.takeValue();
			}
		}
		catch (MalformedReplyException ex) {
			if (this.count == 0) {
				throw ex;
			}
			this.malformed = ex;
		}
		this.otherOwners = (this.count > 1) ? new Thread[this.count] : NOBODY;
		return this.count > 0;
	}

	/**
	 * Gives each reply to the exchange at the head of the queue, which it must fit.
	 * @throws MalformedReplyException if a reply answers no request, or another one
	 */
	void settle(ExchangeQueue queue, Environment environment) throws MalformedReplyException {
		Thread current = Thread.currentThread();
		for (int i = 0; i < this.count; i++) {
			Object value = this.values[i];
			this.values[i] = null;
			Exchange exchange = headFor(queue, this.types[i], value);
			Thread owner = exchange.owner;
			Runnable callback = exchange.callback;
			if (!exchange.isTombstone()) {
				exchange.settle(this.types[i], value);
				if (callback != null) {
					Undertaker.call(callback, environment);
				}
				else if (owner != null && owner != current) {
					wakeLater(owner, i);
				}
			}
		}
	}

	private void wakeLater(Thread owner, int index) {
		if (this.firstOwner == null) {
			this.firstOwner = owner;
		}
		else {
			this.otherOwners[index] = owner;
		}
	}

	/**
	 * Takes the first thread whose exchange has been settled.
	 * @return whom to wake
	 */
	@Nullable Thread takeFirstOwner() {
		Thread first = this.firstOwner;
		this.firstOwner = null;
		return first;
	}

	/**
	 * Takes the other threads whose exchanges have been settled.
	 * @return whom to wake, with gaps
	 */
	@Nullable Thread[] takeOtherOwners() {
		return this.otherOwners;
	}

	private static Exchange headFor(ExchangeQueue queue, WireType type, @Nullable Object value)
			throws MalformedReplyException {
		if (queue.inFlight() == 0) {
			throw new MalformedReplyException("the server sent a reply that answers no request");
		}
		Exchange exchange = queue.at(0);
		if (!exchange.fits(type, value)) {
			throw new MalformedReplyException("the reply to " + Printable.of(exchange.request().name()) + " is of type "
					+ type + ((type == WireType.ERROR) ? " '" + Printable.of(String.valueOf(value)) + "'" : "")
					+ " and does not answer it: replies and requests have come apart");
		}
		queue.poll();
		return exchange;
	}

}
