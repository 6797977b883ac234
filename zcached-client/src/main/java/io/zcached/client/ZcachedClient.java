package io.zcached.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import io.zcached.client.protocol.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * The commands of a zcached server, typed. Thread safe, and as cheap as the connection it
 * is made of, which stays the caller's to close.
 * <p>
 * Every method throws {@link ZcachedConnectionException} if the connection is broken,
 * {@link ZcachedTimeoutException} if no reply comes in time,
 * {@link ZcachedProtocolException} if the reply is none, {@link ZcachedCommandException}
 * if the server refuses the command, and {@link UnstorableValueException}, before
 * anything is written, for keys and values that the server would lose or mistake. A
 * command that only reads is repeated once, in the time that is left to it, when the
 * connection broke under it and has been restored; a command that writes never is.
 */
public class ZcachedClient {

	private final Calls calls;

	private ZcachedClient(Calls calls) {
		this.calls = calls;
	}

	/**
	 * A client over one connection.
	 * @param connection the connection, not closed by the client
	 * @return the client
	 */
	public static ZcachedClient of(Connection connection) {
		return new ZcachedClient(new Calls(() -> connection, connection.limit()));
	}

	/**
	 * A client over a pool, each of whose calls uses the least loaded connection.
	 * @param pool the pool, not closed by the client
	 * @return the client
	 */
	public static ZcachedClient of(ConnectionPool pool) {
		return new ZcachedClient(new Calls(pool::connection, pool.connections().get(0).limit()));
	}

	/**
	 * The same client with a shorter time limit for each call.
	 * @param limit positive; more than the connection's time-out limit is cut to that
	 * @return another client over the same connections
	 */
	public ZcachedClient withLimit(Duration limit) {
		return new ZcachedClient(this.calls.withLimit(limit));
	}

	/**
	 * Asks the server for a sign of life.
	 * @return {@code PONG}
	 */
	public String ping() {
		return (String) this.calls.readValue(Command.of("PING"));
	}

	/**
	 * Reads a value.
	 * @param key the key
	 * @return the value; empty if there is none, and if it is null
	 * ({@link #exists(String)} tells which)
	 */
	public Optional<Object> get(String key) {
		Connection connection = this.calls.connection();
		Result<Object> result = this.calls.read(connection, Encoding.GET, key);
		return Calls.isNotFound(result, key) ? Optional.empty()
				: Optional.ofNullable(Calls.check(connection, result, "GET", key).value());
	}

	/**
	 * Reads a value of a known type. Numbers are converted if nothing is lost.
	 * @param <T> the type
	 * @param key the key
	 * @param type the type, such as {@code Integer.class} or {@code List.class}
	 * @return the value; empty if there is none, and if it is null
	 * @throws ClassCastException if the value is of another type
	 */
	public <T> Optional<T> get(String key, Class<T> type) {
		return get(key).map((value) -> Conversions.convert(key, value, type));
	}

	/**
	 * Stores a value.
	 * @param key the key
	 * @param value the value, may be null
	 */
	public void set(String key, @Nullable Object value) {
		Connection connection = this.calls.connection();
		Calls.check(connection, this.calls.send(connection, Encoding.SET, key, value), "SET", key);
	}

	/**
	 * Removes a key.
	 * @param key the key
	 * @return whether it was there
	 */
	public boolean delete(String key) {
		Connection connection = this.calls.connection();
		return Calls.found(connection, this.calls.send(connection, Encoding.DELETE, key), "DELETE", key);
	}

	/**
	 * Whether a key is there.
	 * @param key the key
	 * @return whether it is, with any value
	 */
	public boolean exists(String key) {
		Connection connection = this.calls.connection();
		boolean sizes = connection.dialect() != Dialect.UNTERMINATED;
		Result<Object> result = this.calls.read(connection, sizes ? Encoding.SIZEOF : Encoding.GET, key);
		if (sizes && Calls.isUnknownCommand(result)) {
			result = this.calls.read(connection, Encoding.GET, key);
		}
		return Calls.found(connection, result, sizes ? "SIZEOF" : "GET", key);
	}

	/** Removes every key of the server, those of other applications too. */
	public void flush() {
		this.calls.write(Command.of("FLUSH"));
	}

	/**
	 * Reads several values in one round trip.
	 * @param keys the keys
	 * @return the keys that are there with a value other than null, in the order asked
	 * for
	 */
	public Map<String, Object> mget(String... keys) {
		return mget(Arrays.asList(keys));
	}

