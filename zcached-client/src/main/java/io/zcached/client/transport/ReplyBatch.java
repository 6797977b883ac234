package io.zcached.client.transport;

import java.util.Arrays;
import java.util.concurrent.Executor;

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

	private static final Thread[] NOBODY = {};

	private final WireType[] types = new WireType[MAX_REPLIES];

	private final @Nullable Object[] values = new Object[MAX_REPLIES];

	private final Thread[] owners = new Thread[MAX_REPLIES];

	private int count;

	private int ownerCount;

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
		return this.count > 0;
	}

	/**
	 * Gives each reply to the exchange at the head of the queue, which it must fit.
	 * @throws MalformedReplyException if a reply answers no request, or another one
	 */
	void settle(ExchangeQueue queue, Executor executor) throws MalformedReplyException {
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
					Undertaker.call(callback, executor);
				}
				else if (owner != null && owner != current) {
					this.owners[this.ownerCount++] = owner;
				}
			}
		}
	}

	/** How many replies it holds. */
	int size() {
		return this.count;
	}

	/**
	 * Takes the threads whose exchanges have been settled.
	 * @return whom to wake
	 */
	Thread[] takeOwners() {
		if (this.ownerCount == 0) {
			return NOBODY;
		}
		Thread[] result = Arrays.copyOf(this.owners, this.ownerCount);
		this.ownerCount = 0;
		return result;
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
