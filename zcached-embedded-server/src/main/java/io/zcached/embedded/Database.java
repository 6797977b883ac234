package io.zcached.embedded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The data of one server, in memory only. Thread safe: each method is one atomic step, as
 * in the real server.
 */
final class Database {

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock. */
	private final Map<Bytes, Value> values = new HashMap<>();

	/** Seconds since the epoch; written under the lock. */
	private volatile long lastSave = now();

	@Nullable Value get(Bytes key) {
		return locked(() -> this.values.get(key));
	}

	void put(Bytes key, Value value) {
		locked(() -> this.values.put(key, value));
	}

	boolean delete(Bytes key) {
		return locked(() -> this.values.remove(key)) != null;
	}

	void flush() {
		locked(() -> {
			this.values.clear();
			return this.values;
		});
	}

	int size() {
		return locked(this.values::size);
	}

	List<Value> keys() {
		return locked(() -> {
			List<Value> keys = new ArrayList<>(this.values.size());
			this.values.keySet().forEach((key) -> keys.add(new Value.Text(key)));
			return keys;
		});
	}

	/**
	 * Moves a value, over what the other key holds.
	 * @return whether there was a value
	 */
	boolean rename(Bytes from, Bytes to) {
		return locked(() -> {
			Value value = this.values.remove(from);
			if (value != null) {
				this.values.put(to, value);
			}
			return value != null;
		});
	}

	/**
	 * Copies a value. Onto itself with {@code replace} the server first frees the value
	 * and then copies what is left of it.
	 * @return what went wrong, null if nothing
	 */
	@Nullable ServerError copy(Bytes from, Bytes to, boolean replace) {
		return locked(() -> {
			Value value = this.values.get(from);
			if (value == null) {
				return ServerError.NOT_FOUND;
			}
			if (!replace && this.values.containsKey(to)) {
				return ServerError.BUSY_KEY;
			}
			this.values.put(to, from.equals(to) ? freed(value) : value);
			return null;
		});
	}

	/**
	 * Pretends to save: nothing is written anywhere.
	 * @return whether there was something to save
	 */
	boolean save() {
		return locked(() -> {
			boolean something = !this.values.isEmpty();
			if (something) {
				this.lastSave = now();
			}
			return something;
		});
	}

	/**
	 * When {@link #save} last did something, or the database was made, in seconds since
	 * the epoch.
	 */
	long lastSave() {
		return this.lastSave;
	}

	private static Value freed(Value value) {
		if (value instanceof Value.Text text) {
			return new Value.Text(text.content().freed());
		}
		if (value instanceof Value.SimpleText text) {
			return new Value.SimpleText(text.content().freed());
		}
		return value;
	}

	private <T extends @Nullable Object> T locked(Supplier<T> step) {
		this.lock.lock();
		try {
			return step.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	private static long now() {
		return System.currentTimeMillis() / 1000;
	}

}
