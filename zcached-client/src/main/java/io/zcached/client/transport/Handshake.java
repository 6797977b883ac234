package io.zcached.client.transport;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLException;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.protocol.Printable;
import org.jspecify.annotations.Nullable;

/**
 * The first exchange on a new wire: one PING, which proves that the server serves this
 * connection, and by which the dialect shows. A terminated server sends its terminator
 * with the PONG; an unterminated one sends none, and passes over the one that was sent to
 * it, which a second PING proves.
 */
public final class Handshake {

	/** How long the terminator may stay behind the PONG, in nanoseconds. */
	static final long GRACE = TimeUnit.MILLISECONDS.toNanos(100);

	private static final long NO_LIMIT = 0;

	private static final byte[] PING = "*1\r\n$4\r\nPING\r\n\u0003".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] PONG = "+PONG\r\n".getBytes(StandardCharsets.US_ASCII);

	private final Wire wire;

	private final ConnectAttempt attempt;

	private final byte[] buffer = new byte[256];

	private int count;

	private Handshake(Wire wire, ConnectAttempt attempt) {
		this.wire = wire;
		this.attempt = attempt;
	}

	/**
	 * Performs the handshake.
	 * @param wire the new wire
	 * @param pinned the dialect that the server is known to speak, {@code null} to find
	 * out
	 * @param attempt the deadline
	 * @param timer ends the handshake at the deadline
	 * @return the server's dialect
	 * @throws IOException if the server does not serve this connection, is no zcached, or
	 * takes too long
	 */
	public static Dialect perform(Wire wire, @Nullable Dialect pinned, ConnectAttempt attempt, Timer timer)
			throws IOException {
		Runnable cancel = timer.schedule(wire::close, attempt.remaining());
		try {
			return new Handshake(wire, attempt).perform(pinned);
		}
		finally {
			cancel.run();
		}
	}

	private Dialect perform(@Nullable Dialect pinned) throws IOException {
		boolean terminator = pinned == null || pinned.hasTerminator();
		ping(terminator);
		if (pinned != null) {
			readPong(terminator);
			return pinned;
		}
		readPong(false);
		if (this.count > PONG.length || readWithin(GRACE)) {
			if (this.count > PONG.length + 1 || this.buffer[PONG.length] != Dialect.TERMINATOR) {
				throw unexpected();
			}
			return Dialect.TERMINATED;
		}
		ping(false);
		readPong(false);
		if (this.count > PONG.length) {
			throw unexpected();
		}
		return Dialect.UNTERMINATED;
	}

	private void ping(boolean terminator) throws IOException {
		this.count = 0;
		try {
			this.wire.write(PING, 0, terminator ? PING.length : PING.length - 1);
		}
		catch (IOException ex) {
			throw refusedAtOnce(ex);
		}
	}

	private void readPong(boolean terminator) throws IOException {
		int expected = terminator ? PONG.length + 1 : PONG.length;
		while (this.count < expected) {
			read(NO_LIMIT);
			int known = Math.min(this.count, PONG.length);
			if (Arrays.mismatch(this.buffer, 0, known, PONG, 0, known) >= 0) {
				readLine();
				throw unexpected();
			}
		}
		if (terminator && (this.count > expected || this.buffer[PONG.length] != Dialect.TERMINATOR)) {
			throw unexpected();
		}
	}

	/** Reads on until the line ends, so that the error can show what the server said. */
	private void readLine() throws IOException {
		try {
			while (this.count < this.buffer.length && this.buffer[this.count - 1] != '\n'
					&& this.buffer[this.count - 1] != Dialect.TERMINATOR && readWithin(GRACE)) {
				continue;
			}
		}
		catch (IOException ex) {
			// What has been read so far is all there is to show.
		}
	}

	private boolean readWithin(long limit) throws IOException {
		try {
			read(Math.min(limit, this.attempt.remaining()));
			return true;
		}
		catch (SocketTimeoutException ex) {
			this.attempt.remaining();
			return false;
		}
	}

	/**
	 * A single read with a limit makes the JDK's socket slower for good, by two system
	 * calls a read; so the timer closes the wire at the deadline instead.
	 */
	private void read(long limit) throws IOException {
		int read;
		try {
			read = this.wire.read(this.buffer, this.count, this.buffer.length - this.count, limit);
		}
		catch (IOException ex) {
			if (ex instanceof SocketTimeoutException || this.attempt.isOver()) {
				throw new SocketTimeoutException("the server accepted the connection, but did not answer PING in time");
			}
			throw (this.count == 0) ? refusedAtOnce(ex) : ex;
		}
		if (read < 0) {
			throw (this.count == 0) ? refusedAtOnce(null)
					: new IOException("the server closed the connection inside its first reply '" + seen() + "'");
		}
		this.count += read;
	}

	private static IOException refusedAtOnce(@Nullable IOException cause) {
		if (cause instanceof SSLException refusal) {
			return new TlsHandshakeException(refusal);
		}
		return new ConnectionRefusedByServerException("the server accepted the connection and closed it at once: "
				+ "this client is not whitelisted, or the server has reached max_clients, or it speaks TLS "
				+ "or wants a client certificate", cause);
	}

	private IOException unexpected() {
		String text = new String(this.buffer, 0, this.count, StandardCharsets.ISO_8859_1);
		String seen = "'" + seen() + "'";
		if ((text.startsWith("-NOAUTH") && !text.startsWith("-NOAUTH Authentication"))
				|| text.startsWith("-ERR not whitelisted") || text.startsWith("-ERR max number of clients")) {
			return new ConnectionRefusedByServerException("the server refused the connection with " + seen
					+ ": this client is not whitelisted, or the server has reached max_clients", null);
		}
		String guess = text
			.startsWith("HTTP/")
					? "an HTTP server"
					: text.startsWith("SSH-") ? "an SSH server"
							: (this.count > 1 && this.buffer[0] == 0x15 && this.buffer[1] == 0x03)
									? "a server that speaks TLS (configure TLS)"
									: (text.startsWith("-ERR unknown command")
											|| text.startsWith("-NOAUTH Authentication") || text.startsWith("-DENIED"))
													? "a Redis server" : "no zcached server";
		return new IOException("the server answered PING with " + seen + ": it is " + guess + "; check host and port");
	}

	private String seen() {
		return Printable.of(this.buffer, 0, this.count);
	}

}
