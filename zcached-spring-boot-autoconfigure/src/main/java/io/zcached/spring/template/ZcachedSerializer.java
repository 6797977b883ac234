package io.zcached.spring.template;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * Turns Java values into what a zcached server stores, and back. Must be thread safe.
 */
public interface ZcachedSerializer {

	/**
	 * Turns a value into one that {@link io.zcached.client.ZcachedClient#set} takes.
	 * @param value the value
	 * @return what is stored
	 * @throws ZcachedSerializationException if there is nothing that stands for it
	 */
	@Nullable Object serialize(@Nullable Object value);

	/**
	 * Turns what a server has answered into a value.
	 * @param stored what has been stored, by whomever
	 * @param type what is wanted
	 * @return the value, which is of that type
	 * @throws ZcachedSerializationException if it cannot become one
	 */
	@Nullable Object deserialize(Object stored, Type type);

	/**
	 * A serializer that takes the types of the server only: strings, integers, floats and
	 * booleans, and lists, sets and maps of them.
	 * @return the serializer
	 */
	static ZcachedSerializer nativeTypes() {
		return NativeZcachedSerializer.INSTANCE;
	}

}
