package io.zcached.client.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketOption;
import java.util.concurrent.TimeUnit;

import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * A wire over a socket, plain or with TLS layered over it. The plain socket is kept:
 * closing it frees a blocked reader and writer at once, while closing a TLS socket hangs
 * behind a blocked writer. A plain {@code Socket}, never a {@code SocketChannel}, which
 * an interrupt closes for all.
 */
final class SocketWire implements Wire {

	private static final long MAX_MILLIS = Integer.MAX_VALUE;

	/** Linux only; {@code null} where the platform has no such option. */
	private final @Nullable SocketOption<Boolean> quickAck;

	private final Socket plain;

	private final Socket socket;

	private final InputStream in;

	private final OutputStream out;

	/** The time limit that the socket has; only the reader touches it. */
	private int soTimeout;

	SocketWire(Socket plain, Socket socket) throws IOException {
		this.plain = plain;
		this.socket = socket;
		this.in = socket.getInputStream();
		this.out = socket.getOutputStream();
		this.soTimeout = socket.getSoTimeout();
		this.quickAck = plain.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)
				? ExtendedSocketOptions.TCP_QUICKACK : null;
	}

	@Override
	public void write(byte[] bytes, int from, int count) throws IOException {
		this.out.write(bytes, from, count);
	}

	@Override
	public int read(byte[] bytes, int from, int count, long limit) throws IOException {
		int millis = (limit == 0) ? 0 : (int) Math.min(MAX_MILLIS, TimeUnit.NANOSECONDS.toMillis(limit) + 1);
		if (millis != this.soTimeout) {
			this.socket.setSoTimeout(millis);
			this.soTimeout = millis;
		}
		return this.in.read(bytes, from, count);
	}

	@Override
	public boolean boundsReads() {
		return this.socket == this.plain;
	}

	@Override
	public int available() throws IOException {
		int readable = this.in.available();
		return (readable > 0 || this.socket == this.plain) ? readable : this.plain.getInputStream().available();
	}

	@Override
	public void acknowledge() {
		if (this.quickAck != null) {
			try {
				this.plain.setOption(this.quickAck, true);
			}
			catch (IOException | UnsupportedOperationException ex) {
				// Only speed is lost; a broken socket shows itself at the next read.
			}
		}
	}

	@Override
	public void close() {
		try {
			this.plain.close();
		}
		catch (IOException ex) {
			// A socket that cannot be closed is as good as closed.
		}
	}

	@Override
	public Socket socket() {
		return this.socket;
	}

}
