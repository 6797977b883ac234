package io.zcached.client;

import java.util.concurrent.atomic.AtomicReferenceArray;

import io.zcached.client.transport.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Settled exchanges with their buffers, for the next request of the same thread or
 * another. A slot is chosen by the thread, so that threads rarely meet. Thread safe.
 */
final class ExchangePool {

	private static final int SLOTS = 64;

	private final AtomicReferenceArray<@Nullable Exchange> slots = new AtomicReferenceArray<>(SLOTS);

	Exchange take() {
		int slot = ThreadSlot.of(SLOTS);
		Exchange exchange = (this.slots.get(slot) != null) ? this.slots.getAndSet(slot, null) : null;
		return (exchange != null) ? exchange : new Exchange();
	}

	/**
	 * Takes an exchange back.
	 * @param exchange one that no channel holds any more
	 */
	void give(Exchange exchange) {
		exchange.reset();
		this.slots.set(ThreadSlot.of(SLOTS), exchange);
	}

}
