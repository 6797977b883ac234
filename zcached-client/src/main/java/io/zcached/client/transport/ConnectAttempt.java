package io.zcached.client.transport;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * One attempt to connect, with its deadline. {@link #abort()} closes the socket that is
 * being opened, from any thread; none is opened after it. Thread safe.
 */
public final class ConnectAttempt {

	private final String host;

	private final int port;

	private final LongSupplier clock;

	private final long deadline;

	private volatile boolean aborted;

	private volatile @Nullable Closeable socket;

	/**
	 * Creates an attempt.
	 * @param host the server's name or address
	 * @param port the server's port
	 * @param clock nanoseconds
	 * @param limit nanoseconds that the attempt may take from now on
	 */
	public ConnectAttempt(String host, int port, LongSupplier clock, long limit) {
		this.host = host;
		this.port = port;
		this.clock = clock;
		this.deadline = clock.getAsLong() + limit;
	}

	/**
	 * The server's name or address.
	 * @return the host, as it was configured
	 */
	public String host() {
		return this.host;
	}

	/**
	 * The server's port.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	/**
	 * The time that is left.
	 * @return nanoseconds, at least one
	 * @throws SocketTimeoutException if none is left
	 */
	public long remaining() throws SocketTimeoutException {
		long remaining = this.deadline - this.clock.getAsLong();
		if (remaining <= 0) {
			throw new SocketTimeoutException("the connect timeout has passed");
		}
		return remaining;
	}

	/**
	 * Whether no time is left.
	 * @return whether the deadline has passed
	 */
	public boolean isOver() {
		return this.deadline - this.clock.getAsLong() <= 0;
	}

	/**
	 * Hands over what {@link #abort()} is to close.
	 * @param opening the socket or wire that is being opened
	 * @throws IOException if the attempt was aborted already; the socket is closed then
	 */
	void opening(Closeable opening) throws IOException {
		this.socket = opening;
		if (this.aborted) {
			opening.close();
			throw new IOException("the connection was closed while it was being opened");
		}
	}

	/**
	 * Hands over the wire on which the handshake comes next.
	 * @param wire the open wire
	 * @throws IOException if the attempt was aborted already; the wire is closed then
	 */
	public void opened(Wire wire) throws IOException {
		opening(wire::close);
	}

	/**
	 * Closes what is being opened, and lets nothing more be opened. Idempotent, never
	 * blocks.
	 */
	public void abort() {
		this.aborted = true;
		abortSocket();
	}

	/** Closes what is being opened. */
	void abortSocket() {
		Closeable opening = this.socket;
		if (opening != null) {
			try {
				opening.close();
			}
			catch (IOException ex) {
				// A socket that cannot be closed is as good as closed.
			}
		}
	}

	/**
	 * Whether the attempt was aborted.
	 * @return whether it was
	 */
	public boolean isAborted() {
		return this.aborted;
	}

}
