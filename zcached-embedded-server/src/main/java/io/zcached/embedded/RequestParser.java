package io.zcached.embedded;

import java.util.ArrayList;
import java.util.List;

import io.zcached.client.protocol.Dialect;

/**
 * Reads one request out of bytes that have arrived, strictly forward. One object per
 * request, used by one thread. Nothing is allocated by an announced length: a collection
 * grows with the elements that are really there.
 */
abstract class RequestParser {

	/** A real server would overflow its stack some way beyond this. */
	static final int MAX_DEPTH = 1000;

	/**
	 * Real servers reserve room for an announced array: some 60 bytes an element, which
	 * no machine at hand grants from here on.
	 */
	static final long MAX_ARRAY_LENGTH = 100_000_000;

	private final byte[] bytes;

	/** Where the request ends; no byte at or behind it is ever read. */
	private final int end;

	/** The next byte to read; the terminated line can move it behind the end. */
	private int position;

	private int depth;

	RequestParser(byte[] bytes, int from, int to) {
		this.bytes = bytes;
		this.position = from;
		this.end = to;
	}

	static RequestParser of(Dialect dialect, byte[] bytes, int from, int to) {
		return dialect.hasTerminator() ? new TerminatedParser(bytes, from, to)
				: new UnterminatedParser(bytes, from, to);
	}

	/**
	 * Reads the next value.
	 * @throws ServerException if the server would answer an error
	 * @throws ServerDeath if a real server would not survive it
	 */
	abstract Value parse() throws ServerException;

	final List<Value> parseItems(long count) throws ServerException {
		enter();
		List<Value> items = new ArrayList<>();
		for (long i = 0; i < count; i++) {
			items.add(parse());
		}
		leave();
		return items;
	}

	final void enter() {
		if (++this.depth > MAX_DEPTH) {
			throw new ServerDeath("a value is nested deeper than " + MAX_DEPTH + " levels");
		}
	}

	final void leave() {
		this.depth--;
	}

	final int remaining() {
		return this.end - this.position;
	}

	final byte next() {
		return this.bytes[this.position++];
	}

	final void skip(int count) {
		this.position += count;
	}

	/**
	 * How many bytes lie between here and the next line feed, -1 if there is none.
	 */
	final int distanceToLineFeed() {
		for (int i = this.position; i < this.end; i++) {
			if (this.bytes[i] == '\n') {
				return i - this.position;
			}
		}
		return -1;
	}

	final byte peek(int distance) {
		return this.bytes[this.position + distance];
	}

	final Bytes slice(int length) {
		return Bytes.copyOf(this.bytes, this.position, this.position + length);
	}

}
