package io.zcached.client;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

import io.zcached.client.transport.Exchange;

/**
 * Exchanges of one pipeline, whose frames follow one another in one buffer; kept for the
 * next pipeline. Not thread safe.
 */
final class Pipeline extends AbstractList<Exchange> {

	/** A longer pipeline is not kept. */
	private static final int MAX_KEPT = 1024;

	private final List<Exchange> exchanges = new ArrayList<>();

	private int size;

	/** Appends an exchange, to be encoded before the next is appended. */
	Exchange next() {
		if (this.size == this.exchanges.size()) {
			this.exchanges.add((this.size == 0) ? new Exchange() : new Exchange(this.exchanges.get(0)));
		}
		return this.exchanges.get(this.size++);
	}

	@Override
	public Exchange get(int index) {
		return this.exchanges.get(index);
	}

	@Override
	public int size() {
		return this.size;
	}

	boolean isKept() {
		return this.exchanges.size() <= MAX_KEPT;
	}

	/** Empties it, once no channel holds any of its exchanges. */
	void reset() {
		for (int i = 0; i < this.size; i++) {
			this.exchanges.get(i).reset();
		}
		this.size = 0;
	}

}
