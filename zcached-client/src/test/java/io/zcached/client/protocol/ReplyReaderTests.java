package io.zcached.client.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Well-formed wire strings and the values that they are.
 */
class ReplyReaderTests {

	private static final String LONG_DIGITS = "1" + "0".repeat(329);

	static Stream<Arguments> replies() {
		return Stream
			.of(reply("+PONG\r\n", WireType.SIMPLE_STRING, "PONG"), reply("+\r\n", WireType.SIMPLE_STRING, ""),
					reply("+a\rb\r\n", WireType.SIMPLE_STRING, "a\rb"),
					reply("+a\r\r\n", WireType.SIMPLE_STRING, "a\r"),
					reply("+$3:*,#_-%\r\n", WireType.SIMPLE_STRING, "$3:*,#_-%"),
					reply("-ERR 'a\rb' not found\r\n", WireType.ERROR, "ERR 'a\rb' not found"),
					reply("-\r\n", WireType.ERROR, ""), reply("$0\r\n\r\n", WireType.STRING, ""),
					reply("$5\r\nvalue\r\n", WireType.STRING, "value"),
					reply("$4\r\na\r\nb\r\n", WireType.STRING, "a\r\nb"),
					reply("$2\r\n\r\n\r\n", WireType.STRING, "\r\n"), reply("$1\r\n>\r\n", WireType.STRING, ">"),
					reply("$1\r\n\0\r\n", WireType.STRING, "\0"),
					reply("$9\r\n\u00C5\u00BC\u00E2\u0082\u00AC\u00F0\u009F\u0098\u0080\r\n", WireType.STRING,
							"\u017C\u20AC\uD83D\uDE00"),
					reply("-ERR '\u00C5\u00BC' not found\r\n", WireType.ERROR, "ERR '\u017C' not found"),
					reply("$3\r\na\u00FFb\r\n", WireType.STRING, "a\uFFFDb"),
					reply("$4\r\na\u00C0\u0080b\r\n", WireType.STRING, "a\uFFFD\uFFFDb"),
					reply("$3\r\n\u00ED\u00A0\u0080\r\n", WireType.STRING, "\uFFFD"),
					reply(":0\r\n", WireType.INTEGER, 0L), reply(":-5\r\n", WireType.INTEGER, -5L),
					reply(":9223372036854775807\r\n", WireType.INTEGER, Long.MAX_VALUE),
					reply(":-9223372036854775808\r\n", WireType.INTEGER, Long.MIN_VALUE),
					reply(",5\r\n", WireType.FLOAT, 5.0), reply(",0.00000015\r\n", WireType.FLOAT, 1.5e-7),
					reply(",-0\r\n", WireType.FLOAT, -0.0), reply(",0\r\n", WireType.FLOAT, 0.0),
					reply(",nan\r\n", WireType.FLOAT, Double.NaN),
					reply(",inf\r\n", WireType.FLOAT, Double.POSITIVE_INFINITY),
					reply(",-inf\r\n", WireType.FLOAT, Double.NEGATIVE_INFINITY),
					reply("," + LONG_DIGITS + "\r\n", WireType.FLOAT, Double.POSITIVE_INFINITY),
					reply(",0." + "0".repeat(323) + "5\r\n", WireType.FLOAT, Double.MIN_VALUE),
					reply("#t\r\n", WireType.BOOLEAN, true), reply("#f\r\n", WireType.BOOLEAN, false),
					reply("_\r\n", WireType.NULL, null), reply("*0\r\n", WireType.ARRAY, List.of()),
					reply("*3\r\n:1\r\n_\r\n$1\r\nx\r\n", WireType.ARRAY, Arrays.asList(1L, null, "x")),
					reply("*2\r\n*1\r\n:1\r\n*2\r\n*0\r\n$3\r\nabc\r\n", WireType.ARRAY,
							List.of(List.of(1L), List.of(List.of(), "abc"))),
					reply("%0\r\n", WireType.MAP, Map.of()),
					reply("%2\r\n$1\r\nb\r\n:1\r\n+a\r\n_\r\n", WireType.MAP, map("b", 1L, "a", null)),
					reply("%1\r\n$1\r\na\r\n%1\r\n$1\r\nb\r\n*1\r\n#t\r\n", WireType.MAP,
							map("a", map("b", List.of(true)))),
					reply("%1\r\n$0\r\n\r\n$0\r\n\r\n", WireType.MAP, map("", "")),
					reply("%2\r\n$1\r\n\u00FE\r\n:1\r\n$1\r\n\u00FF\r\n:2\r\n", WireType.MAP, map("\uFFFD", 2L)),
					reply("/0\r\n", WireType.ORDERED_SET, new LinkedHashSet<>()),
					reply("/3\r\n$1\r\nc\r\n$1\r\na\r\n:1\r\n", WireType.ORDERED_SET,
							new LinkedHashSet<>(List.of("c", "a", 1L))),
					reply("/3\r\n:1\r\n:2\r\n:1\r\n", WireType.ORDERED_SET, new LinkedHashSet<>(List.of(1L, 2L))),
					reply("~0\r\n", WireType.SET, new HashSet<>()),
					reply("~2\r\n:1\r\n_\r\n", WireType.SET, new HashSet<>(Arrays.asList(1L, null))),
					reply("*3\r\n~1\r\n/1\r\n:1\r\n%0\r\n:7\r\n", WireType.ARRAY,
							List.of(Set.of(Set.of(1L)), Map.of(), 7L)))
			.flatMap((given) -> Stream.of(Dialect.values())
				.map((dialect) -> Arguments.of(dialect, given.get()[0], given.get()[1], given.get()[2])));
	}

