package io.zcached.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

import io.zcached.client.protocol.Dialect;

/**
 * The current line: a request is everything up to the next {@code 0x03}, however many
 * reads it takes, whatever lengths are declared in it. Used by one thread.
 */
final class TerminatedConversation implements Conversation {

	/** Replies of one read leave together unless they are more than this. */
	private static final int MAX_UNSENT = 1024 * 1024;

	/** Room for requests up to this size is kept for the next ones. */
	private static final int MAX_KEPT = 64 * 1024;

	private final RequestProcessor processor;

	private final ByteArrayOutputStream replies = new ByteArrayOutputStream();

	private byte[] gathered = new byte[READ_SIZE];

	private int size;

	TerminatedConversation(RequestProcessor processor) {
		this.processor = processor;
	}

	@Override
	public void run(InputStream in, OutputStream out) throws IOException {
		byte[] buffer = new byte[READ_SIZE];
		for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
			if (this.size > MAX_GATHERED) {
				throw new ServerDeath("a request is over " + MAX_GATHERED + " bytes long");
			}
			int known = this.size;
			append(buffer, count);
			answer(known, out);
		}
	}

	private void append(byte[] bytes, int count) {
		if (this.size + count > this.gathered.length) {
			this.gathered = Arrays.copyOf(this.gathered, Math.max(this.size + count, 2 * this.gathered.length));
		}
		System.arraycopy(bytes, 0, this.gathered, this.size, count);
		this.size += count;
	}

	/**
	 * Answers each complete request; the first {@code known} bytes hold no terminator.
	 */
	private void answer(int known, OutputStream out) throws IOException {
		int start = 0;
		for (int i = known; i < this.size; i++) {
			if (this.gathered[i] == Dialect.TERMINATOR) {
				this.processor.process(this.gathered, start, i, this.replies);
				start = i + 1;
				send(MAX_UNSENT, out);
			}
		}
		send(0, out);
		if (start > 0 && start < this.size) {
			throw new ServerDeath("a read ended inside a request, " + (this.size - start)
					+ " bytes behind the end of a complete one, which corrupts a real server's memory");
		}
		if (start > 0) {
			this.size = 0;
			if (this.gathered.length > MAX_KEPT) {
				this.gathered = new byte[READ_SIZE];
			}
		}
	}

	private void send(int least, OutputStream out) throws IOException {
		if (this.replies.size() > least) {
			this.replies.writeTo(out);
			this.replies.reset();
		}
	}

}
