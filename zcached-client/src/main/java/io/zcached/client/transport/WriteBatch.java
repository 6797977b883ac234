package io.zcached.client.transport;

import java.io.IOException;
import java.util.Arrays;

import io.zcached.client.protocol.Request;
import org.jspecify.annotations.Nullable;

/**
 * Frames that leave in one write. Belongs to whoever has the turn to write; frames of
 * others are copied, since their owners may use them again as soon as the reply has come.
 */
final class WriteBatch {

	/** Beyond this, the copy's buffer is not kept. */
	private static final int MAX_KEPT = 64 * 1024;

	private static final int INITIAL = 1024;

	private byte[] copies = new byte[INITIAL];

	private byte[] bytes = this.copies;

	private int offset;

	private int length;

	private boolean mayBlock;

	private long deadline;

	/** Whether so much is unanswered that the socket's buffer may be full. */
	boolean mayBlock() {
		return this.mayBlock;
	}

	/** When the last of the exchanges in it is due. */
	long deadline() {
		return this.deadline;
	}

	/**
	 * Moves what the window lets through into flight, the first exchange in any case.
	 * @param own the exchange of the writing thread; its frame, or those of its pipeline,
	 * are not copied if they go alone
	 * @param most unanswered bytes that it may come to
	 */
	void collect(ExchangeQueue queue, @Nullable Exchange own, long most) {
		Exchange first = queue.admit();
		this.deadline = first.deadline();
		if (own != null && (first == own || first.leader == own)) {
			this.bytes = first.request().bytes();
			this.offset = first.request().offset();
			this.length = first.request().length();
		}
		else {
			this.offset = 0;
			this.length = 0;
			copy(first.request());
		}
		for (Exchange next = queue.admitWithin(most); next != null; next = queue.admitWithin(most)) {
			append(next);
		}
		this.mayBlock = queue.unanswered() > Turns.NEVER_BLOCKS;
	}

	void writeTo(Wire wire) throws IOException {
		wire.write(this.bytes, this.offset, this.length);
		if (this.copies.length > MAX_KEPT) {
			this.copies = new byte[INITIAL];
		}
		this.bytes = this.copies;
	}

	private void append(Exchange exchange) {
		Request request = exchange.request();
		this.deadline = (exchange.deadline() - this.deadline > 0) ? exchange.deadline() : this.deadline;
		if (isBorrowed()) {
			if (request.bytes() == this.bytes && request.offset() == this.offset + this.length) {
				this.length += request.length();
				return;
			}
			stopBorrowing();
		}
		copy(request);
	}

	/** Whether the bytes are the writing thread's own, and not a copy. */
	private boolean isBorrowed() {
		return this.bytes != this.copies;
	}

	private void stopBorrowing() {
		reserve(this.length);
		System.arraycopy(this.bytes, this.offset, this.copies, 0, this.length);
		this.offset = 0;
	}

	private void copy(Request request) {
		reserve(this.length + request.length());
		System.arraycopy(request.bytes(), request.offset(), this.copies, this.length, request.length());
		this.length += request.length();
		this.bytes = this.copies;
	}

	private void reserve(int needed) {
		if (needed > this.copies.length) {
			this.copies = Arrays.copyOf(this.copies, Math.max(needed, 2 * this.copies.length));
		}
	}

}
