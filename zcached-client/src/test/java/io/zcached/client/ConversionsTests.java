package io.zcached.client;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What was read, as the type that the caller expects: only without loss.
 */
class ConversionsTests {

	static Stream<Arguments> lossless() {
		return Stream.of(Arguments.of("s", String.class, "s"), Arguments.of("s", CharSequence.class, "s"),
				Arguments.of("s", Object.class, "s"), Arguments.of(List.of(1L), List.class, List.of(1L)),
				Arguments.of(5L, Long.class, 5L), Arguments.of(5L, Integer.class, 5),
				Arguments.of((long) Integer.MIN_VALUE, Integer.class, Integer.MIN_VALUE),
				Arguments.of(-32768L, Short.class, (short) -32768), Arguments.of(127L, Byte.class, (byte) 127),
				Arguments.of(5L, Double.class, 5.0), Arguments.of(1L << 53, Double.class, (double) (1L << 53)),
				Arguments.of(5L, Number.class, 5L),
				Arguments.of(Long.MAX_VALUE, BigInteger.class, BigInteger.valueOf(Long.MAX_VALUE)),
				Arguments.of(1.5, Double.class, 1.5), Arguments.of(1.1, Float.class, 1.1f),
				Arguments.of(true, Boolean.class, true));
	}

	static Stream<Arguments> lossy() {
		return Stream.of(Arguments.of(1L << 31, Integer.class), Arguments.of(32768L, Short.class),
				Arguments.of(-129L, Byte.class), Arguments.of((1L << 53) + 1, Double.class),
				Arguments.of(5L, String.class), Arguments.of("5", Long.class), Arguments.of("true", Boolean.class),
				Arguments.of(1.5, Long.class), Arguments.of(1.0, Integer.class), Arguments.of(true, Long.class),
				Arguments.of(List.of(), java.util.Set.class), Arguments.of(1L, Boolean.class));
	}

	@ParameterizedTest
	@MethodSource("lossless")
	<T> void convertsWhatLosesNothing(Object value, Class<T> type, Object expected) {
		assertThat(Conversions.convert("k", value, type)).isEqualTo(expected);
	}

	@ParameterizedTest
	@MethodSource("lossy")
	<T> void whenSomethingWouldBeLostThenItIsRefused(Object value, Class<T> type) {
		assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> Conversions.convert("k", value, type))
			.withMessage("The value of key 'k' is of " + value.getClass().getName() + ", which is no " + type.getName()
					+ " or does not fit into one");
	}

	@Test
	void convertsToPrimitiveTypes() {
		assertThat(Conversions.<Object>convert("k", 5L, erased(long.class))).isEqualTo(5L);
		assertThat(Conversions.<Object>convert("k", 5L, erased(int.class))).isEqualTo(5);
		assertThat(Conversions.<Object>convert("k", 5L, erased(short.class))).isEqualTo((short) 5);
		assertThat(Conversions.<Object>convert("k", 5L, erased(byte.class))).isEqualTo((byte) 5);
		assertThat(Conversions.<Object>convert("k", 5L, erased(double.class))).isEqualTo(5.0);
		assertThat(Conversions.<Object>convert("k", 1.5, erased(double.class))).isEqualTo(1.5);
		assertThat(Conversions.<Object>convert("k", 1.5, erased(float.class))).isEqualTo(1.5f);
		assertThat(Conversions.<Object>convert("k", true, erased(boolean.class))).isEqualTo(true);
	}

	@SuppressWarnings("unchecked")
	private static Class<Object> erased(Class<?> type) {
		return (Class<Object>) type;
	}

	@Test
	void whenRefusedThenMessageEscapesTheKeyAndHidesTheValue() {
		assertThatExceptionOfType(ClassCastException.class)
			.isThrownBy(() -> Conversions.convert("a\nb", "CANARY", Long.class))
			.withMessageContaining("'a\\x0Ab'")
			.withMessageNotContaining("CANARY");
	}

}