	private static Arguments reply(String wire, WireType type, @Nullable Object value) {
		return Arguments.of(wire, type, value);
	}

	private static Map<String, @Nullable Object> map(@Nullable Object... entries) {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		for (int i = 0; i < entries.length; i += 2) {
			map.put((String) entries[i], entries[i + 1]);
		}
		return map;
	}

	@ParameterizedTest
	@MethodSource("replies")
	void readsReplyAsValue(Dialect dialect, String wire, WireType type, @Nullable Object value) {
		byte[] bytes = Wire.bytes(Wire.reply(dialect, wire));
		Wire.Outcome outcome = Wire.read(dialect, bytes);
		assertThat(outcome.failure()).isNull();
		assertThat(outcome.consumed()).isEqualTo(bytes.length);
		assertThat(outcome.replies()).containsExactly(new Wire.Reply(type, value));
	}

	@ParameterizedTest
	@MethodSource("replies")
	void readsReplyCutAnywhereAsTheSameValue(Dialect dialect, String wire, WireType type, @Nullable Object value) {
		byte[] bytes = Wire.bytes(Wire.reply(dialect, wire).repeat(2));
		String whole = Wire.read(dialect, bytes).summary();
		assertThat(Wire.read(dialect, bytes, (at) -> 1).summary()).isEqualTo(whole);
		for (int cut = 1; cut < bytes.length; cut++) {
			int first = cut;
			assertThat(Wire.read(dialect, bytes, (at) -> (at == 0) ? first : bytes.length).summary())
				.as("cut at %d", cut)
				.isEqualTo(whole);
		}
	}

	@ParameterizedTest
	@MethodSource("replies")
	void asksForMoreWithEveryBytePrefix(Dialect dialect, String wire, WireType type, @Nullable Object value)
			throws MalformedReplyException {
		byte[] bytes = Wire.bytes(Wire.reply(dialect, wire));
		for (int end = 0; end < bytes.length; end++) {
			ReplyReader reader = new ReplyReader(dialect);
			assertThat(reader.read(bytes, 0, end)).as("after %d bytes", end).isFalse();
			assertThat(reader.isInsideReply()).isEqualTo(reader.position() > 0);
		}
	}

	@ParameterizedTest
	@EnumSource
	void readsSeveralRepliesOfOneBuffer(Dialect dialect) {
		String wire = Stream.of("+OK\r\n", "-ERR x\r\n", "*1\r\n:1\r\n", "$0\r\n\r\n", "_\r\n")
			.map((reply) -> Wire.reply(dialect, reply))
			.reduce("", String::concat);
		Wire.Outcome outcome = Wire.read(dialect, Wire.bytes(wire + "+in"));
		assertThat(outcome.replies()).extracting(Wire.Reply::value)
			.containsExactly("OK", "ERR x", List.of(1L), "", null);
		assertThat(outcome.consumed()).isEqualTo(wire.length());
	}

