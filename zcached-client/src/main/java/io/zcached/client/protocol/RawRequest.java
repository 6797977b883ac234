package io.zcached.client.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Takes a request that somebody else has encoded. It is proven to be exactly one whole
 * frame that the server will read as it was meant, or refused; numbers are left to the
 * server to judge.
 */
public final class RawRequest {

	private static final int MAX_KEYS_REMEMBERED = 1 << 20;

	private final Dialect dialect;

	private final byte[] bytes;

	private final int end;

	private int position;

	private RawRequest(Dialect dialect, byte[] bytes) {
		this.dialect = dialect;
		this.bytes = bytes;
		boolean terminated = bytes.length > 0 && bytes[bytes.length - 1] == Dialect.TERMINATOR;
		this.end = terminated ? bytes.length - 1 : bytes.length;
	}

	/**
	 * Checks a frame and makes it ready to send.
	 * @param request where to
	 * @param dialect the server's dialect
	 * @param bytes one whole frame, with or without the terminator
	 * @throws RefusedException if it is not one whole frame, or the server could not
	 * store or would mistake part of it
	 */
	public static void write(Request request, Dialect dialect, byte[] bytes) {
		new RawRequest(dialect, bytes).write(request);
	}

	private void write(Request request) {
		if (this.end == 0 || this.bytes[0] != WireType.ARRAY.prefix()) {
			throw refused("it must begin with * and the number of its elements");
		}
		this.position = 1;
		int elements = length("number of elements");
		if (elements == 0) {
			throw refused("an empty array kills the server");
		}
		String name = string("the command's name");
		RequestWriter.checkName(this.dialect, name);
		CommandType type = CommandType.of(name);
		List<@Nullable Object> arguments = new ArrayList<>();
		for (int i = 0; i < elements - 1; i++) {
			if (type.isKey(i)) {
				arguments.add(string("the key"));
			}
			else {
				int start = this.position;
				value(0);
				arguments.add(textAt(start));
			}
			if (arguments.size() > MAX_KEYS_REMEMBERED) {
				throw refused("it has more than " + MAX_KEYS_REMEMBERED + " arguments");
			}
		}
		if (this.position != this.end) {
			throw refused("bytes follow its last element at offset " + this.position);
		}
		if (type == CommandType.COPY && arguments.size() > 2 && Objects.equals(arguments.get(0), arguments.get(1))) {
			throw refused("copying a key onto itself with REPLACE would turn its value into garbage");
		}
		FrameBuffer frame = request.begin(this.dialect, type, name, arguments);
		frame.put(this.bytes, 0, this.end);
		RequestWriter.end(request, frame, this.dialect, name, null);
	}

	/** Reads over one value of any type. */
	private void value(int depth) {
		WireType type = (this.position < this.end) ? WireType.of(this.bytes[this.position]) : null;
		if (type == null || type == WireType.ERROR) {
			throw refused("no value begins at offset " + this.position);
		}
		if (depth > ValueWriter.MAX_DEPTH) {
			throw refused("it is nested deeper than " + ValueWriter.MAX_DEPTH + " levels");
		}
		switch (type) {
			case STRING -> string("the value");
			case ARRAY -> elements(depth, false);
			case MAP -> elements(depth, true);
			case SET, ORDERED_SET -> {
				if (!this.dialect.hasTerminator()) {
					throw refused("an unterminated server cannot store a set");
				}
				elements(depth, false);
			}
			default -> {
				int start = ++this.position;
				line();
				int length = this.position - 2 - start;
				if (type == WireType.SIMPLE_STRING) {
					check("the value", start, length);
				}
				else if (TextRules.indexOf(this.bytes, start, this.position - start, Dialect.TERMINATOR) >= 0) {
					throw refused("byte 0x03 stands inside a line");
				}
				if ((type == WireType.NULL && length > 0) || (type == WireType.BOOLEAN && length != 1)) {
					throw refused("the value at offset " + start + " has more in its line than its type has");
				}
			}
		}
	}

	private void elements(int depth, boolean map) {
		this.position++;
		int count = length("number of elements");
		if (map && count == 0 && this.dialect.hasTerminator()) {
			throw refused("this server cannot store an empty map");
		}
		for (int i = 0; i < count; i++) {
			if (map) {
				mapKey();
			}
			value(depth + 1);
		}
	}

	private void mapKey() {
		if (this.position < this.end && this.bytes[this.position] == WireType.SIMPLE_STRING.prefix()) {
			value(0);
		}
		else {
			string("the map key");
		}
	}

	private String string(String what) {
		if (this.position >= this.end || this.bytes[this.position] != WireType.STRING.prefix()) {
			throw refused(
					what + " at offset " + this.position + " is no $ string, and another type may kill the server");
		}
		this.position++;
		int length = length("length");
		int start = this.position;
		if (length > this.end - start - 2 || this.bytes[start + length] != '\r'
				|| this.bytes[start + length + 1] != '\n') {
			throw refused(what + " at offset " + start + " is not of the declared length " + length);
		}
		this.position = start + length + 2;
		check(what, start, length);
		return new String(this.bytes, start, length, StandardCharsets.UTF_8);
	}

	private void check(String what, int start, int length) {
		try {
			TextRules.check(this.dialect, this.bytes, start, length);
		}
		catch (RefusedException ex) {
			throw ex.at("Request refused: " + what + " at offset " + start);
		}
	}

	/** The text of a value if it is a string, for those commands that answer it. */
	private @Nullable String textAt(int start) {
		WireType type = WireType.of(this.bytes[start]);
		if (type == WireType.SIMPLE_STRING) {
			return new String(this.bytes, start + 1, this.position - start - 3, StandardCharsets.UTF_8);
		}
		if (type == WireType.STRING) {
			int content = start;
			while (this.bytes[content] != '\n') {
				content++;
			}
			return new String(this.bytes, content + 1, this.position - content - 3, StandardCharsets.UTF_8);
		}
		return null;
	}

	private int length(String what) {
		int start = this.position;
		line();
		int digits = this.position - 2 - start;
		long value = 0;
		for (int i = start; i < start + digits; i++) {
			int digit = this.bytes[i] - '0';
			if (digit < 0 || digit > 9 || digits > 9) {
				digits = 0;
				break;
			}
			value = value * 10 + digit;
		}
		if (digits == 0) {
			throw refused("no " + what + " stands at offset " + start);
		}
		return (int) value;
	}

	/** Moves behind the end of the line. */
	private void line() {
		int lineFeed = TextRules.indexOf(this.bytes, this.position, this.end - this.position, (byte) '\n');
		if (lineFeed < 1 || this.bytes[this.position + lineFeed - 1] != '\r') {
			throw refused("the line at offset " + this.position + " has no end (\\r\\n)");
		}
		this.position += lineFeed + 1;
	}

	private RefusedException refused(String reason) {
		return new RefusedException("Request refused, since it is not one whole frame that the server would take "
				+ "as it is meant: " + reason + "; build it with Command.of");
	}

}
