package io.zcached.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What a client could be at best: a socket for each thread, frames built before, replies
 * counted and not decoded, no time limit.
 */
final class BareSocket implements Contender {

	private final int port;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	BareSocket(int port) {
		this.port = port;
	}

	@Override
	public String name() {
		return "bare socket";
	}

	@Override
	public Session session() throws IOException {
		Socket socket = new Socket("127.0.0.1", this.port);
		socket.setTcpNoDelay(true);
		this.sockets.add(socket);
		return new BareSession(socket);
	}

	@Override
	public void close() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	static byte[] frame(String... words) {
		StringBuilder frame = new StringBuilder("*" + words.length + "\r\n");
		for (String word : words) {
			frame.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
		}
		return frame.toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	private static final class BareSession implements Session {

		private final Socket socket;

		private final byte[] buffer = new byte[16 * 1024];

		private String getKey = "";

		private byte[] getFrame = {};

		private byte[] pipelineFrames = {};

		private int replySize;

		private int setLength = -1;

		private byte[] setFrame = {};

		BareSession(Socket socket) {
			this.socket = socket;
		}

		@Override
		public Object get(String key) throws IOException {
			if (!key.equals(this.getKey)) {
				this.getKey = key;
				this.getFrame = frame("GET", key);
				this.pipelineFrames = new byte[0];
				this.socket.getOutputStream().write(this.getFrame);
				this.replySize = readFirst();
				return this.getFrame;
			}
			this.socket.getOutputStream().write(this.getFrame);
			read(this.replySize);
			return this.getFrame;
		}

		@Override
		public void set(String key, String value) throws IOException {
			if (this.setLength != value.length()) {
				this.setLength = value.length();
				this.setFrame = frame("SET", key, value);
			}
			this.socket.getOutputStream().write(this.setFrame);
			read("+OK\r\n".length());
		}

		@Override
		public void pipeline(String key, int count) throws IOException {
			if (this.pipelineFrames.length == 0) {
				get(key);
				this.pipelineFrames = new String(this.getFrame, StandardCharsets.ISO_8859_1).repeat(count)
					.getBytes(StandardCharsets.ISO_8859_1);
			}
			this.socket.getOutputStream().write(this.pipelineFrames);
			read(this.replySize * count);
		}

		private void read(int size) throws IOException {
			InputStream in = this.socket.getInputStream();
			int missing = size;
			while (missing > 0) {
				int count = in.read(this.buffer, 0, Math.min(missing, this.buffer.length));
				if (count < 0) {
					throw new EOFException();
				}
				missing -= count;
			}
		}

		/** Reads a reply whose size is not known yet. */
		private int readFirst() throws IOException {
			InputStream in = this.socket.getInputStream();
			StringBuilder length = new StringBuilder();
			for (int c = in.read(); c != '\n'; c = in.read()) {
				length.append((char) c);
			}
			int rest = Integer.parseInt(length.substring(1).trim()) + 2;
			read(rest);
			return length.length() + 1 + rest;
		}

	}

}
