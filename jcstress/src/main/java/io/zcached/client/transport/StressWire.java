package io.zcached.client.transport;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

import io.zcached.client.protocol.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * A wire and its server in a few bytes: a GET of a key of one digit is answered at once
 * with that digit as a number. A read with a limit times out whatever has come, so that
 * its caller leaves.
 */
final class StressWire implements Wire {

	private static final int FRAME = Stressed.request(0).request().length();

	private static final int KEY = FRAME - 4;

	private final byte[] keys = new byte[8];

	private int asked;

	private int answered;

	private boolean closed;

	@Override
	public synchronized void write(byte[] bytes, int from, int count) throws IOException {
		check();
		for (int frame = from; frame < from + count; frame += FRAME) {
			this.keys[this.asked++] = bytes[frame + KEY];
		}
		notifyAll();
	}

	@Override
	public synchronized int read(byte[] bytes, int from, int count, long limit) throws IOException {
		if (limit > 0) {
			throw new SocketTimeoutException("Read timed out");
		}
		while (this.answered == this.asked && !this.closed) {
			awaitChange();
		}
		check();
		bytes[from] = ':';
		bytes[from + 1] = this.keys[this.answered++];
		bytes[from + 2] = '\r';
		bytes[from + 3] = '\n';
		bytes[from + 4] = Dialect.TERMINATOR;
		return 5;
	}

	private void check() throws SocketException {
		if (this.closed) {
			throw new SocketException("Socket closed");
		}
	}

	private void awaitChange() {
		try {
			wait();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("nobody interrupts", ex);
		}
	}

	@Override
	public boolean boundsReads() {
		return true;
	}

	@Override
	public int available() {
		return 0;
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
