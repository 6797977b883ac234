package io.zcached.client.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The commands of the server: which arguments are keys, and which replies fit. A reply
 * that does not fit its command is proof that replies and requests have come apart.
 */
public enum CommandType {

	/** Answers {@code PONG}. */
	PING,

	/** Answers a key's value. */
	GET,

	/** Stores a value. */
	SET,

	/** Removes a key. */
	DELETE,

	/** Removes everything. */
	FLUSH,

	/** Answers the values of several keys. */
	MGET,

	/** Stores several values. */
	MSET,

	/** Answers how many keys there are. */
	DBSIZE,

	/** Answers all keys. */
	KEYS,

	/** Writes everything to disk. */
	SAVE,

	/** Answers when that was last done. */
	LASTSAVE,

	/** Answers how large a value is. */
	SIZEOF,

	/** Answers its argument. */
	ECHO,

	/** Gives a value another key. */
	RENAME,

	/** Copies a value to another key. */
	COPY,

	/** What this client does not know: any reply fits. */
	OTHER;

	private static final Map<String, CommandType> BY_NAME = new HashMap<>();

	/** Length of a header of one digit. */
	private static final int HEADER = 4;

	private static final String NOT_FOUND_START = "ERR '";

	private static final String NOT_FOUND_END = "' not found";

	static {
		for (CommandType type : values()) {
			if (type != OTHER) {
				BY_NAME.put(type.name(), type);
			}
		}
	}

	/** How the commonest frames of the command begin, by the number of arguments. */
	private final byte[][] beginnings = { beginning(0), beginning(1), beginning(2) };

	/** Appends how a frame begins: how many parts it has, and the command's name. */
	void writeBeginning(FrameBuffer frame, int arguments) {
		if (arguments < this.beginnings.length) {
			frame.put(this.beginnings[arguments], 0, this.beginnings[arguments].length);
			return;
		}
		frame.putHeader(WireType.ARRAY, arguments + 1L);
		frame.put(this.beginnings[0], HEADER, this.beginnings[0].length - HEADER);
	}

	private byte[] beginning(int arguments) {
		return ("*" + (arguments + 1) + "\r\n$" + name().length() + "\r\n" + name() + "\r\n")
			.getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * Finds a command.
	 * @param name the name in any letter case
	 * @return the command, or {@link #OTHER}
	 */
	public static CommandType of(String name) {
		CommandType type = BY_NAME.get(name);
		return (type != null) ? type : BY_NAME.getOrDefault(name.toUpperCase(Locale.ROOT), OTHER);
	}

	/**
	 * Whether an argument is a key, and so must be a string: some commands kill the
	 * server if it is not.
	 * @param index the argument's index, from 0
	 * @return whether it is a key
	 */
	boolean isKey(int index) {
		return switch (this) {
			case GET, DELETE, SIZEOF, SET -> index == 0;
			case RENAME -> index < 2;
			case COPY -> index < 2;
			case MGET -> true;
			case MSET -> index % 2 == 0;
			default -> false;
		};
	}

	/**
	 * Whether a value can be the answer to this command.
	 * @param type the value's type on the wire
	 * @param value the value
	 * @param arguments the command's only argument of interest: its first key or text, or
	 * the collection of all arguments
	 * @return whether it fits
	 */
	public boolean fits(WireType type, @Nullable Object value, @Nullable Object arguments) {
		return switch (this) {
			case GET, OTHER -> true;
			case PING -> type == WireType.SIMPLE_STRING && "PONG".equals(value);
			case SET, DELETE, FLUSH, MSET, SAVE, RENAME -> type == WireType.SIMPLE_STRING && "OK".equals(value);
			case COPY -> type == WireType.STRING && "OK".equals(value);
			case DBSIZE, SIZEOF -> value instanceof Long number && number >= 0;
			case LASTSAVE -> value instanceof Long;
			case KEYS -> value instanceof List<?> list && allStrings(list);
			case ECHO -> value instanceof String && value.equals(first(arguments));
			case MGET -> value instanceof Map<?, ?> map && sameKeys(map, arguments);
		};
	}

	/**
	 * Whether an error line can be the answer to this command: the key or command that it
	 * quotes must be the one that was sent.
	 * @param error the line without its dash
	 * @param name the command's name as it was sent
	 * @param arguments as for {@link #fits(WireType, Object, Object)}
	 * @return whether it fits
	 */
	public boolean fitsError(String error, String name, @Nullable Object arguments) {
		if (this == OTHER) {
			return true;
		}
		if (error.startsWith(NOT_FOUND_START) && error.endsWith(NOT_FOUND_END)) {
			return isNotFound(error, first(arguments)) && looksUpKey();
		}
		if (error.startsWith("ERR unknown command '")) {
			return error.equals("ERR unknown command '" + name + "'");
		}
		return true;
	}

	/**
	 * Whether an error line says that a key does not exist.
	 * @param error the line without its dash
	 * @param key the key that was asked for
	 * @return whether it does
	 */
	public static boolean isNotFound(String error, @Nullable Object key) {
		return key instanceof String text
				&& error.length() == NOT_FOUND_START.length() + text.length() + NOT_FOUND_END.length()
				&& error.startsWith(NOT_FOUND_START) && error.endsWith(NOT_FOUND_END)
				&& error.startsWith(text, NOT_FOUND_START.length());
	}

	private boolean looksUpKey() {
		return switch (this) {
			case GET, DELETE, SIZEOF, RENAME, COPY -> true;
			default -> false;
		};
	}

	private static @Nullable Object first(@Nullable Object arguments) {
		if (arguments instanceof List<?> list) {
			return list.isEmpty() ? null : list.get(0);
		}
		return arguments;
	}

	private static boolean allStrings(List<?> values) {
		for (Object value : values) {
			if (!(value instanceof String)) {
				return false;
			}
		}
		return true;
	}

	private static boolean sameKeys(Map<?, ?> reply, @Nullable Object asked) {
		if (!(asked instanceof Collection<?> keys)) {
			return asked == null && reply.isEmpty();
		}
		for (Object key : keys) {
			if (!reply.containsKey(key)) {
				return false;
			}
		}
		return reply.size() == ((keys.size() < 2) ? keys.size() : new HashSet<>(keys).size());
	}

}
