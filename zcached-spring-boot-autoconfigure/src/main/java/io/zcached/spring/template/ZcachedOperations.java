package io.zcached.spring.template;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.zcached.client.ZcachedClient;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;

/**
 * What can be done with values of any Java type. Thread safe. What only reads is repeated
 * once when the connection broke under it and has been restored. Every method throws a
 * {@link io.zcached.client.ZcachedException} if the server cannot be reached, does not
 * answer in time or refuses, an {@link io.zcached.client.UnstorableValueException} if it
 * would lose a key or text, and a {@link ZcachedSerializationException} if a value cannot
 * be turned into what is stored, or back.
 */
public interface ZcachedOperations {

	/**
	 * Reads a value.
	 * @param <T> the type
	 * @param key the key
	 * @param type the type
	 * @return the value; empty if there is none, and if it is null
	 */
	<T> Optional<T> get(String key, Class<T> type);

	/**
	 * Reads a value of a generic type.
	 * @param <T> the type
	 * @param key the key
	 * @param type the type, such as {@code new ParameterizedTypeReference<List<Order>>()
	 * {}}
	 * @return the value; empty if there is none, and if it is null
	 */
	<T> Optional<T> get(String key, ParameterizedTypeReference<T> type);

	/**
	 * Stores a value.
	 * @param key the key
	 * @param value the value, may be null
	 */
	void set(String key, @Nullable Object value);

	/**
	 * Stores a value unless the key is there: of several callers at once, in whichever
	 * JVM, exactly one succeeds. One round trip on a terminated server: the value is
	 * stored under a random key beginning with {@code zcached:tmp:}, copied and deleted.
	 * After a time-out or a broken connection it is not known whether the value was
	 * stored, and that random key may stay, which does no harm but takes room.
	 * @param key the key
	 * @param value the value, may be null
	 * @return whether it was stored
	 * @throws UnsupportedOperationException if the server is of the unterminated line,
	 * which has no COPY; nothing has been stored then
	 */
	boolean setIfAbsent(String key, @Nullable Object value);

	/**
	 * Removes a key.
	 * @param key the key
	 * @return whether it was there
	 */
	boolean delete(String key);

	/**
	 * Whether a key is there.
	 * @param key the key
	 * @return whether it is, with any value
	 */
	boolean exists(String key);

	/**
	 * Gives a value another key, under which nothing of the old value remains. Terminated
	 * servers only.
	 * @param from the key
	 * @param to the other key
	 * @return whether {@code from} was there
	 */
	boolean rename(String from, String to);

	/**
	 * Copies a value to another key. Terminated servers only.
	 * @param from the key
	 * @param to the other key
	 * @param replace whether a value that is there is overwritten
	 * @return whether it was copied; {@code false} if {@code from} is not there, or
	 * {@code to} is and is not to be replaced
	 */
	boolean copy(String from, String to, boolean replace);

	/**
	 * Reads several values, pipelined.
	 * @param <T> the type
	 * @param keys the keys
	 * @param type the type of all of them
	 * @return the values of the keys that are there, in the order of the keys; a value
	 * may be null
	 */
	<T> Map<String, @Nullable T> multiGet(Collection<String> keys, Class<T> type);

	/**
	 * Reads several values of a generic type, pipelined.
	 * @param <T> the type
	 * @param keys the keys
	 * @param type the type of all of them
	 * @return as {@link #multiGet(Collection, Class)}
	 */
	<T> Map<String, @Nullable T> multiGet(Collection<String> keys, ParameterizedTypeReference<T> type);

	/**
	 * Stores several values, pipelined. Not atomic: after an exception, some may have
	 * been stored.
	 * @param entries keys and values
	 */
	void multiSet(Map<String, ?> entries);

	/**
	 * Removes several keys, pipelined. Not atomic: after an exception, some may have been
	 * removed.
	 * @param keys the keys
	 * @return how many of them were there
	 */
	long deleteAll(Collection<String> keys);

	/**
	 * Reads a value without waiting. What is stored becomes the value on a background
	 * thread that nobody else waits for, or at once if the reply is there already.
	 * @param <T> the type
	 * @param key the key
	 * @param type the type
	 * @return completes as {@link #get(String, Class)} returns or throws
	 */
	<T> CompletableFuture<Optional<T>> getAsync(String key, Class<T> type);

	/**
	 * Reads a value of a generic type without waiting.
	 * @param <T> the type
	 * @param key the key
	 * @param type the type
	 * @return as {@link #getAsync(String, Class)}
	 */
	<T> CompletableFuture<Optional<T>> getAsync(String key, ParameterizedTypeReference<T> type);

	/**
	 * Stores a value without waiting.
	 * @param key the key
	 * @param value the value, may be null
	 * @return completes when it is stored, or as {@link #set(String, Object)} throws; a
	 * value that cannot be stored is refused by this call itself
	 */
	CompletableFuture<@Nullable Void> setAsync(String key, @Nullable Object value);

	/**
	 * Removes a key without waiting.
	 * @param key the key
	 * @return completes with whether it was there
	 */
	CompletableFuture<Boolean> deleteAsync(String key);

	/**
	 * The client, for everything else that a server can do, with its own types.
	 * @return the client
	 */
	ZcachedClient client();

}
