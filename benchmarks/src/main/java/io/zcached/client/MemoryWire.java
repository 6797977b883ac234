package io.zcached.client;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.transport.Wire;
import org.jspecify.annotations.Nullable;

/**
 * A wire in memory that answers every frame of the terminated dialect at once and alike,
 * but for the first, which is the handshake's PING. Costs little more than copying the
 * reply.
 */
final class MemoryWire implements Wire {

	private static final byte[] PONG = "+PONG\r\n\u0003".getBytes(StandardCharsets.ISO_8859_1);

	private final byte[] reply;

	/** What is being answered with; guarded by this, as all that follows. */
	private byte[] current = PONG;

	/** Bytes of the current reply that have been read. */
	private int position;

	/** Bytes that have been answered and not read. */
	private int unread;

	/** Whether the reader waits: waking nobody is dear too. */
	private boolean waiting;

	private boolean closed;

	MemoryWire(String reply) {
		this.reply = reply.getBytes(StandardCharsets.ISO_8859_1);
	}

	@Override
	public synchronized void write(byte[] bytes, int from, int count) throws IOException {
		checkOpen();
		for (int i = from; i < from + count; i++) {
			if (bytes[i] == Dialect.TERMINATOR) {
				this.unread += this.current.length;
			}
		}
		if (this.waiting) {
			notifyAll();
		}
	}

	@Override
	public synchronized int read(byte[] bytes, int from, int count, long limit) throws IOException {
		awaitUnread(limit);
		int read = 0;
		while (read < count && this.unread > 0) {
			int some = Math.min(Math.min(count - read, this.unread), this.current.length - this.position);
			System.arraycopy(this.current, this.position, bytes, from + read, some);
			read += some;
			this.unread -= some;
			this.position += some;
			if (this.position == this.current.length) {
				this.position = 0;
				this.current = this.reply;
			}
		}
		return read;
	}

	private void awaitUnread(long limit) throws IOException {
		long deadline = System.nanoTime() + limit;
		while (this.unread == 0) {
			checkOpen();
			long left = deadline - System.nanoTime();
			if (limit > 0 && left <= 0) {
				throw new SocketTimeoutException("Read timed out");
			}
			this.waiting = true;
			try {
				wait((limit > 0) ? TimeUnit.NANOSECONDS.toMillis(left) + 1 : 0);
			}
			catch (InterruptedException ex) {
				throw new SocketException("interrupted");
			}
			finally {
				this.waiting = false;
			}
		}
	}

	private void checkOpen() throws SocketException {
		if (this.closed) {
			throw new SocketException("Socket closed");
		}
	}

	@Override
	public boolean boundsReads() {
		return true;
	}

	@Override
	public synchronized int available() throws IOException {
		checkOpen();
		return this.unread;
	}

	@Override
	public void acknowledge() {
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		notifyAll();
	}

	@Override
	public @Nullable Socket socket() {
		return null;
	}

}