	@Test
	void keepsNothingOfTheLastReply() throws MalformedReplyException {
		ReplyReader reader = new ReplyReader(Dialect.UNTERMINATED);
		byte[] bytes = Wire.bytes("$1\r\nx\r\n_\r\n");
		assertThat(reader.read(bytes, 0, 7)).isTrue();
		assertThat(reader.isInsideReply()).isFalse();
		assertThat(reader.takeValue()).isEqualTo("x");
		assertThat(reader.takeValue()).isNull();
		assertThat(reader.read(bytes, 7, 10)).isTrue();
		assertThat(reader.type()).isEqualTo(WireType.NULL);
	}

	@Test
	void handsOutCollectionsThatTheCallerMayChange() {
		Object list = Wire.read(Dialect.UNTERMINATED, Wire.bytes("*1\r\n*0\r\n")).replies().get(0).value();
		assertThat(list).isInstanceOf(ArrayList.class);
		assertThat(Wire.read(Dialect.UNTERMINATED, Wire.bytes("/0\r\n")).replies().get(0).value())
			.isInstanceOf(LinkedHashSet.class);
	}

	@ParameterizedTest
	@ValueSource(chars = { '+', '-' })
	void readsLineOfTenMebibytes(char prefix) {
		String text = "x".repeat(10 * 1024 * 1024);
		Wire.Outcome outcome = Wire.read(Dialect.TERMINATED, Wire.bytes(prefix + text + "\r\n\u0003"), (at) -> 1 << 20);
		assertThat(outcome.replies()).hasSize(1);
		assertThat(text.equals(outcome.replies().get(0).value())).isTrue();
	}

	@Test
	void readsStringAndFloatOfTenMebibytes() {
		String digits = "7".repeat(10 * 1024 * 1024);
		Wire.Outcome outcome = Wire.read(Dialect.UNTERMINATED,
				Wire.bytes("$" + digits.length() + "\r\n" + digits + "\r\n," + digits + "\r\n"), (at) -> 1 << 20);
		assertThat(outcome.replies()).hasSize(2);
		assertThat(digits.equals(outcome.replies().get(0).value())).isTrue();
		assertThat(outcome.replies().get(1).value()).isEqualTo(Double.POSITIVE_INFINITY);
	}

	@Test
	void readsTheDeepestNestingThatIsAccepted() {
		String wire = "*1\r\n".repeat(ReplyReader.MAX_DEPTH) + "_\r\n";
		Object value = Wire.read(Dialect.UNTERMINATED, Wire.bytes(wire)).replies().get(0).value();
		for (int i = 0; i < ReplyReader.MAX_DEPTH; i++) {
			assertThat(value).isInstanceOf(List.class);
			value = ((List<?>) value).get(0);
		}
		assertThat(value).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void readsEverythingThatRealServersAnswered(Dialect dialect) {
		List<Transcripts.Step> steps = Transcripts.of(dialect);
		assertThat(steps).hasSizeGreaterThan(150);
		for (Transcripts.Step step : steps) {
			byte[] bytes = step.expect();
			Wire.Outcome outcome = Wire.read(dialect, bytes);
			assertThat(outcome.failure()).as(step.toString()).isNull();
			assertThat(outcome.consumed()).isEqualTo(bytes.length);
			assertThat(Wire.read(dialect, bytes, (at) -> (at < 600) ? 1 : 4096).summary()).as(step.toString())
				.isEqualTo(outcome.summary());
		}
	}

	@Test
	void whenBytesAreNoUtf8ThenLengthStillCountsBytes() {
		byte[] content = new byte[256];
		for (int i = 0; i < content.length; i++) {
			content[i] = (byte) i;
		}
		byte[] wire = Wire.bytes("$256\r\n" + Wire.text(content) + "\r\n\u0003:1\r\n\u0003");
		Wire.Outcome outcome = Wire.read(Dialect.TERMINATED, wire, (at) -> 1);
		assertThat(outcome.replies()).extracting(Wire.Reply::value)
			.containsExactly(new String(content, StandardCharsets.UTF_8), 1L);
	}

	@Test
	void findsTypesByTheirPrefix() {
		for (WireType type : WireType.values()) {
			assertThat(WireType.of(type.prefix())).isEqualTo(type);
		}
		assertThat(WireType.of((byte) 0x80)).isNull();
	}

	@Test
	void whenBytesAreMalformedThenReaderThrowsCheckedException() {
		ReplyReader reader = new ReplyReader(Dialect.TERMINATED);
		assertThatExceptionOfType(MalformedReplyException.class).isThrownBy(() -> reader.read(Wire.bytes("HTTP"), 0, 4))
			.withMessage("expected a value, but got 'HTTP'");
	}

}
