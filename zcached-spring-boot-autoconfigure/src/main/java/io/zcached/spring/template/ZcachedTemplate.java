package io.zcached.spring.template;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.zcached.client.Command;
import io.zcached.client.Connection;
import io.zcached.client.ConnectionPool;
import io.zcached.client.Result;
import io.zcached.client.ZcachedClient;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;

/**
 * Values of any Java type in a zcached server. Immutable and thread safe; owns no
 * connection. The {@code with} methods make another template over the same connections.
 */
public class ZcachedTemplate implements ZcachedOperations {

	private final ZcachedClient client;

	private final TemplateCalls calls;

	private final TemplateValues values;

	private final String keyPrefix;

	/**
	 * Creates a template over a connection.
	 * @param connection the connection, not the template's to close
	 * @param serializer turns values into what is stored, and back
	 */
	public ZcachedTemplate(Connection connection, ZcachedSerializer serializer) {
		this(ZcachedClient.of(connection), new TemplateCalls(() -> connection, connection.options().timeoutLimit()),
				new TemplateValues(serializer), "");
	}

	/**
	 * Creates a template over a pool.
	 * @param pool the pool, not the template's to close
	 * @param serializer turns values into what is stored, and back
	 */
	public ZcachedTemplate(ConnectionPool pool, ZcachedSerializer serializer) {
		this(ZcachedClient.of(pool),
				new TemplateCalls(pool::connection, pool.connections().get(0).options().timeoutLimit()),
				new TemplateValues(serializer), "");
	}

	private ZcachedTemplate(ZcachedClient client, TemplateCalls calls, TemplateValues values, String keyPrefix) {
		this.client = client;
		this.calls = calls;
		this.values = values;
		this.keyPrefix = keyPrefix;
	}

	/**
	 * The same template with a shorter time limit for each call, those of several keys
	 * and asynchronous ones included.
	 * @param timeout positive; more than the connection's time-out limit is cut to that
	 * @return another template
	 * @throws IllegalArgumentException if it is not positive
	 */
	public ZcachedTemplate withTimeout(Duration timeout) {
		return new ZcachedTemplate(this.client.withLimit(timeout), new TemplateCalls(this.calls.connections(), timeout),
				this.values, this.keyPrefix);
	}

	/**
	 * The same template for keys that begin with a prefix, which callers neither write
	 * nor see; exceptions and {@link #client()} tell the whole keys.
	 * @param keyPrefix the prefix, in place of the one that the template has
	 * @return another template
	 */
	public ZcachedTemplate withKeyPrefix(String keyPrefix) {
		Objects.requireNonNull(keyPrefix, "keyPrefix must not be null");
		return new ZcachedTemplate(this.client, this.calls, this.values, keyPrefix);
	}

	/**
	 * The same template with another serializer.
	 * @param serializer turns values into what is stored, and back
	 * @return another template
	 */
	public ZcachedTemplate withSerializer(ZcachedSerializer serializer) {
		Objects.requireNonNull(serializer, "serializer must not be null");
		return new ZcachedTemplate(this.client, this.calls, new TemplateValues(serializer), this.keyPrefix);
	}

	@Override
	public <T> Optional<T> get(String key, Class<T> type) {
		return get(whole(key), (Type) type);
	}

	@Override
	public <T> Optional<T> get(String key, ParameterizedTypeReference<T> type) {
		return get(whole(key), type.getType());
	}

	@Override
	public void set(String key, @Nullable Object value) {
		String whole = whole(key);
		this.client.set(whole, this.values.write(whole, value));
	}

	@Override
	public boolean setIfAbsent(String key, @Nullable Object value) {
		String whole = whole(key);
		return this.calls.setIfAbsent(whole, this.values.write(whole, value));
	}

	@Override
	public boolean delete(String key) {
		return this.client.delete(whole(key));
	}

	@Override
	public boolean exists(String key) {
		return this.client.exists(whole(key));
	}