	/**
	 * Reads several values in one round trip.
	 * @param keys the keys
	 * @return the keys that are there with a value other than null, in the order asked
	 * for
	 */
	public Map<String, Object> mget(Collection<String> keys) {
		Map<?, ?> reply = (Map<?, ?>) this.calls.readValue(new Command("MGET", List.copyOf(keys)));
		Map<String, Object> found = new LinkedHashMap<>();
		for (String key : keys) {
			Object value = reply.get(key);
			if (value != null) {
				found.put(key, value);
			}
		}
		return found;
	}

	/**
	 * Stores several values in one round trip.
	 * @param entries keys and values; nothing is sent if there are none
	 */
	public void mset(Map<String, ?> entries) {
		if (entries.isEmpty()) {
			return;
		}
		List<@Nullable Object> arguments = new ArrayList<>(2 * entries.size());
		entries.forEach((key, value) -> {
			arguments.add(key);
			arguments.add(value);
		});
		this.calls.write(new Command("MSET", arguments));
	}

	/**
	 * How many keys the server holds.
	 * @return the number
	 */
	public long dbSize() {
		return (Long) this.calls.readValue(Command.of("DBSIZE"));
	}

	/**
	 * All keys of the server. Blocks other clients while it runs; not for a request's
	 * path.
	 * @return the keys, in no order
	 */
	public Set<String> keys() {
		Set<String> keys = new LinkedHashSet<>();
		for (Object key : (List<?>) this.calls.readValue(Command.of("KEYS"))) {
			keys.add((String) key);
		}
		return keys;
	}

	/**
	 * Lets the server write everything to disk, which blocks it for that time.
	 * @throws ZcachedCommandException if there is nothing to save
	 */
	public void save() {
		this.calls.write(Command.of("SAVE"));
	}

	/**
	 * When the server last wrote everything to disk.
	 * @return the time, in whole seconds; the server's start if it never has
	 */
	public Instant lastSave() {
		return Instant.ofEpochSecond((Long) this.calls.readValue(Command.of("LASTSAVE")));
	}

	/**
	 * How large a value is. Terminated servers only.
	 * @param key the key
	 * @return bytes of a string, elements of a collection, 8 for a number, 1 for a
	 * boolean, 0 for null; empty if the key is not there
	 */
	public OptionalLong sizeOf(String key) {
		Connection connection = this.calls.connection();
		Result<Object> result = this.calls.read(connection, Encoding.SIZEOF, key);
		return (Calls.found(connection, result, "SIZEOF", key) && result.value() instanceof Long size)
				? OptionalLong.of(size) : OptionalLong.empty();
	}

	/**
	 * Lets the server send a text back. Terminated servers only.
	 * @param text the text
	 * @return the same text
	 */
	public String echo(String text) {
		return (String) this.calls.readValue(Command.of("ECHO", text));
	}

	/**
	 * Gives a value another key, under which nothing of the old value remains. Terminated
	 * servers only.
	 * @param from the key
	 * @param to the other key
	 * @return whether {@code from} was there
	 */
	public boolean rename(String from, String to) {
		Connection connection = this.calls.connection();
		return Calls.found(connection, this.calls.send(connection, Encoding.COMMAND, Command.of("RENAME", from, to)),
				"RENAME", from);
	}

	/**
	 * Copies a value to a key that is free: the server's one atomic create-if-absent.
	 * Terminated servers only.
	 * @param from the key
	 * @param to the other key
	 * @return whether it was copied; {@code false} if {@code from} is not there, or
	 * {@code to} is
	 */
	public boolean copy(String from, String to) {
		return copy(from, to, false);
	}

	/**
	 * Copies a value to another key. Terminated servers only.
	 * @param from the key
	 * @param to the other key
	 * @param replace whether a value that is there is overwritten
	 * @return whether it was copied; {@code false} if {@code from} is not there, or
	 * {@code to} is and is not to be replaced
	 */
	public boolean copy(String from, String to, boolean replace) {
		Connection connection = this.calls.connection();
		Result<Object> result = this.calls.send(connection, Encoding.COMMAND,
				replace ? Command.of("COPY", from, to, "REPLACE") : Command.of("COPY", from, to));
		return !ErrorCode.BUSY_KEY.equals(result.errorCode()) && Calls.found(connection, result, "COPY", from);
	}

}
