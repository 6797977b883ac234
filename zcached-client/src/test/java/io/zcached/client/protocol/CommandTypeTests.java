package io.zcached.client.protocol;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which replies prove that requests and replies have not come apart.
 */
class CommandTypeTests {

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
	void findsCommandInAnyLetterCase(CommandType type) {
		assertThat(CommandType.of(type.name())).isEqualTo(type);
		assertThat(CommandType.of(type.name().toLowerCase(Locale.ROOT))).isEqualTo(type);
		assertThat(CommandType.of(type.name() + " ")).isEqualTo(CommandType.OTHER);
	}

	@Test
	void whenDefaultLocaleIsTurkishThenCommandIsStillFound() {
		Locale before = Locale.getDefault();
		try {
			Locale.setDefault(Locale.forLanguageTag("tr"));
			assertThat(CommandType.of("sizeof")).isEqualTo(CommandType.SIZEOF);
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void whenNameIsNoCommandThenItIsOther() {
		assertThat(CommandType.of("OTHER")).isEqualTo(CommandType.OTHER);
		assertThat(CommandType.of("other")).isEqualTo(CommandType.OTHER);
		assertThat(CommandType.of("")).isEqualTo(CommandType.OTHER);
	}

	@ParameterizedTest
	@EnumSource(names = { "SET", "DELETE", "FLUSH", "MSET", "SAVE", "RENAME" })
	void onlySimpleOkFitsWhatChangesSomething(CommandType type) {
		assertThat(type.fits(WireType.SIMPLE_STRING, "OK", "k")).isTrue();
		assertThat(type.fits(WireType.STRING, "OK", "k")).isFalse();
		assertThat(type.fits(WireType.SIMPLE_STRING, "PONG", "k")).isFalse();
		assertThat(type.fits(WireType.INTEGER, 1L, "k")).isFalse();
		assertThat(type.fits(WireType.NULL, null, "k")).isFalse();
	}

	@Test
	void onlyPongFitsPing() {
		assertThat(CommandType.PING.fits(WireType.SIMPLE_STRING, "PONG", null)).isTrue();
		assertThat(CommandType.PING.fits(WireType.STRING, "PONG", null)).isFalse();
		assertThat(CommandType.PING.fits(WireType.SIMPLE_STRING, "OK", null)).isFalse();
	}

	@Test
	void onlyBulkOkFitsCopy() {
		assertThat(CommandType.COPY.fits(WireType.STRING, "OK", List.of("a", "b"))).isTrue();
		assertThat(CommandType.COPY.fits(WireType.SIMPLE_STRING, "OK", List.of("a", "b"))).isFalse();
	}

	@ParameterizedTest
	@EnumSource(names = { "DBSIZE", "SIZEOF", "LASTSAVE" })
	void onlyIntegerFitsWhatCounts(CommandType type) {
		assertThat(type.fits(WireType.INTEGER, 0L, "k")).isTrue();
		assertThat(type.fits(WireType.INTEGER, -1L, "k")).isEqualTo(type == CommandType.LASTSAVE);
		assertThat(type.fits(WireType.FLOAT, 1.0, "k")).isFalse();
		assertThat(type.fits(WireType.SIMPLE_STRING, "OK", "k")).isFalse();
		assertThat(type.fits(WireType.NULL, null, "k")).isFalse();
	}

	@Test
	void onlyListOfStringsFitsKeys() {
		assertThat(CommandType.KEYS.fits(WireType.ARRAY, List.of(), null)).isTrue();
		assertThat(CommandType.KEYS.fits(WireType.ARRAY, List.of("a", "b"), null)).isTrue();
		assertThat(CommandType.KEYS.fits(WireType.ARRAY, List.of("a", 1L), null)).isFalse();
		assertThat(CommandType.KEYS.fits(WireType.ARRAY, Arrays.asList("a", null), null)).isFalse();
		assertThat(CommandType.KEYS.fits(WireType.MAP, Map.of(), null)).isFalse();
	}

	@Test
	void onlyTheSentTextFitsEcho() {
		assertThat(CommandType.ECHO.fits(WireType.STRING, "hi", "hi")).isTrue();
		assertThat(CommandType.ECHO.fits(WireType.SIMPLE_STRING, "hi", List.of("hi", "ignored"))).isTrue();
		assertThat(CommandType.ECHO.fits(WireType.STRING, "ho", "hi")).isFalse();
		assertThat(CommandType.ECHO.fits(WireType.INTEGER, 1L, "1")).isFalse();
	}

	@Test
	void onlyTheAskedKeysFitMget() {
		assertThat(CommandType.MGET.fits(WireType.MAP, reply("a", "b"), List.of("b", "a"))).isTrue();
		assertThat(CommandType.MGET.fits(WireType.MAP, reply("a", "b"), List.of("a", "b", "a"))).isTrue();
		assertThat(CommandType.MGET.fits(WireType.MAP, reply(), List.of())).isTrue();
		assertThat(CommandType.MGET.fits(WireType.MAP, reply(), null)).isTrue();
		assertThat(CommandType.MGET.fits(WireType.MAP, reply("a"), List.of("a", "b"))).isFalse();
		assertThat(CommandType.MGET.fits(WireType.MAP, reply("a", "b"), List.of("a"))).isFalse();
		assertThat(CommandType.MGET.fits(WireType.MAP, reply("a", "x"), List.of("a", "b"))).isFalse();
		assertThat(CommandType.MGET.fits(WireType.MAP, reply("a", "x"), List.of("a", "a"))).isFalse();
		assertThat(CommandType.MGET.fits(WireType.MAP, reply("a"), null)).isFalse();
		assertThat(CommandType.MGET.fits(WireType.ARRAY, List.of(), List.of())).isFalse();
	}

	private static Map<String, @Nullable Object> reply(String... keys) {
		Map<String, @Nullable Object> reply = new LinkedHashMap<>();
		for (String key : keys) {
			reply.put(key, null);
		}
		return reply;
	}

	@ParameterizedTest
	@EnumSource(names = { "GET", "OTHER" })
	void anyValueFitsWhatAnswersValues(CommandType type) {
		for (WireType wireType : WireType.values()) {
			assertThat(type.fits(wireType, null, "k")).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
	void errorMustQuoteTheKeyThatWasSent(CommandType type) {
		boolean looksUp = List.of("GET", "DELETE", "SIZEOF", "RENAME", "COPY").contains(type.name());
		for (Object arguments : new Object[] { "k", List.of("k", "to") }) {
			assertThat(type.fitsError("ERR 'k' not found", type.name(), arguments)).isEqualTo(looksUp);
			assertThat(type.fitsError("ERR 'other' not found", type.name(), arguments)).isFalse();
			assertThat(type.fitsError("ERR '' not found", type.name(), arguments)).isFalse();
			assertThat(type.fitsError("ERR unexpected", type.name(), arguments)).isTrue();
			assertThat(type.fitsError("TYPERR invalid type", type.name(), arguments)).isTrue();
		}
		assertThat(type.fitsError("ERR unknown command '" + type + "'", type.name(), "k")).isTrue();
		assertThat(type.fitsError("ERR unknown command 'BOGUS'", type.name(), "k")).isFalse();
		assertThat(type.fitsError("ERR 'k' not found", type.name(), null)).isFalse();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', value = { "k", "a\rb", "''", "' not found", "x' not found", "\u017C\uD83D\uDE00",
			"ERR 'k' not found", "``" })
	void whenErrorQuotesTheWholeKeyThenKeyIsNotFound(String key) {
		assertThat(CommandType.isNotFound("ERR '" + key + "' not found", key)).isTrue();
		assertThat(CommandType.GET.fitsError("ERR '" + key + "' not found", "GET", key)).isTrue();
		assertThat(CommandType.isNotFound("ERR '" + key + "x' not found", key)).isFalse();
		assertThat(CommandType.isNotFound("ERR 'x" + key + "' not found", key)).isFalse();
		assertThat(CommandType.isNotFound("ERR ' not found", key)).isFalse();
		assertThat(CommandType.isNotFound("ERR '" + key + "' not found ", key)).isFalse();
		assertThat(CommandType.isNotFound("ERR unexpected", key)).isFalse();
		assertThat(CommandType.isNotFound("ERR '1' not found", 1)).isFalse();
	}

	@Test
	void whenCommandIsUnknownToUsThenAnyErrorFits() {
		assertThat(CommandType.OTHER.fitsError("ERR 'x' not found", "BOGUS", null)).isTrue();
		assertThat(CommandType.OTHER.fitsError("ERR unknown command 'X'", "BOGUS", null)).isTrue();
	}

}
