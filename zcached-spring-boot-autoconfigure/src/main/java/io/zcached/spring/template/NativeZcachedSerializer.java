package io.zcached.spring.template;

import java.lang.reflect.Type;
import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.NumberUtils;

/**
 * Takes the types of the server only. A number becomes another kind of number if nothing
 * is lost.
 */
final class NativeZcachedSerializer implements ZcachedSerializer {

	static final NativeZcachedSerializer INSTANCE = new NativeZcachedSerializer();

	private NativeZcachedSerializer() {
	}

	/**
	 * What is no type of the server is refused by the client, before anything is sent.
	 */
	@Override
	public @Nullable Object serialize(@Nullable Object value) {
		return value;
	}

	@Override
	public Object deserialize(Object stored, Type type) {
		Class<?> wanted = ClassUtils.resolvePrimitiveIfNecessary(ResolvableType.forType(type).resolve(Object.class));
		Object converted = convert(stored, wanted);
		if (converted == null) {
			throw failure(stored, type, ", or add Jackson 3 to store values of other types as JSON");
		}
		return converted;
	}

	static ZcachedSerializationException failure(Object stored, Type type, String orElse) {
		return new ZcachedSerializationException("What is stored is of " + stored.getClass().getName()
				+ " and cannot become " + type.getTypeName() + "; ask for the type that was stored" + orElse, null);
	}

	/** The value as it is wanted, {@code null} if it cannot be. */
	static @Nullable Object convert(Object stored, Class<?> wanted) {
		if (wanted.isInstance(stored)) {
			return stored;
		}
		if (stored instanceof Double number) {
			return convert(number, wanted);
		}
		if (stored instanceof Long number && Number.class.isAssignableFrom(wanted)) {
			return convert(number, wanted.asSubclass(Number.class));
		}
		return null;
	}

	/**
	 * A float that was stored comes back; one that was a more precise number does not.
	 */
	private static @Nullable Object convert(Double number, Class<?> wanted) {
		if (wanted == Float.class) {
			float converted = number.floatValue();
			boolean same = Double.compare(converted, number) == 0
					|| Double.compare(Double.parseDouble(Float.toString(converted)), number) == 0;
			return same ? converted : null;
		}
		return (wanted == BigDecimal.class && Double.isFinite(number)) ? BigDecimal.valueOf(number) : null;
	}

	/**
	 * Compared as decimals, since a long that becomes a double and back may hide a loss.
	 */
	private static @Nullable Object convert(Long number, Class<? extends Number> wanted) {
		try {
			Number converted = NumberUtils.convertNumberToTargetClass(number, wanted);
			BigDecimal before = BigDecimal.valueOf(number);
			return (new BigDecimal(converted.toString()).compareTo(before) == 0) ? converted : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