	@Override
	public boolean rename(String from, String to) {
		return this.client.rename(whole(from), whole(to));
	}

	@Override
	public boolean copy(String from, String to, boolean replace) {
		return this.client.copy(whole(from), whole(to), replace);
	}

	@Override
	public <T> Map<String, @Nullable T> multiGet(Collection<String> keys, Class<T> type) {
		return multiGet(keys, (Type) type);
	}

	@Override
	public <T> Map<String, @Nullable T> multiGet(Collection<String> keys, ParameterizedTypeReference<T> type) {
		return multiGet(keys, type.getType());
	}

	@Override
	public void multiSet(Map<String, ?> entries) {
		List<Command> commands = new ArrayList<>(entries.size());
		entries.forEach((key, value) -> commands.add(setting(whole(key), value)));
		this.calls.write(commands).forEach(Result::orElseThrow);
	}

	@Override
	public long deleteAll(Collection<String> keys) {
		List<String> wholes = keys.stream().map(this::whole).toList();
		List<Result<Object>> results = this.calls.write(each("DELETE", wholes));
		long deleted = 0;
		for (int i = 0; i < results.size(); i++) {
			if (!TemplateCalls.isNotFound(results.get(i), wholes.get(i))) {
				results.get(i).orElseThrow();
				deleted++;
			}
		}
		return deleted;
	}

	@Override
	public <T> CompletableFuture<Optional<T>> getAsync(String key, Class<T> type) {
		return getAsync(whole(key), (Type) type);
	}

	@Override
	public <T> CompletableFuture<Optional<T>> getAsync(String key, ParameterizedTypeReference<T> type) {
		return getAsync(whole(key), type.getType());
	}

	@Override
	public CompletableFuture<@Nullable Void> setAsync(String key, @Nullable Object value) {
		return this.calls.writeAsync(setting(whole(key), value)).thenAccept(Result::orElseThrow);
	}

	@Override
	public CompletableFuture<Boolean> deleteAsync(String key) {
		String whole = whole(key);
		return this.calls.writeAsync(Command.of("DELETE", whole))
			.thenApply((result) -> !TemplateCalls.isNotFound(result, whole) && result.orElseThrow() != null);
	}

	@Override
	public ZcachedClient client() {
		return this.client;
	}

	private <T> Optional<T> get(String whole, Type type) {
		return this.client.get(whole).map((stored) -> this.values.read(whole, stored, type));
	}

	private <T> CompletableFuture<Optional<T>> getAsync(String whole, Type type) {
		return this.calls.readAsync(Command.of("GET", whole))
			.thenApply((result) -> TemplateCalls.isNotFound(result, whole) ? Optional.empty()
					: Optional.ofNullable(result.orElseThrow()).map((stored) -> this.values.read(whole, stored, type)));
	}

	private <T> Map<String, @Nullable T> multiGet(Collection<String> keys, Type type) {
		List<Result<Object>> results = this.calls.read(each("GET", keys.stream().map(this::whole).toList()));
		Map<String, @Nullable T> found = new LinkedHashMap<>();
		int i = 0;
		for (String key : keys) {
			Result<Object> result = results.get(i++);
			String whole = whole(key);
			if (!TemplateCalls.isNotFound(result, whole)) {
				Object stored = result.orElseThrow();
				found.put(key, (stored != null) ? this.values.<T>read(whole, stored, type) : null);
			}
		}
		return found;
	}

	private Command setting(String whole, @Nullable Object value) {
		return Command.of("SET", whole, this.values.write(whole, value));
	}

	private static List<Command> each(String command, List<String> wholes) {
		return wholes.stream().map((key) -> Command.of(command, key)).toList();
	}

	private String whole(String key) {
		return this.keyPrefix.isEmpty() ? key : this.keyPrefix + Objects.requireNonNull(key, "key must not be null");
	}

}
