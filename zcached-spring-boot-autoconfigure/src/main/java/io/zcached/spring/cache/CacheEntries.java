package io.zcached.spring.cache;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Values to entries and back. An entry is an array that any client can read:
 * {@code [version, expiresAtMillis, generation, valueType, payload]}, with 0 for no
 * expiry. Text, numbers and booleans are their own payload, everything else is JSON.
 * Whatever is not such an entry is a miss.
 */
final class CacheEntries {

	private static final long VERSION = 1;

	private static final String NULL = "null";

	private static final String NATIVE = "native";

	/** Before a type whose payload is JSON. */
	private static final String JSON = "json:";

	private static final Map<Class<?>, String> NATIVE_NUMBERS = Map.of(Integer.class, "int", Short.class, "short",
			Byte.class, "byte", Float.class, "float");

	private final ZcachedCacheConfiguration configuration;

	private final AllowedTypes types;

	private final Payloads payloads;

	private final LongSupplier clock;

	CacheEntries(ZcachedCacheConfiguration configuration, AllowedTypes types, Payloads payloads, LongSupplier clock) {
		this.configuration = configuration;
		this.types = types;
		this.payloads = payloads;
		this.clock = clock;
	}

	/**
	 * Makes an entry.
	 * @throws UncacheableValueException if the value would not come back as it is
	 */
	List<@Nullable Object> write(@Nullable Object value, String generation) {
		String type = typeOf(value);
		Object payload = type.startsWith(JSON) && value != null ? this.payloads.write(value) : value;
		return Arrays.asList(VERSION, expiry(), generation, type, payload);
	}

	/** Reads an entry; {@code stored} is whatever is there. */
	Found read(Object stored, String generation) {
		if (!(stored instanceof List<?> entry) || entry.size() != 5 || !Long.valueOf(VERSION).equals(entry.get(0))
				|| !(entry.get(1) instanceof Long expiry) || !(entry.get(3) instanceof String type)) {
			return Found.miss(MissReason.UNREADABLE);
		}
		if (!generation.equals(entry.get(2))) {
			return Found.miss(MissReason.CLEARED);
		}
		if (expiry != 0 && expiry <= this.clock.getAsLong()) {
			return Found.miss(MissReason.EXPIRED);
		}
		try {
			return read(type, entry.get(4));
		}
		catch (UncacheableValueException | ClassCastException | ArithmeticException ex) {
			return Found.miss(MissReason.UNREADABLE);
		}
	}

	private Found read(String type, @Nullable Object payload) {
		if (type.equals(NULL)) {
			return Found.hit(null);
		}
		if (payload == null) {
			return Found.miss(MissReason.UNREADABLE);
		}
		if (type.startsWith(JSON)) {
			Type wanted = (this.configuration.valueType() != null) ? this.configuration.valueType()
					: this.types.find(type.substring(JSON.length()));
			return (wanted != null) ? Found.hit(this.payloads.read((String) payload, wanted))
					: Found.miss(MissReason.UNREADABLE);
		}
		return switch (type) {
			case NATIVE -> Found.hit(payload);
			case "int" -> Found.hit(Math.toIntExact((Long) payload));
			case "short" -> Found.hit(((Long) payload).shortValue());
			case "byte" -> Found.hit(((Long) payload).byteValue());
			case "float" -> Found.hit(((Double) payload).floatValue());
			default -> Found.miss(MissReason.UNREADABLE);
		};
	}

	private String typeOf(@Nullable Object value) {
		if (value == null) {
			return NULL;
		}
		if (value instanceof Long || value instanceof Double || value instanceof Boolean
				|| (value instanceof String text && isStorable(text))) {
			return NATIVE;
		}
		String number = NATIVE_NUMBERS.get(value.getClass());
		if (number != null) {
			return number;
		}
		if (this.configuration.valueType() != null) {
			return JSON + this.configuration.valueType().getTypeName();
		}
		String name = this.types.nameOf(value);
		if (name == null) {
			throw new UncacheableValueException("A value of " + value.getClass().getName()
					+ " would not come back as it is; declare the type of the cache's values, or allow the package of the class",
					null);
		}
		return JSON + name;
	}

	/** What a server would refuse, cut or execute is escaped as JSON. */
	private static boolean isStorable(String text) {
		return !text.isEmpty() && text.indexOf('\n') < 0 && text.indexOf(3) < 0
				&& text.chars().noneMatch((c) -> Character.isSurrogate((char) c));
	}

	private long expiry() {
		Duration timeToLive = this.configuration.timeToLive();
		if (timeToLive == null) {
			return 0;
		}
		double shorter = this.configuration.jitter() * ThreadLocalRandom.current().nextDouble();
		return this.clock.getAsLong() + Math.max(1, (long) (timeToLive.toMillis() * (1 - shorter)));
	}

}
