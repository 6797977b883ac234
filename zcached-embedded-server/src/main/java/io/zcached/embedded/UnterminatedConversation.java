package io.zcached.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * The 0.0.1 line: one read is one request, as far as there is a line feed in it; what
 * follows the request in the same read is dropped. Bytes without a line feed stay and
 * come before the next read's. Used by one thread.
 */
final class UnterminatedConversation implements Conversation {

	private final RequestProcessor processor;

	/** At least as large as the limit; behind the limit it is spare room. */
	private byte[] buffer = new byte[READ_SIZE];

	/** How far reads may fill the buffer: a read that gets there moves it on for good. */
	private int limit = READ_SIZE;

	/** How many bytes at the start of the buffer wait for a line feed. */
	private int waiting;

	UnterminatedConversation(RequestProcessor processor) {
		this.processor = processor;
	}

	@Override
	public void run(InputStream in, OutputStream out) throws IOException {
		for (int count = read(in); count >= 0; count = read(in)) {
			int size = this.waiting + count;
			if (size == this.limit) {
				grow();
			}
			if (hasLineFeed(this.waiting, size)) {
				this.waiting = 0;
				answer(size, out);
			}
			else {
				this.waiting = size;
			}
		}
	}

	private int read(InputStream in) throws IOException {
		return in.read(this.buffer, this.waiting, this.limit - this.waiting);
	}

	private void grow() {
		this.limit += READ_SIZE;
		if (this.limit > MAX_GATHERED) {
			throw new ServerDeath("more than " + MAX_GATHERED + " bytes came in one read or without a line feed");
		}
		if (this.limit > this.buffer.length) {
			this.buffer = Arrays.copyOf(this.buffer, 2 * this.limit);
		}
	}

	private boolean hasLineFeed(int from, int to) {
		for (int i = from; i < to; i++) {
			if (this.buffer[i] == '\n') {
				return true;
			}
		}
		return false;
	}

	private void answer(int size, OutputStream out) throws IOException {
		ByteArrayOutputStream reply = new ByteArrayOutputStream();
		try {
			this.processor.process(this.buffer, 0, size, reply);
		}
		finally {
			reply.writeTo(out);
		}
	}

}
