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

	private final Refusals refusals;

	private final byte[] bytes;

	/** Where the request ends; no byte at or behind it is ever read. */
	private final int end;

	/** The next byte to read; the terminated line can move it behind the end. */
	private int position;

	private int depth;

	RequestParser(Refusals refusals, byte[] bytes, int from, int to) {
		this.refusals = refusals;
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

	/**
	 * Takes the next line without its end.
	 * @return the content, not empty
	 * @throws ServerException if there is none
	 */
	abstract Bytes takeContent() throws ServerException;

	/** What the two lines of the server read alike, but for their errors. */
	final Value parseCommon(byte type) throws ServerException {
		return switch (type) {
			case ':' -> parseInt();
			case ',' -> parseReal();
			case '#' -> parseBool();
			case '*' -> parseArray();
			case '-' -> new Value.Failure(takeContent());
			default -> throw malformed();
		};
	}

	private Value parseInt() throws ServerException {
		try {
			return new Value.Int(ZigIntegers.parseSigned(takeContent().latin1()));
		}
		catch (NumberFormatException ex) {
			throw new ServerException(this.refusals.integer());
		}
	}

	private Value parseReal() throws ServerException {
		try {
			return new Value.Real(ZigFloats.parse(takeContent().latin1()));
		}
		catch (NumberFormatException ex) {
			throw new ServerException(this.refusals.real());
		}
	}

	private Value parseBool() throws ServerException {
		Bytes content = takeContent();
		if (content.length() != 1) {
			throw malformed();
		}
		return switch (content.latin1()) {
			case "t", "T" -> new Value.Bool(true);
			case "f", "F" -> new Value.Bool(false);
			default -> throw new ServerException(this.refusals.bool());
		};
	}

	private Value parseArray() throws ServerException {
		long count = parseCount();
		if (count > MAX_ARRAY_LENGTH) {
			throw new ServerException(ServerError.UNEXPECTED);
		}
		enter();
		List<Value> items = new ArrayList<>();
		for (long i = 0; i < count; i++) {
			items.add(parse());
		}
		leave();
		return new Value.Array(items);
	}

	final long parseCount() throws ServerException {
		return parseLength(takeContent(), this.refusals.count());
	}

	/** The length of a string; one that is no number makes the request malformed. */
	final long parseLength(Bytes digits) throws ServerException {
		return parseLength(digits, this.refusals.malformed());
	}

	private static long parseLength(Bytes digits, ServerError refusal) throws ServerException {
		try {
			return ZigIntegers.parseLength(digits.latin1());
		}
		catch (NumberFormatException ex) {
			throw new ServerException(refusal);
		}
	}

	final ServerException malformed() {
		return new ServerException(this.refusals.malformed());
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
	 * How many bytes lie between here and the next line feed.
	 * @throws ServerException if there is none
	 */
	final int distanceToLineFeed() throws ServerException {
		for (int i = this.position; i < this.end; i++) {
			if (this.bytes[i] == '\n') {
				return i - this.position;
			}
		}
		throw malformed();
	}

	/** Refuses an empty line. */
	final Bytes filled(Bytes line) throws ServerException {
		if (line.length() == 0) {
			throw malformed();
		}
		return line;
	}

	final byte peek(int distance) {
		return this.bytes[this.position + distance];
	}

	final Bytes slice(int length) {
		return Bytes.copyOf(this.bytes, this.position, this.position + length);
	}

}
