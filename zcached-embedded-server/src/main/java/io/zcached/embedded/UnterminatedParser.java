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

	UnterminatedParser(byte[] bytes, int from, int to) {
		super(bytes, from, to);
	}

	@Override
	Value parse() throws ServerException {
		if (remaining() <= 0) {
			throw new ServerException(ServerError.BAD_REQUEST);
		}
		return switch (next()) {
			case '+' -> new Value.Text(readFilledLine().chopped());
			case '$' -> parseText();
			case ':' -> parseInt();
			case ',' -> parseReal();
			case '#' -> parseBool();
			case '_' -> parseNull();
			case '*' -> parseArray();
			case '%' -> parseMap();
			case '-' -> new Value.Failure(readFilledLine().chopped());
			default -> throw new ServerException(ServerError.BAD_REQUEST);
		};
	}

	private Value parseText() throws ServerException {
		Bytes line = readLine();
		if (line.length() == 0) {
			throw new ServerDeath("a string's length is an empty line, which the server cannot shorten");
		}
		long length;
		try {
			length = ZigIntegers.parseLength(line.chopped().latin1());
		}
		catch (NumberFormatException ex) {
			throw new ServerException(ServerError.BAD_REQUEST);
		}
		Bytes text = readFilledLine().chopped();
		if (text.length() != length) {
			throw new ServerException(ServerError.BAD_REQUEST);
		}
		return new Value.Text(text);
	}

	private Value parseInt() throws ServerException {
		try {
			return new Value.Int(ZigIntegers.parseSigned(readFilledLine().chopped().latin1()));
		}
		catch (NumberFormatException ex) {
			throw new ServerException(ServerError.NOT_INTEGER);
		}
	}

	private Value parseReal() throws ServerException {
		try {
			return new Value.Real(ZigFloats.parse(readFilledLine().chopped().latin1()));
		}
		catch (NumberFormatException ex) {
			throw new ServerException(ServerError.UNEXPECTED);
		}
	}

	private Value parseBool() throws ServerException {
		Bytes line = readLine();
		if (line.length() != 2) {
			throw new ServerException(ServerError.BAD_REQUEST);
		}
		return switch (line.chopped().latin1()) {
			case "t", "T" -> new Value.Bool(true);
			case "f", "F" -> new Value.Bool(false);
			default -> throw new ServerException(ServerError.NOT_BOOLEAN);
		};
	}

	private Value parseNull() {
		skip(Math.min(2, remaining()));
		return new Value.Null();
	}

	private Value parseArray() throws ServerException {
		long count = parseCount();
		if (count > MAX_ARRAY_LENGTH) {
			throw new ServerException(ServerError.UNEXPECTED);
		}
		return new Value.Array(parseItems(count));
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

	private long parseCount() throws ServerException {
		try {
			return ZigIntegers.parseLength(readFilledLine().chopped().latin1());
		}
		catch (NumberFormatException ex) {
			throw new ServerException(ServerError.UNEXPECTED);
		}
	}

	private Bytes readFilledLine() throws ServerException {
		Bytes line = readLine();
		if (line.length() == 0) {
			throw new ServerException(ServerError.BAD_REQUEST);
		}
		return line;
	}

	private Bytes readLine() throws ServerException {
		int length = distanceToLineFeed();
		if (length < 0) {
			throw new ServerException(ServerError.BAD_REQUEST);
		}
		Bytes line = slice(length);
		skip(length + 1);
		return line;
	}

}
