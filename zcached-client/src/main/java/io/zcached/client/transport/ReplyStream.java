package io.zcached.client.transport;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Arrays;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.protocol.MalformedReplyException;
import io.zcached.client.protocol.Printable;
import io.zcached.client.protocol.ReplyReader;
import io.zcached.client.protocol.WireType;
import org.jspecify.annotations.Nullable;

/**
 * Replies out of a wire. Whoever holds the channel's read side uses it, nobody else.
 */
final class ReplyStream {

	/** A larger buffer grows only by what a reply needs. */
	private static final int ROOMY = 64 * 1024;

	/** After so many replies that did not need it, a larger buffer is given back. */
	private static final int FORGET_AFTER = 1024;

	private final Wire wire;

	private final ReplyReader reader;

	private final int initialSize;

	private byte[] buffer;

	/** Whether the last read filled the buffer. */
	private boolean full;

	/** Replies since a large buffer was last needed. */
	private int unneeded;

	private int from;

	private int to;

	/**
	 * Whether the first reply is still to come: the first one after a TLS handshake
	 * suffers a delayed ACK.
	 */
	private boolean first = true;

	ReplyStream(Wire wire, Dialect dialect, int bufferSize) {
		this.wire = wire;
		this.reader = new ReplyReader(dialect);
		this.initialSize = bufferSize;
		this.buffer = new byte[bufferSize];
	}

	/**
	 * Takes the next reply out of what has been read.
	 * @return whether there was a complete one
	 */
	boolean next() throws MalformedReplyException {
		if (this.from == this.to && !this.reader.isInsideReply()) {
			return false;
		}
		boolean complete = this.reader.read(this.buffer, this.from, this.to);
		this.from = this.reader.position();
		if (this.from == this.to) {
			this.from = 0;
			this.to = 0;
			if (this.buffer.length > ROOMY && complete && ++this.unneeded > FORGET_AFTER) {
				this.buffer = new byte[this.initialSize];
			}
		}
		return complete;
	}

	WireType type() {
		return this.reader.type();
	}

	@Nullable Object takeValue() {
		return this.reader.takeValue();
	}

	/** Whether nothing has been read that has not been answered for. */
	boolean isEmpty() {
		return this.from == this.to && !this.reader.isInsideReply();
	}

	/**
	 * Reads more, waiting for it.
	 * @param limit nanoseconds, 0 for no limit
	 */
	void fill(long limit) throws IOException {
		if (this.first || !isEmpty()) {
			this.wire.acknowledge();
			this.first = false;
		}
		makeRoom();
		int count = this.wire.read(this.buffer, this.to, this.buffer.length - this.to, limit);
		if (count < 0) {
			throw new EOFException(isEmpty() ? "the server closed the connection"
					: "the server closed the connection inside a reply, of which " + (this.to - this.from)
							+ " bytes had come and were not complete");
		}
		this.full = this.to + count == this.buffer.length;
		this.to += count;
		if (this.to > ROOMY) {
			this.unneeded = 0;
		}
	}

	/**
	 * Looks, without waiting, whether something has come although nothing was asked.
	 * @return what has come, {@code null} if nothing has: an error line is quoted,
	 * anything else may be a value
	 */
	@Nullable ChannelFailure surplus() throws IOException {
		if (this.wire.available() > 0) {
			try {
				fill(1);
			}
			catch (SocketTimeoutException ex) {
				// What had arrived was TLS's own.
			}
		}
		if (isEmpty()) {
			return null;
		}
		boolean error = this.from < this.to && this.buffer[this.from] == '-';
		String what = error ? "'" + Printable.of(this.buffer, this.from, this.to) + "'"
				: (this.to - this.from) + " bytes";
		return new ChannelFailure(ChannelFailure.Kind.PROTOCOL,
				"the server sent " + what + " although nothing was asked", null);
	}

	/**
	 * Takes bytes as they are, without waiting.
	 * @param most how many at most
	 * @return the bytes, {@code null} if there are none
	 */
	byte @Nullable [] takeBytes(int most) throws IOException {
		if (this.from == this.to) {
			try {
				makeRoom();
				int count = this.wire.read(this.buffer, this.to, this.buffer.length - this.to, 1);
				if (count < 0) {
					throw new EOFException("the server closed the connection");
				}
				this.to += count;
			}
			catch (SocketTimeoutException ex) {
				return null;
			}
		}
		byte[] result = Arrays.copyOfRange(this.buffer, this.from, Math.min(this.to, this.from + most));
		this.from += result.length;
		return result;
	}

	/**
	 * A buffer that one read has filled is too small for what comes, up to a limit; one
	 * that a reply fills must grow.
	 */
	private void makeRoom() {
		if (this.full && this.buffer.length < ROOMY) {
			this.buffer = Arrays.copyOf(this.buffer, 2 * this.buffer.length);
		}
		this.full = false;
		if (this.to < this.buffer.length) {
			return;
		}
		if (this.from > 0) {
			System.arraycopy(this.buffer, this.from, this.buffer, 0, this.to - this.from);
			this.to -= this.from;
			this.from = 0;
		}
		if (this.to > this.buffer.length / 2) {
			this.buffer = Arrays.copyOf(this.buffer, (int) Math.min(2L * this.buffer.length, Integer.MAX_VALUE - 8));
		}
	}

}
