package io.zcached.client.protocol;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Commands to frames. Everything that a server of the dialect would lose, corrupt or
 * execute is refused here, before a byte is written. Has no state.
 */
public final class RequestWriter {

	private static final int MAX_NAME = 256;

	private RequestWriter() {
	}

	/**
	 * Encodes any command.
	 * @param request where to
	 * @param dialect the server's dialect
	 * @param name the command's name
	 * @param arguments its arguments in order
	 * @throws RefusedException if the server could not store or would mistake any of it
	 */
	public static void write(Request request, Dialect dialect, String name, List<@Nullable Object> arguments) {
		CommandType type = CommandType.of(name);
		Object subject = (arguments.size() == 1 && type != CommandType.MGET) ? arguments.get(0) : arguments;
		FrameBuffer frame = request.begin(dialect, type, name, subject);
		if (name.equals(type.name())) {
			type.writeBeginning(frame, arguments.size());
		}
		else {
			frame.putHeader(WireType.ARRAY, arguments.size() + 1L);
			writeName(frame, dialect, name);
		}
		if (type == CommandType.COPY) {
			refuseCopyOntoItself(arguments);
		}
		Object key = null;
		for (int i = 0; i < arguments.size(); i++) {
			Object argument = arguments.get(i);
			if (type.isKey(i)) {
				key = argument;
				writeKey(frame, dialect, name, argument);
			}
			else {
				writeValue(frame, dialect, name, key, argument);
			}
		}
		end(request, frame, dialect, name, key);
	}

	/**
	 * Encodes a command of one key.
	 * @param request where to
	 * @param dialect the server's dialect
	 * @param type the command
	 * @param key its key
	 * @throws RefusedException if the server would mistake the key
	 */
	public static void write(Request request, Dialect dialect, CommandType type, String key) {
		String name = type.name();
		FrameBuffer frame = request.begin(dialect, type, name, key);
		type.writeBeginning(frame, 1);
		writeKey(frame, dialect, name, key);
		end(request, frame, dialect, name, key);
	}

	/**
	 * Encodes a SET.
	 * @param request where to
	 * @param dialect the server's dialect
	 * @param key the key
	 * @param value the value
	 * @throws RefusedException if the server could not store the value or would mistake
	 * the key
	 */
	public static void writeSet(Request request, Dialect dialect, String key, @Nullable Object value) {
		String name = CommandType.SET.name();
		FrameBuffer frame = request.begin(dialect, CommandType.SET, name, key);
		CommandType.SET.writeBeginning(frame, 2);
		writeKey(frame, dialect, name, key);
		writeValue(frame, dialect, name, key, value);
		end(request, frame, dialect, name, key);
	}

	static void end(Request request, FrameBuffer frame, Dialect dialect, String name, @Nullable Object key) {
		if (dialect.hasTerminator()) {
			frame.put(Dialect.TERMINATOR);
		}
		request.end();
		if (frame.exceeds(0)) {
			throw new RefusedException(
					Printable.of(name) + ((key instanceof String text) ? " of key '" + Printable.of(text) + "'" : "")
							+ " refused: the request has " + request.length() + " bytes, and the server takes "
							+ request.maxSize(dialect) + "; store it in several smaller values");
		}
	}

	/** A longer name kills an unterminated server. */
	static void checkName(Dialect dialect, String name) {
		if (!dialect.hasTerminator() && name.length() > MAX_NAME) {
			throw new RefusedException(
					"Command refused: its name has more than " + MAX_NAME + " characters, which would kill the server");
		}
	}

	private static void writeName(FrameBuffer frame, Dialect dialect, String name) {
		checkName(dialect, name);
		try {
			ValueWriter.writeText(frame, dialect, name);
		}
		catch (RefusedException ex) {
			throw ex.at("Command refused: its name '" + Printable.of(name) + "'");
		}
	}

	private static void writeKey(FrameBuffer frame, Dialect dialect, String name, @Nullable Object key) {
		if (!(key instanceof String text)) {
			throw new RefusedException(
					name + " refused: a key is " + ((key == null) ? "null" : "of " + key.getClass().getTypeName())
							+ ", and the server takes only strings (another type kills it); convert it to String");
		}
		try {
			ValueWriter.writeText(frame, dialect, text);
		}
		catch (RefusedException ex) {
			throw ex.at(name + " refused: the key '" + Printable.of(text) + "'");
		}
	}

	private static void writeValue(FrameBuffer frame, Dialect dialect, String name, @Nullable Object key,
			@Nullable Object value) {
		try {
			ValueWriter.write(frame, dialect, value, 0);
		}
		catch (RefusedException ex) {
			throw ex.at(Printable.of(name) + " refused: "
					+ ((key instanceof String text) ? "the value of key '" + Printable.of(text) + "'" : "an argument"));
		}
	}

	private static void refuseCopyOntoItself(List<@Nullable Object> arguments) {
		if (arguments.size() > 2 && arguments.get(0) instanceof String from && from.equals(arguments.get(1))) {
			throw new RefusedException("COPY refused: copying key '" + Printable.of(from)
					+ "' onto itself with REPLACE would turn its value into garbage; leave it out");
		}
	}

}
