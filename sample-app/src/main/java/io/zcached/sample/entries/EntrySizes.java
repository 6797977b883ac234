package io.zcached.sample.entries;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.zcached.client.Command;
import io.zcached.client.Connection;
import io.zcached.client.Result;
import io.zcached.client.protocol.CommandType;
import io.zcached.client.protocol.Dialect;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The sizes of entries, all asked for at once: the server's SIZEOF, or the same computed
 * from the value for a server of the old line, which has no such command.
 */
@Component
class EntrySizes {

	private final Connection connection;

	EntrySizes(Connection connection) {
		this.connection = connection;
	}

	/** An entry that is deleted meanwhile is left out. */
	List<Entry> of(List<String> keys) {
		boolean sizes = this.connection.dialect() != Dialect.UNTERMINATED;
		List<Result<Object>> replies = this.connection
			.sendAll(keys.stream().map((key) -> Command.of(sizes ? "SIZEOF" : "GET", key)).toList());
		List<Entry> entries = new ArrayList<>();
		for (int i = 0; i < keys.size(); i++) {
			String key = keys.get(i);
			Result<Object> reply = replies.get(i);
			if (reply.isSuccess() || !CommandType.isNotFound(String.valueOf(reply.errorMessage()), key)) {
				Object value = reply.orElseThrow();
				entries.add(new Entry(key, (sizes && value instanceof Long size) ? size : size(value)));
			}
		}
		return entries;
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
