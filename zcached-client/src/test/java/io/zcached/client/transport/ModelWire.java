package io.zcached.client.transport;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

import io.zcached.client.protocol.CommandType;
import io.zcached.client.protocol.Dialect;
import io.zcached.client.protocol.RequestWriter;
import org.jspecify.annotations.Nullable;

/**
 * A wire and its server, small enough for a model checker and for stress tests: requests
 * are GETs of a key of one digit, answered at once with that digit as a number. A read
 * with a limit times out whatever has come, so that its caller leaves.
 */
final class ModelWire implements Wire {

	private static final int FRAME = request(0).request().length();

	private static final int KEY = FRAME - 4;

	private final byte[] keys = new byte[8];

	private int asked;

	private int answered;

	private boolean closed;

	/** A request that is answered with its number. */
	static Exchange request(int number) {
		Exchange exchange = new Exchange();
		RequestWriter.write(exchange.request(), Dialect.TERMINATED, CommandType.GET, Integer.toString(number));
		return exchange;
	}

	@Override
	public synchronized void write(byte[] bytes, int from, int count) throws IOException {
		if (this.closed) {
			throw new SocketException("Socket closed");
		}
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
		while (!this.closed && this.answered == this.asked) {
			awaitRequest();
		}
		if (this.closed) {
			throw new SocketException("Socket closed");
		}
		bytes[from] = ':';
		bytes[from + 1] = this.keys[this.answered++];
		bytes[from + 2] = '\r';
		bytes[from + 3] = '\n';
		bytes[from + 4] = Dialect.TERMINATOR;
		return 5;
	}

	private void awaitRequest() {
		try {
			wait();
		}
		catch (InterruptedException ex) {
			throw new AssertionError("nobody interrupts a model", ex);
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
