package io.zcached.sample;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedClient;
import io.zcached.client.protocol.Dialect;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The sizes of entries: the server's SIZEOF, or the same computed from the value for a
 * server of the old line, which has no such command.
 */
@Component
class EntrySizes {

	private final Connection connection;

	private final ZcachedClient client;

	EntrySizes(Connection connection, ZcachedClient client) {
		this.connection = connection;
		this.client = client;
	}

	/** An entry that is deleted meanwhile is left out. */
	List<Entry> of(Set<String> keys) {
		return keys.stream().sorted().flatMap(this::entry).toList();
	}

	private Stream<Entry> entry(String key) {
		OptionalLong size = (this.connection.dialect() != Dialect.UNTERMINATED) ? this.client.sizeOf(key)
				: computedSize(key);
		return size.stream().mapToObj((bytes) -> new Entry(key, bytes));
	}

	private OptionalLong computedSize(String key) {
		Object value = this.client.get(key).orElse(null);
		return (value != null || this.client.exists(key)) ? OptionalLong.of(size(value)) : OptionalLong.empty();
	}

	static long size(@Nullable Object value) {
		if (value == null) {
			return 0;
		}
		if (value instanceof String string) {
			return string.getBytes(StandardCharsets.UTF_8).length;
		}
		if (value instanceof Collection<?> collection) {
			return collection.size();
		}
		if (value instanceof Map<?, ?> map) {
			return map.size();
		}
		return (value instanceof Boolean) ? 1 : 8;
	}

}
