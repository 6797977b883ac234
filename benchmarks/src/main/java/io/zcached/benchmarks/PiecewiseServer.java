package io.zcached.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Writes replies as a real zcached server does: in pieces of 4096 bytes, under Nagle's
 * algorithm, which holds a small last piece back until the one before is acknowledged;
 * clients that leave that to their kernel wait 44 ms for it. Every GET is answered with 8
 * KB.
 */
final class PiecewiseServer implements AutoCloseable {

	private static final int PIECE = 4096;

	private static final int VALUE = 8 * 1024;

	private final ServerSocket listener;

	PiecewiseServer() throws IOException {
		this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		start(this::accept);
	}

	int port() {
		return this.listener.getLocalPort();
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
	}

	private void accept() throws IOException {
		while (true) {
			Socket socket = this.listener.accept();
			start(() -> serve(socket));
		}
	}

	private void serve(Socket socket) throws IOException {
		byte[] value = ("$" + VALUE + "\r\n" + "v".repeat(VALUE) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
		try (socket) {
			InputStream in = new BufferedInputStream(socket.getInputStream());
			while (true) {
				String name = request(in);
				byte[] reply = switch (name) {
					case "GET" -> value;
					case "PING" -> "+PONG\r\n".getBytes(StandardCharsets.ISO_8859_1);
					case "SET" -> "+OK\r\n".getBytes(StandardCharsets.ISO_8859_1);
					default -> ("-ERR unknown command '" + name + "'\r\n").getBytes(StandardCharsets.ISO_8859_1);
				};
				OutputStream out = socket.getOutputStream();
				for (int from = 0; from < reply.length; from += PIECE) {
					out.write(reply, from, Math.min(PIECE, reply.length - from));
				}
			}
		}
	}

	/** Reads a request; its name. */
	private static String request(InputStream in) throws IOException {
		int count = Integer.parseInt(line(in).substring(1));
		String name = "";
		for (int i = 0; i < count; i++) {
			byte[] element = in.readNBytes(Integer.parseInt(line(in).substring(1)) + 2);
			if (i == 0) {
				name = new String(element, 0, element.length - 2, StandardCharsets.ISO_8859_1);
			}
		}
		return name;
	}

	private static String line(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int c = in.read(); c != '\n'; c = in.read()) {
			if (c < 0) {
				throw new EOFException();
			}
			line.append((char) c);
		}
		return line.toString().trim();
	}

	private static void start(Body body) {
		Thread thread = new Thread(() -> {
			try {
				body.run();
			}
			catch (IOException ex) {
				// The client or the listener was closed.
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	@FunctionalInterface
	private interface Body {

		void run() throws IOException;

	}

}
