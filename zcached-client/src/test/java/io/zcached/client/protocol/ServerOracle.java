package io.zcached.client.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * How a server reads requests. A terminated one splits what comes at 0x03 and then reads
 * line by line: a string is the line behind its length, whatever the length says. An
 * unterminated one takes what has come as one frame and checks the length.
 */
final class ServerOracle {

	private final Dialect dialect;

	private final String frame;

	private int position;

	private ServerOracle(Dialect dialect, String frame) {
		this.dialect = dialect;
		this.frame = frame;
	}

	/** The commands that the server executes, one list each. */
	static List<List<@Nullable Object>> execute(Dialect dialect, byte[] bytes) {
		List<List<@Nullable Object>> commands = new ArrayList<>();
		String wire = Wire.text(bytes);
		if (!dialect.hasTerminator()) {
			commands.add(new ServerOracle(dialect, wire).command());
			return commands;
		}
		int start = 0;
		for (int end = wire.indexOf('\u0003'); end >= 0; end = wire.indexOf('\u0003', start)) {
			commands.add(new ServerOracle(dialect, wire.substring(start, end)).command());
			start = end + 1;
		}
		if (start != wire.length()) {
			throw new IllegalStateException("The server waits for the end of what it has got");
		}
		return commands;
	}

	private List<@Nullable Object> command() {
		String header = line();
		if (!header.startsWith("*")) {
			throw new IllegalStateException("bad request");
		}
		List<@Nullable Object> command = new ArrayList<>();
		for (int i = Integer.parseInt(header.substring(1)); i > 0; i--) {
			command.add(value());
		}
		if (this.position != this.frame.length()) {
			throw new IllegalStateException("Bytes are left over");
		}
		return command;
	}

	private @Nullable Object value() {
		String line = line();
		String rest = line.substring(1);
		return switch (line.charAt(0)) {
			case '$' -> string(Integer.parseInt(rest));
			case '+' -> rest;
			case ':' -> Long.valueOf(rest);
			case ',' -> floating(rest);
			case '#' -> rest.equals("t");
			case '_' -> null;
			case '*' -> elements(new ArrayList<>(), Integer.parseInt(rest));
			case '/' -> elements(new LinkedHashSet<>(), Integer.parseInt(rest));
			case '~' -> elements(new HashSet<>(), Integer.parseInt(rest));
			case '%' -> map(Integer.parseInt(rest));
			default -> throw new IllegalStateException("unexpected " + line.charAt(0));
		};
	}

	private String string(int length) {
		String line = line();
		if (this.dialect.hasTerminator() ? line.isEmpty() : line.length() != length) {
			throw new IllegalStateException("unprocessable");
		}
		return new String(Wire.bytes(line), java.nio.charset.StandardCharsets.UTF_8);
	}

	private static Double floating(String text) {
		return switch (text) {
			case "nan" -> Double.NaN;
			case "inf" -> Double.POSITIVE_INFINITY;
			case "-inf" -> Double.NEGATIVE_INFINITY;
			default -> Double.valueOf(text);
		};
	}

	private <C extends java.util.Collection<@Nullable Object>> C elements(C elements, int count) {
		if (elements instanceof Set && !this.dialect.hasTerminator()) {
			throw new IllegalStateException("bad request");
		}
		for (int i = 0; i < count; i++) {
			elements.add(value());
		}
		return elements;
	}

	private Map<String, @Nullable Object> map(int count) {
		if (count == 0 && this.dialect.hasTerminator()) {
			throw new IllegalStateException("unprocessable");
		}
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		for (int i = 0; i < count; i++) {
			map.put((String) java.util.Objects.requireNonNull(value()), value());
		}
		return map;
	}

	private String line() {
		int end = this.frame.indexOf('\n', this.position);
		if (end <= this.position || this.frame.charAt(end - 1) != '\r') {
			throw new IllegalStateException("No line at " + this.position);
		}
		String line = this.frame.substring(this.position, end - 1);
		this.position = end + 1;
		return line;
	}

}
