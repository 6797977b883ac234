package io.zcached.client.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The containers that are being read, outermost first. A stack of our own instead of
 * recursion, so that a hostile reply cannot overflow the thread's. Containers grow with
 * the elements that have come, whatever count was announced.
 */
final class ReplyStack {

	private static final int INITIAL_CAPACITY = 16;

	private @Nullable Level[] levels = new Level[4];

	private int depth;

	private @Nullable Object root;

	private WireType rootType = WireType.NULL;

	boolean isEmpty() {
		return this.depth == 0;
	}

	int depth() {
		return this.depth;
	}

	/** Whether the next value is the key of a map's entry. */
	boolean expectsKey() {
		if (this.depth == 0) {
			return false;
		}
		Level level = Objects.requireNonNull(this.levels[this.depth - 1]);
		return level.type == WireType.MAP && level.key == null;
	}

	WireType rootType() {
		return this.rootType;
	}

	@Nullable Object takeRoot() {
		Object result = this.root;
		this.root = null;
		return result;
	}

	/**
	 * Opens a container; an empty one is closed at once.
	 * @return whether the outermost container is complete
	 */
	boolean open(WireType type, int count) throws MalformedReplyException {
		Level level = new Level(type, count);
		if (count == 0) {
			return close(level);
		}
		if (this.depth == this.levels.length) {
			this.levels = Arrays.copyOf(this.levels, 2 * this.depth);
		}
		this.levels[this.depth++] = level;
		return false;
	}

	/**
	 * Adds a value to the innermost container, and closes those that it completes. What
	 * {@link #expectsKey() is to be a key} must be a string.
	 * @return whether the outermost container is complete
	 */
	boolean add(@Nullable Object value) throws MalformedReplyException {
		Level level = Objects.requireNonNull(this.levels[this.depth - 1]);
		level.add(value);
		if (level.missing > 0) {
			return false;
		}
		this.levels[--this.depth] = null;
		return close(level);
	}

	/**
	 * Recursion is bounded by the depth of the containers that end with the same element.
	 */
	private boolean close(Level level) throws MalformedReplyException {
		if (this.depth > 0) {
			return add(level.container);
		}
		this.root = level.container;
		this.rootType = level.type;
		return true;
	}

	/** One open container. */
	private static final class Level {

		/** Stands in a text for bytes that are not UTF-8. */
		private static final char REPLACEMENT = '\uFFFD';

		private final WireType type;

		private final Object container;

		/** Elements that are still to come; keys and values of a map count one each. */
		private long missing;

		private @Nullable String key;

		Level(WireType type, int count) {
			int capacity = Math.min(count, INITIAL_CAPACITY);
			this.type = type;
			this.missing = (type == WireType.MAP) ? 2L * count : count;
			this.container = switch (type) {
				case MAP -> new LinkedHashMap<String, Object>(capacity);
				case ORDERED_SET -> new LinkedHashSet<>(capacity);
				case SET -> new HashSet<>(capacity);
				default -> new ArrayList<>(capacity);
			};
		}

		@SuppressWarnings("unchecked")
		void add(@Nullable Object value) throws MalformedReplyException {
			this.missing--;
			if (this.type != WireType.MAP) {
				((Collection<@Nullable Object>) this.container).add(value);
			}
			else if (this.key != null) {
				put((Map<String, @Nullable Object>) this.container, this.key, value);
				this.key = null;
			}
			else {
				this.key = (String) Objects.requireNonNull(value);
			}
		}

		/**
		 * Keys that are not UTF-8 may differ on the wire and not as text: the last one
		 * counts then.
		 */
		private static void put(Map<String, @Nullable Object> map, String key, @Nullable Object value)
				throws MalformedReplyException {
			int before = map.size();
			map.put(key, value);
			if (map.size() == before && key.indexOf(REPLACEMENT) < 0) {
				throw new MalformedReplyException(
						"expected distinct map keys, but got '" + Printable.of(key) + "' twice");
			}
		}

	}

}
