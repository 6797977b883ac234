package io.zcached.client.protocol;

import java.math.BigInteger;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a server would lose, or die of, is refused with the way out (row 8).
 */
class RefusedRequestTests extends AbstractRequestTests {

	@Test
	void whenValueHasNoMappingThenMessageListsTheMappings() {
		for (Object value : new Object[] { Instant.EPOCH, new Object(), 'c', new byte[] { 1 }, Dialect.TERMINATED }) {
			assertRefused(Dialect.TERMINATED, value).contains("is of " + value.getClass().getTypeName())
				.contains("which has no mapping")
				.contains("String (or another CharSequence)", "BigInteger within 64 bits", "Map with String keys",
						"SortedSet keep their order");
		}
		assertRefused(Dialect.TERMINATED, new byte[] { 1 }).contains("encode it as Base64 text");
	}

	@Test
	void whenIntegerHasMoreThan64BitsThenItIsRefused() {
		BigInteger tooLarge = BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE);
		assertRefused(Dialect.TERMINATED, tooLarge).contains("is an integer of 65 bits, and the server stores 64");
		assertRefused(Dialect.TERMINATED, BigInteger.valueOf(Long.MIN_VALUE).subtract(BigInteger.ONE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\uD800", "a\uDC00", "\uD83D", "\uDE00\uD83D", "?\uD800?", "\uD83D\uD83D\uDE00" })
	void whenTextHoldsHalfASurrogatePairThenItIsRefusedEverywhere(String text) {
		for (Dialect dialect : Dialect.values()) {
			assertRefused(dialect, text).contains("unpaired surrogate 0xD").contains("at index ");
			assertRefused(dialect, "x".repeat(200) + text).contains("unpaired surrogate");
			assertRefused(dialect, Map.of(text, 1)).contains("unpaired surrogate");
			assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> write(dialect, command("GET", text)));
			assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> write(dialect, command(text)));
		}
	}

	@Test
	void whenStringIsEmptyThenOnlyAnUnterminatedServerTakesIt() {
		assertThat(set(Dialect.UNTERMINATED, "")).endsWith("k\r\n$0\r\n\r\n");
		assertThat(write(Dialect.UNTERMINATED, command("GET", ""))).endsWith("GET\r\n$0\r\n\r\n");
		assertRefused(Dialect.TERMINATED, "").contains("is the empty string");
		assertRefused(Dialect.TERMINATED, List.of("a", "")).contains("[1] is the empty string");
		assertRefused(Dialect.TERMINATED, Map.of("", 1)).contains(", map key '', is the empty string");
		assertRefused(Dialect.TERMINATED, Map.of("a", "")).contains("['a'] is the empty string");
		for (List<@Nullable Object> command : List.of(command("GET", ""), command("ECHO", ""),
				command("RENAME", "a", ""), command("MGET", "a", ""), command(""))) {
			assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> write(Dialect.TERMINATED, command))
				.withMessageContaining("is the empty string");
		}
	}

	@Test
	void whenMapIsEmptyThenOnlyAnUnterminatedServerTakesIt() {
		assertThat(set(Dialect.UNTERMINATED, Map.of())).endsWith("k\r\n%0\r\n");
		assertRefused(Dialect.TERMINATED, Map.of()).contains("is the empty map");
		assertRefused(Dialect.TERMINATED, List.of(1, Map.of())).contains("[1] is the empty map");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "DELETE", "SIZEOF", "SET", "MGET", "MSET", "RENAME", "COPY" })
	void whenKeyIsNoStringThenItIsRefusedSinceItWouldKillTheServer(String name) {
		for (Object key : new Object[] { 1, List.of(), new StringBuilder("k"), true }) {
			assertThatExceptionOfType(RefusedException.class)
				.isThrownBy(() -> write(Dialect.TERMINATED, command(name, key, "x")))
				.withMessage(name + " refused: a key is of " + key.getClass().getTypeName()
						+ ", and the server takes only strings (another type kills it); convert it to String");
		}
		assertThatExceptionOfType(RefusedException.class)
			.isThrownBy(() -> write(Dialect.UNTERMINATED, command(name, null, "x")))
			.withMessageContaining("a key is null");
		assertThatExceptionOfType(RefusedException.class)
			.isThrownBy(() -> write(Dialect.UNTERMINATED, command(name.toLowerCase(java.util.Locale.ROOT), 1)));
	}

	@Test
	void whenSecondKeyIsNoStringThenItIsRefused() {
		for (List<@Nullable Object> command : List.of(command("RENAME", "a", 1), command("COPY", "a", 1),
				command("MGET", "a", 1), command("MSET", "a", 1, 2, "b"))) {
			assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> write(Dialect.TERMINATED, command));
		}
	}

	@Test
	void whenMapKeyIsNoStringThenItIsRefused() {
		assertRefused(Dialect.TERMINATED, Map.of(1, 2)).contains("has a map key of java.lang.Integer");
		assertRefused(Dialect.UNTERMINATED, new AbstractMap<Object, Object>() {
			@Override
			public Set<Entry<Object, Object>> entrySet() {
				return Set.of(new SimpleEntry<>(null, 1));
			}
		}).contains("has a map key of null");
	}

	@Test
	void whenKeyIsCopiedOntoItselfWithReplaceThenItIsRefused() {
		assertThatExceptionOfType(RefusedException.class)
			.isThrownBy(() -> write(Dialect.TERMINATED, command("COPY", "\u001Bk", "\u001Bk", "REPLACE")))
			.withMessageContaining("COPY refused: copying key '\\x1Bk' onto itself");
		assertThatExceptionOfType(RefusedException.class)
			.isThrownBy(() -> write(Dialect.TERMINATED, command("copy", "k", "k", "replace")));
	}

	@Test
	void whenRefusedThenMessageNeverQuotesAValue() {
		String canary = "CANARY";
		List<Object> values = List.of(canary + "\n", canary + "\u0003", "\n" + canary, List.of(canary, ""),
				Map.of("k", canary + "\uD800"), canary.repeat(2_000_000), List.of(canary, new Object()),
				new LinkedHashSet<>(List.of(canary + "\n")), new Object[] { canary, new byte[0] });
		for (Object value : values) {
			for (List<@Nullable Object> command : List.of(command("SET", "k", value),
					command("MSET", "k", 1, "l", value), command("ECHO", value), command("BOGUS", value),
					command("PING", value), command("COPY", "a", "b", value))) {
				assertRefusedFor(() -> write(Dialect.TERMINATED, command)).doesNotContain(canary)
					.startsWith((String) command.get(0));
			}
		}
		byte[] raw = Wire.bytes("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$7\r\nCANARY\n\r\n");
		assertRefusedFor(() -> RawRequest.write(this.request, Dialect.TERMINATED, raw)).doesNotContain(canary);
	}

}
