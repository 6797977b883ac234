package io.zcached.embedded;

import java.util.HashMap;
import java.util.Map;

/**
 * Reads a request as the 0.0.1 line of the server does. Its oddities are kept: of every
 * line the last byte before the line feed is dropped unseen, and a simple string becomes
 * a string. Sets are unknown to it. Where the bytes end, the real server reads on in what
 * an earlier request has left in its buffer; here they end.
 */
final class UnterminatedParser extends RequestParser {

	private static final Refusals REFUSALS = new Refusals(ServerError.BAD_REQUEST, ServerError.NOT_INTEGER,
			ServerError.UNEXPECTED, ServerError.NOT_BOOLEAN, ServerError.UNEXPECTED);

	UnterminatedParser(byte[] bytes, int from, int to) {
		super(REFUSALS, bytes, from, to);
	}

	@Override
	Value parse() throws ServerException {
		if (remaining() <= 0) {
			throw malformed();
		}
		byte type = next();
		return switch (type) {
			case '+' -> new Value.Text(takeContent());
			case '$' -> parseText();
			case '_' -> parseNull();
			case '%' -> parseMap();
			default -> parseCommon(type);
		};
	}

	private Value parseText() throws ServerException {
		Bytes line = takeLine();
		if (line.length() == 0) {
			throw new ServerDeath("a string's length is an empty line, which the server cannot shorten");
		}
		long length = parseLength(line.chopped());
		Bytes text = takeContent();
		if (text.length() != length) {
			throw malformed();
		}
		return new Value.Text(text);
	}

	private Value parseNull() {
		skip(Math.min(2, remaining()));
		return new Value.Null();
	}

	private Value parseMap() throws ServerException {
		long count = parseCount();
		enter();
		Map<Bytes, Value> entries = new HashMap<>();
		for (long i = 0; i < count; i++) {
			if (!(parse() instanceof Value.Text key)) {
				throw new ServerException(ServerError.UNEXPECTED);
			}
			entries.put(key.content(), parse());
		}
		leave();
		return new Value.Mapping(entries);
	}

	@Override
	Bytes takeContent() throws ServerException {
		return filled(takeLine()).chopped();
	}

	private Bytes takeLine() throws ServerException {
		int length = distanceToLineFeed();
		Bytes line = slice(length);
		skip(length + 1);
		return line;
	}

}
