package io.zcached.embedded;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a request as the current line of the server does. Its oddities are kept: a
 * string's declared length is read and ignored, and behind every line the position moves
 * on as if the line had ended in two bytes.
 */
final class TerminatedParser extends RequestParser {

	TerminatedParser(byte[] bytes, int from, int to) {
		super(bytes, from, to);
	}

	@Override
	Value parse() throws ServerException {
		if (remaining() < 0) {
			throw new ServerDeath("it would read behind the end of the frame, "
					+ "since a line in it ended in a bare line feed or a null in nothing");
		}
		if (remaining() == 0) {
			throw new ServerException(ServerError.UNEXPECTED);
		}
		return switch (next()) {
			case '+' -> new Value.SimpleText(takeFilledLine());
			case '$' -> parseText();
			case ':' -> parseInt();
			case ',' -> parseReal();
			case '#' -> parseBool();
			case '_' -> parseNull();
			case '*' -> parseArray();
			case '%' -> parseMap();
			case '/' -> new Value.OrderedSet(parseSet());
			case '~' -> new Value.UnorderedSet(parseSet());
			case '-' -> new Value.Failure(takeFilledLine());
			default -> throw new ServerException(ServerError.UNPROCESSABLE);
		};
	}

	private Value parseText() throws ServerException {
		try {
			ZigIntegers.parseLength(takeLine().latin1());
		}
		catch (NumberFormatException ex) {
			throw new ServerException(ServerError.UNPROCESSABLE);
		}
		return new Value.Text(takeFilledLine());
	}

	private Value parseInt() throws ServerException {
		try {
			return new Value.Int(ZigIntegers.parseSigned(takeFilledLine().latin1()));
		}
		catch (NumberFormatException ex) {
			throw new ServerException(ServerError.INVALID_TYPE);
		}
	}

	private Value parseReal() throws ServerException {
		try {
			return new Value.Real(ZigFloats.parse(takeFilledLine().latin1()));
		}
		catch (NumberFormatException ex) {
			throw new ServerException(ServerError.INVALID_TYPE);
		}
	}

	private Value parseBool() throws ServerException {
		Bytes line = takeLine();
		if (line.length() != 1) {
			throw new ServerException(ServerError.UNPROCESSABLE);
		}
		return switch (line.latin1()) {
			case "t", "T" -> new Value.Bool(true);
			case "f", "F" -> new Value.Bool(false);
			default -> throw new ServerException(ServerError.INVALID_TYPE);
		};
	}

	private Value parseNull() {
		skip(2);
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
		if (count == 0) {
			throw new ServerException(ServerError.UNPROCESSABLE);
		}
		enter();
		Map<Bytes, Value> entries = new HashMap<>();
		for (long i = 0; i < count; i++) {
			Value key = parse();
			Value value = parse();
			entries.put(mapKey(key), value);
		}
		leave();
		return new Value.Mapping(entries);
	}

	private static Bytes mapKey(Value key) throws ServerException {
		if (key instanceof Value.Text text) {
			return text.content();
		}
		if (key instanceof Value.SimpleText text) {
			return text.content();
		}
		throw new ServerException(ServerError.INVALID_MAP_KEY);
	}

	private List<Value> parseSet() throws ServerException {
		long count = parseCount();
		enter();
		Set<SetElement> elements = new LinkedHashSet<>();
		for (long i = 0; i < count; i++) {
			elements.add(new SetElement(parse()));
		}
		leave();
		return elements.stream().map(SetElement::value).toList();
	}

	private long parseCount() throws ServerException {
		try {
			return ZigIntegers.parseLength(takeFilledLine().latin1());
		}
		catch (NumberFormatException ex) {
			throw new ServerException(ServerError.INVALID_LENGTH);
		}
	}

	private Bytes takeFilledLine() throws ServerException {
		Bytes line = takeLine();
		if (line.length() == 0) {
			throw new ServerException(ServerError.UNPROCESSABLE);
		}
		return line;
	}

	private Bytes takeLine() throws ServerException {
		int length = distanceToLineFeed();
		if (length < 0) {
			throw new ServerException(ServerError.UNPROCESSABLE);
		}
		if (length > 0 && peek(length - 1) == '\r') {
			length--;
		}
		Bytes line = slice(length);
		skip(length + 2);
		return line;
	}

}
