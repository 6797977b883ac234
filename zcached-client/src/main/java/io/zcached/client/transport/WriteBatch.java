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

	int length() {
		return this.length;
	}

	/**
	 * Moves what the window lets through into flight, the first exchange in any case.
	 * @param own the exchange of the writing thread, whose frame is not copied if it goes
	 * alone
	 * @param most unanswered bytes that it may come to
	 */
	void collect(ExchangeQueue queue, @Nullable Exchange own, long most) {
		Exchange first = queue.admit();
		if (first == own && !(queue.hasRoom() && queue.isRoomWithin(most))) {
			this.bytes = first.request().bytes();
			this.offset = first.request().offset();
			this.length = first.request().length();
			return;
		}
		this.offset = 0;
		this.length = 0;
		copy(first.request());
		while (queue.hasRoom() && queue.isRoomWithin(most)) {
			copy(queue.admit().request());
		}
		this.bytes = this.copies;
	}

	void writeTo(Wire wire) throws IOException {
		wire.write(this.bytes, this.offset, this.length);
		if (this.copies.length > MAX_KEPT) {
			this.copies = new byte[INITIAL];
		}
		this.bytes = this.copies;
	}

	private void copy(Request request) {
		int needed = this.length + request.length();
		if (needed > this.copies.length) {
			this.copies = Arrays.copyOf(this.copies, Math.max(needed, 2 * this.copies.length));
		}
		System.arraycopy(request.bytes(), request.offset(), this.copies, this.length, request.length());
		this.length = needed;
	}

}
