package io.zcached.client.testsupport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a stream of requests into frames by their structure, and finds what is no frame.
 */
public final class FrameReader {

	private static final int TERMINATOR = 3;

	private final InputStream in;

	private final boolean terminated;

	private StringBuilder raw = new StringBuilder();

	/**
	 * Creates a reader.
	 * @param in requests
	 * @param terminated whether a byte 0x03 must follow each
	 */
	public FrameReader(InputStream in, boolean terminated) {
		this.in = in;
		this.terminated = terminated;
	}

	/**
	 * Reads a frame.
	 * @return the frame, {@code null} at the end of the stream
	 * @throws IOException if the stream breaks, or ends inside a frame
	 */
	public Frame next() throws IOException {
		this.raw = new StringBuilder();
		int first = this.in.read();
		while (!this.terminated && first == TERMINATOR) {
			first = this.in.read();
		}
		if (first < 0) {
			return null;
		}
		this.raw.append((char) first);
		int count = (first == '*') ? Integer.parseInt(line().trim()) : 0;
		if (count == 0) {
			throw new IOException("no frame begins with " + first);
		}
		List<String> elements = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			int start = this.raw.length();
			value();
			elements.add(this.raw.substring(start));
		}
		if (this.terminated && read() != TERMINATOR) {
			throw new IOException("a frame is followed by another byte than 0x03");
		}
		return new Frame(this.terminated ? this.raw.substring(0, this.raw.length() - 1) : this.raw.toString(),
				elements);
	}

	/**
	 * How many bytes of a frame had come when it broke.
	 * @return bytes
	 */
	public int torn() {
		return this.raw.length();
	}

	private void value() throws IOException {
		int type = read();
		String line = line();
		switch (type) {
			case '$' -> skip(Integer.parseInt(line) + 2);
			case '*', '/', '~' -> values(Integer.parseInt(line));
			case '%' -> values(2 * Integer.parseInt(line));
			default -> {
			}
		}
	}

	private void values(int count) throws IOException {
		for (int i = 0; i < count; i++) {
			value();
		}
	}

	private void skip(int count) throws IOException {
		byte[] bytes = this.in.readNBytes(count);
		for (byte b : bytes) {
			this.raw.append((char) (b & 0xff));
		}
		if (bytes.length < count) {
			throw new EOFException("the stream ended inside a frame");
		}
	}

	/** Reads a line without its end. */
	private String line() throws IOException {
		int start = this.raw.length();
		while (read() != '\n') {
			continue;
		}
		return this.raw.substring(start, this.raw.length() - 2);
	}

	private int read() throws IOException {
		int b = this.in.read();
		if (b < 0) {
			throw new EOFException("the stream ended inside a frame");
		}
		this.raw.append((char) b);
		return b;
	}

}
