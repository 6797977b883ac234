package io.zcached.testcontainers;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import javax.net.SocketFactory;

/**
 * One PING over a socket of its own, which servers of both lines answer. A connection of
 * the client would report in the log each time that the server is not ready yet.
 */
final class PingProbe {

	private static final byte[] PING = "*1\r\n$4\r\nPING\r\n\u0003".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] PONG = "+PONG\r\n".getBytes(StandardCharsets.US_ASCII);

	private static final int LIMIT_MILLIS = 2000;

	private final SocketFactory sockets;

	PingProbe(SocketFactory sockets) {
		this.sockets = sockets;
	}

	/**
	 * Sends one PING, and waits for each step of that for two seconds.
	 * @param host the host
	 * @param port the port
	 * @throws IOException if no zcached server answers there
	 */
	void ping(String host, int port) throws IOException {
		try (Socket socket = this.sockets.createSocket()) {
			socket.connect(new InetSocketAddress(host, port), LIMIT_MILLIS);
			socket.setSoTimeout(LIMIT_MILLIS);
			socket.getOutputStream().write(PING);
			byte[] answer = socket.getInputStream().readNBytes(PONG.length);
			if (answer.length == 0) {
				throw new EOFException("it closed the connection without an answer");
			}
			if (!Arrays.equals(answer, PONG)) {
				throw new IOException("what answered is no zcached server");
			}
		}
	}

}
