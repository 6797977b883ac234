package io.zcached.spring.cache;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Values to entries and back. Text, numbers and booleans are their own payload,
 * everything else is JSON. Whatever cannot be read is a miss.
 */
final class CacheEntries {

	private static final String NULL = "null";

	/** Before a type whose payload is JSON. */
	private static final String JSON = "json:";

	private final ZcachedCacheConfiguration configuration;

	private final AllowedTypes types;

	private final TypeNames names;

	/** The class of all values, where one is declared. */
	private final @Nullable Class<?> declared;

	/**
	 * What all values are read as; {@code null} if none is declared, or one that does not
	 * tell what is inside, such as {@link List}.
	 */
	private final @Nullable Type readAs;

	private final Payloads payloads;

	private final LongSupplier clock;

	CacheEntries(ZcachedCacheConfiguration configuration, AllowedTypes types, Payloads payloads, LongSupplier clock) {
		this.configuration = configuration;
		this.types = types;
		this.names = new TypeNames(types);
		Type type = configuration.valueType();
		this.declared = (type != null)
				? ClassUtils.resolvePrimitiveIfNecessary(ResolvableType.forType(type).resolve(Object.class)) : null;
		this.readAs = (type instanceof Class<?> raw && raw.getTypeParameters().length > 0) ? null : type;
		this.payloads = payloads;
		this.clock = clock;
	}

	/**
	 * Makes an entry.
	 * @throws UncacheableValueException if the value would not come back as it is
	 */
	List<@Nullable Object> write(@Nullable Object value, String generation) {
		return entry(value).in(generation).toList();
	}

	/**
	 * The same for no generation yet. Whatever a value of the application does when it is
	 * looked at, it is one that cannot be stored.
	 */
	StoredEntry entry(@Nullable Object value) {
		try {
			String type = typeOf(value);
			Object payload = (value != null && type.startsWith(JSON)) ? writeJson(value, type) : value;
			return new StoredEntry(expiry(), Generations.FIRST, type, payload);
		}
		catch (UncacheableValueException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new UncacheableValueException("A value of " + ((value != null) ? value.getClass().getName() : "null")
					+ " fails when it is looked at: " + ex.getClass().getName());
		}
	}

	/** Reads it again at once: what is wrong then would be wrong at every hit. */
	private String writeJson(Object value, String type) {
		String payload = this.payloads.write(value);
		Type wanted = wanted(type);
		Object back = (wanted != null) ? this.payloads.read(payload, wanted) : null;
		String difference = (back != null) ? Comparison.difference(value, back, this.types)
				: "its JSON cannot be read again";
		if (difference != null) {
			throw new UncacheableValueException("A value of " + value.getClass().getTypeName()
					+ " would not come back as it is: " + difference
					+ "; let its class write and read everything (accessors, constructor parameters, @JsonTypeInfo for subclasses), or cache another one");
		}
		return payload;
	}

	/** Reads an entry; {@code stored} is whatever is there. */
	Found read(Object stored, String generation) {
		StoredEntry entry = StoredEntry.of(stored);
		if (entry == null) {
			return Found.miss(MissReason.UNREADABLE);
		}
		MissReason outdated = entry.outdated(generation, this.clock.getAsLong());
		return (outdated != null) ? Found.miss(outdated) : read(entry);
	}

	private Found read(StoredEntry entry) {
		if (entry.type().equals(NULL)) {
			return this.configuration.cacheNullValues() ? Found.hit(null) : Found.miss(MissReason.UNREADABLE);
		}
		Object value = entry.type().startsWith(JSON) ? readJson(entry) : Scalars.read(entry.type(), entry.payload());
		return (value != null && isOfDeclaredType(value)) ? Found.hit(value) : Found.miss(MissReason.UNREADABLE);
	}

	private @Nullable Object readJson(StoredEntry entry) {
		Type wanted = wanted(entry.type());
		try {
			return (wanted != null && entry.payload() instanceof String text) ? this.payloads.read(text, wanted) : null;
		}
		catch (UncacheableValueException ex) {
			return null;
		}
	}

	/** Where a type is declared, a name is only compared with its own. */
	private @Nullable Type wanted(String type) {
		if (this.readAs == null) {
			return this.types.find(type.substring(JSON.length()));
		}
		return type.equals(JSON + this.readAs.getTypeName()) ? this.readAs : null;
	}

	private boolean isOfDeclaredType(Object value) {
		return this.declared == null || this.declared.isInstance(value);
	}

	private String typeOf(@Nullable Object value) {
		if (value == null) {
			return NULL;
		}
		if (!isOfDeclaredType(value)) {
			throw new UncacheableValueException("A value of " + value.getClass().getName()
					+ " is not of the type that is declared for the cache; correct its value-type");
		}
		String scalar = Scalars.nameOf(value);
		if (scalar != null) {
			return scalar;
		}
		return JSON + ((this.readAs != null) ? this.readAs.getTypeName() : this.names.of(value));
	}

	/**
	 * When an entry that is written now ends, at most what the server's integers hold.
	 */
	private long expiry() {
		Duration timeToLive = this.configuration.timeToLive();
		if (timeToLive == null) {
			return 0;
		}
		double shorter = this.configuration.jitter() * ThreadLocalRandom.current().nextDouble();
		long left = Math.max(1, (long) (millis(timeToLive) * (1 - shorter)));
		long now = this.clock.getAsLong();
		return (left < Long.MAX_VALUE - now) ? now + left : Long.MAX_VALUE;
	}

	/** No exception for more than a long holds. */
	private static double millis(Duration duration) {
		return duration.toSeconds() * 1000.0 + duration.toMillisPart();
	}

}
