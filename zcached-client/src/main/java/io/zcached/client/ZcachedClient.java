package io.zcached.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import org.jspecify.annotations.Nullable;

public class ZcachedClient {

	public static ZcachedClient of(Connection connection) {
		throw new UnsupportedOperationException();
	}

	public ZcachedClient withLimit(Duration limit) {
		throw new UnsupportedOperationException();
	}

	public String ping() {
		throw new UnsupportedOperationException();
	}

	public Optional<Object> get(String key) {
		throw new UnsupportedOperationException();
	}

	public <T> Optional<T> get(String key, Class<T> type) {
		throw new UnsupportedOperationException();
	}

	public void set(String key, @Nullable Object value) {
		throw new UnsupportedOperationException();
	}

	public boolean delete(String key) {
		throw new UnsupportedOperationException();
	}

	public boolean exists(String key) {
		throw new UnsupportedOperationException();
	}

	public void flush() {
		throw new UnsupportedOperationException();
	}

	public Map<String, Object> mget(String... keys) {
		throw new UnsupportedOperationException();
	}

	public Map<String, Object> mget(Collection<String> keys) {
		throw new UnsupportedOperationException();
	}

	public void mset(Map<String, ?> entries) {
		throw new UnsupportedOperationException();
	}

	public long dbSize() {
		throw new UnsupportedOperationException();
	}

	public Set<String> keys() {
		throw new UnsupportedOperationException();
	}

	public void save() {
		throw new UnsupportedOperationException();
	}

	public Instant lastSave() {
		throw new UnsupportedOperationException();
	}

	public OptionalLong sizeOf(String key) {
		throw new UnsupportedOperationException();
	}

	public String echo(String text) {
		throw new UnsupportedOperationException();
	}

	public boolean rename(String from, String to) {
		throw new UnsupportedOperationException();
	}

	public boolean copy(String from, String to) {
		throw new UnsupportedOperationException();
	}

	public boolean copy(String from, String to, boolean replace) {
		throw new UnsupportedOperationException();
	}

}
