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

	private static final Refusals REFUSALS = new Refusals(ServerError.UNPROCESSABLE, ServerError.INVALID_TYPE,
			ServerError.INVALID_TYPE, ServerError.INVALID_TYPE, ServerError.INVALID_LENGTH);

	TerminatedParser(byte[] bytes, int from, int to) {
		super(REFUSALS, bytes, from, to);
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
		byte type = next();
		return switch (type) {
			case '+' -> new Value.SimpleText(takeContent());
			case '$' -> parseText();
			case '_' -> parseNull();
			case '%' -> parseMap();
			case '/' -> new Value.OrderedSet(parseSet());
			case '~' -> new Value.UnorderedSet(parseSet());
			default -> parseCommon(type);
		};
	}

	private Value parseText() throws ServerException {
		parseLength(takeLine());
		return new Value.Text(takeContent());
	}

	private Value parseNull() {
		skip(2);
		return new Value.Null();
	}

	private Value parseMap() throws ServerException {
		long count = parseCount();
		if (count == 0) {
			throw malformed();
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

	@Override
	Bytes takeContent() throws ServerException {
		return filled(takeLine());
	}

	private Bytes takeLine() throws ServerException {
		int length = distanceToLineFeed();
		if (length > 0 && peek(length - 1) == '\r') {
			length--;
		}
		Bytes line = slice(length);
		skip(length + 2);
		return line;
	}

}
