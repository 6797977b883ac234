package io.zcached.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A socket and nothing else: writes bytes, reads bytes.
 */
final class RawClient implements AutoCloseable {

	private static final int PATIENCE_MILLIS = 10_000;

	private final Socket socket;

	RawClient(EmbeddedZcachedServer server) throws IOException {
		this.socket = new Socket(InetAddress.getByName(server.address()), server.port());
		this.socket.setTcpNoDelay(true);
		this.socket.setSoTimeout(PATIENCE_MILLIS);
	}

	RawClient send(byte[] bytes) throws IOException {
		this.socket.getOutputStream().write(bytes);
		return this;
	}

	/**
	 * Sends text in the notation of {@link Wire#lines}.
	 */
	RawClient send(String text) throws IOException {
		return send(Wire.lines(text));
	}

	/**
	 * Reads that many bytes, fewer only if the stream ends.
	 */
	byte[] receive(int count) throws IOException {
		return this.socket.getInputStream().readNBytes(count);
	}

	/**
	 * Reads as many bytes as the expected text has; returns them in the same notation.
	 */
	String receiveLike(String expected) throws IOException {
		return Wire.text(receive(Wire.lines(expected).length)).replace("\\r\\n", "|");
	}

	/**
	 * Everything up to the end of the stream.
	 */
	String receiveToEnd() throws IOException {
		return Wire.text(this.socket.getInputStream().readAllBytes()).replace("\\r\\n", "|");
	}

	/**
	 * Whether nothing comes for a moment.
	 */
	boolean isSilent() throws IOException {
		this.socket.setSoTimeout(100);
		try {
			return this.socket.getInputStream().read() == Integer.MIN_VALUE;
		}
		catch (SocketTimeoutException ex) {
			return true;
		}
		finally {
			this.socket.setSoTimeout(PATIENCE_MILLIS);
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
