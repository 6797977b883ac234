package io.zcached.spring.template;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.zcached.client.Command;
import io.zcached.client.Connection;
import io.zcached.client.ConnectionPool;
import io.zcached.client.Result;
import io.zcached.client.ZcachedClient;
import io.zcached.client.protocol.CommandType;
import io.zcached.client.protocol.Dialect;
import io.zcached.client.protocol.Printable;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;

/**
 * Values of any Java type in a zcached server. Thread safe; owns no connection.
 */
public class ZcachedTemplate implements ZcachedOperations {

	private static final String TEMPORARY = "zcached:tmp:";

	private final ZcachedClient client;

	private final Supplier<Connection> connections;

	private final ZcachedSerializer serializer;

	/**
	 * Creates a template over a connection.
	 * @param connection the connection, not the template's to close
	 * @param serializer turns values into what is stored, and back
	 */
	public ZcachedTemplate(Connection connection, ZcachedSerializer serializer) {
		this(ZcachedClient.of(connection), () -> connection, serializer);
	}

	/**
	 * Creates a template over a pool.
	 * @param pool the pool, not the template's to close
	 * @param serializer turns values into what is stored, and back
	 */
	public ZcachedTemplate(ConnectionPool pool, ZcachedSerializer serializer) {
		this(ZcachedClient.of(pool), pool::connection, serializer);
	}

	private ZcachedTemplate(ZcachedClient client, Supplier<Connection> connections, ZcachedSerializer serializer) {
		this.client = client;
		this.connections = connections;
		this.serializer = serializer;
	}

	@Override
	public <T> Optional<T> get(String key, Class<T> type) {
		return this.client.get(key).map((stored) -> read(key, stored, type));
	}

	@Override
	public <T> Optional<T> get(String key, ParameterizedTypeReference<T> type) {
		return this.client.get(key).map((stored) -> read(key, stored, type.getType()));
	}

	@Override
	public void set(String key, @Nullable Object value) {
		this.client.set(key, write(key, value));
	}

	@Override
	public boolean setIfAbsent(String key, @Nullable Object value) {
		Connection connection = this.connections.get();
		if (connection.dialect() == null) {
			connection.connect();
		}
		if (connection.dialect() == Dialect.UNTERMINATED) {
			throw new UnsupportedOperationException(
					"The zcached server at %s:%d is of the 0.0.1 line, which cannot store a value only if its key is absent; use set, or a newer server"
						.formatted(connection.host(), connection.port()));
		}
		String temporary = TEMPORARY + UUID.randomUUID();
		List<Result<Object>> results = connection.sendAll(List.of(Command.of("SET", temporary, write(key, value)),
				Command.of("COPY", temporary, key), Command.of("DELETE", temporary)));
		results.get(0).orElseThrow();
		boolean stored = !isError(results.get(1), "BUSYKEY");
		if (stored) {
			results.get(1).orElseThrow();
		}
		return stored;
	}

	@Override
	public boolean delete(String key) {
		return this.client.delete(key);
	}

	@Override
	public boolean exists(String key) {
		return this.client.exists(key);
	}

	@Override
	public <T> Map<String, @Nullable T> multiGet(Collection<String> keys, Class<T> type) {
		Map<String, @Nullable T> found = new LinkedHashMap<>();
		List<Result<Object>> results = sendEach("GET", keys);
		int i = 0;
		for (String key : keys) {
			Result<Object> result = results.get(i++);
			if (!isNotFound(result, key)) {
				Object stored = result.orElseThrow();
				found.put(key, (stored != null) ? this.<T>read(key, stored, type) : null);
			}
		}
		return found;
	}

	@Override
	public void multiSet(Map<String, ?> entries) {
		List<Command> commands = new ArrayList<>(entries.size());
		entries.forEach((key, value) -> commands.add(Command.of("SET", key, write(key, value))));
		this.connections.get().sendAll(commands).forEach(Result::orElseThrow);
	}

	@Override
	public long deleteAll(Collection<String> keys) {
		long deleted = 0;
		List<Result<Object>> results = sendEach("DELETE", keys);
		int i = 0;
		for (String key : keys) {
			Result<Object> result = results.get(i++);
			if (!isNotFound(result, key)) {
				result.orElseThrow();
				deleted++;
			}
		}
		return deleted;
	}

	@Override
	public <T> CompletableFuture<Optional<T>> getAsync(String key, Class<T> type) {
		return this.connections.get()
			.sendAsync(Command.of("GET", key))
			.thenApply((result) -> isNotFound(result, key) ? Optional.empty()
					: Optional.ofNullable(result.orElseThrow()).map((stored) -> read(key, stored, type)));
	}

	@Override
	public CompletableFuture<@Nullable Void> setAsync(String key, @Nullable Object value) {
		return this.connections.get()
			.sendAsync(Command.of("SET", key, write(key, value)))
			.thenAccept(Result::orElseThrow);
	}

	@Override
	public CompletableFuture<Boolean> deleteAsync(String key) {
		return this.connections.get()
			.sendAsync(Command.of("DELETE", key))
			.thenApply((result) -> !isNotFound(result, key) && result.orElseThrow() != null);
	}

	@Override
	public ZcachedClient client() {
		return this.client;
	}

	private List<Result<Object>> sendEach(String command, Collection<String> keys) {
		return this.connections.get().sendAll(keys.stream().map((key) -> Command.of(command, key)).toList());
	}

	private @Nullable Object write(String key, @Nullable Object value) {
		try {
			return this.serializer.serialize(value);
		}
		catch (ZcachedSerializationException ex) {
			throw at(key, ex);
		}
	}

	private <T> @Nullable T read(String key, Object stored, Type type) {
		try {
			@SuppressWarnings("unchecked")
			T value = (T) this.serializer.deserialize(stored, type);
			return value;
		}
		catch (ZcachedSerializationException ex) {
			throw at(key, ex);
		}
	}

	private static ZcachedSerializationException at(String key, ZcachedSerializationException ex) {
		return new ZcachedSerializationException("Key '" + Printable.of(key) + "': " + ex.getMessage(), ex.getCause());
	}

	private static boolean isNotFound(Result<Object> result, String key) {
		String error = result.errorMessage();
		return error != null && CommandType.isNotFound(error, key);
	}

	private static boolean isError(Result<Object> result, String code) {
		return result.errorCode() != null && result.errorCode().name().equals(code);
	}

}
