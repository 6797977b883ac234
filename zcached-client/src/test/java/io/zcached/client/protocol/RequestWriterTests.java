package io.zcached.client.protocol;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands and values, and the frames that they become.
 */
class RequestWriterTests extends AbstractRequestTests {

	static Stream<Arguments> commands() {
		return Stream.of(Arguments.of("*1 $4 PING", command("PING")),
				Arguments.of("*2 $3 GET $1 k", command("GET", "k")),
				Arguments.of("*3 $3 SET $1 k $5 value", command("SET", "k", "value")),
				Arguments.of("*2 $6 DELETE $1 k", command("DELETE", "k")),
				Arguments.of("*1 $5 FLUSH", command("FLUSH")), Arguments.of("*1 $4 MGET", command("MGET")),
				Arguments.of("*4 $4 MGET $1 a $2 bb $1 a", command("MGET", "a", "bb", "a")),
				Arguments.of("*5 $4 MSET $1 a :1 $1 b _", command("MSET", "a", 1, "b", null)),
				Arguments.of("*1 $6 DBSIZE", command("DBSIZE")), Arguments.of("*1 $4 KEYS", command("KEYS")),
				Arguments.of("*1 $4 SAVE", command("SAVE")), Arguments.of("*1 $8 LASTSAVE", command("LASTSAVE")),
				Arguments.of("*2 $6 SIZEOF $1 k", command("SIZEOF", "k")),
				Arguments.of("*2 $4 ECHO $5 hello", command("ECHO", "hello")),
				Arguments.of("*3 $6 RENAME $1 a $1 b", command("RENAME", "a", "b")),
				Arguments.of("*3 $4 COPY $1 a $1 b", command("COPY", "a", "b")),
				Arguments.of("*4 $4 COPY $1 a $1 b $7 REPLACE", command("COPY", "a", "b", "REPLACE")),
				Arguments.of("*3 $4 COPY $1 a $1 a", command("COPY", "a", "a")),
				Arguments.of("*2 $5 BOGUS :1", command("BOGUS", 1)), Arguments.of("*1 $4 ping", command("ping")));
	}

	@ParameterizedTest
	@MethodSource("commands")
	void writesCommandAsFrame(String frame, List<@Nullable Object> command) {
		String expected = frame.replace(" ", "\r\n") + "\r\n";
		assertThat(write(Dialect.UNTERMINATED, command)).isEqualTo(expected);
		assertThat(write(Dialect.TERMINATED, command)).isEqualTo(expected + '\u0003');
		assertThat(this.request.type()).isEqualTo(CommandType.of((String) command.get(0)));
	}

	@ParameterizedTest
	@EnumSource
	void writesShortCutsAsTheGeneralForm(Dialect dialect) {
		for (CommandType type : new CommandType[] { CommandType.GET, CommandType.DELETE, CommandType.SIZEOF }) {
			String expected = write(dialect, command(type.name(), "\u017C"));
			RequestWriter.write(this.request, dialect, type, "\u017C");
			assertThat(Wire.frame(this.request)).isEqualTo(expected);
			assertThat(this.request.fitsError("ERR '\u017C' not found")).isTrue();
			assertThat(this.request.fitsError("ERR 'z' not found")).isFalse();
		}
		String expected = write(dialect, command("SET", "k", List.of(1)));
		assertThat(set(dialect, List.of(1))).isEqualTo(expected);
		assertThat(this.request.fits(WireType.SIMPLE_STRING, "OK")).isTrue();
	}

	static Stream<Arguments> values() {
		String longText = "x".repeat(129);
		String longMixed = "\u017C".repeat(129);
		return Stream.of(value("$3 abc", "abc"), value("$1 \r", "\r"), value("$1 \0", "\0"), value("$1 ?", "?"),
				value("$3 \t\"'", "\t\"'"), value("$2 " + utf8("\u017C"), "\u017C"), value("$2 \u00C2\u0080", "\u0080"),
				value("$4 " + utf8("\uD83D\uDE00"), "\uD83D\uDE00"),
				value("$6 " + utf8("?\uD83D\uDE00?"), "?\uD83D\uDE00?"), value("$129 " + longText, longText),
				value("$258 " + utf8(longMixed), longMixed), value("$128 " + "y".repeat(128), "y".repeat(128)),
				value("$129 " + "y".repeat(127) + utf8("\u00E9"), "y".repeat(127) + "\u00E9"),
				value("$2 sb", new StringBuilder("sb")), value("_", null), value("#t", true), value("#f", false),
				value(":0", 0), value(":9", 9L), value(":10", 10), value(":-1", (byte) -1),
				value(":-128", Byte.MIN_VALUE), value(":32767", Short.MAX_VALUE),
				value(":-2147483648", Integer.MIN_VALUE), value(":9223372036854775807", Long.MAX_VALUE),
				value(":-9223372036854775808", Long.MIN_VALUE),
				value(":1000000000000000000", 1_000_000_000_000_000_000L),
				value(":9223372036854775807", BigInteger.valueOf(Long.MAX_VALUE)),
				value(":-9223372036854775808", BigInteger.valueOf(Long.MIN_VALUE)), value(",nan", Double.NaN),
				value(",inf", Double.POSITIVE_INFINITY), value(",-inf", Float.NEGATIVE_INFINITY),
				value(",nan", Float.NaN), value(",-0.0", -0.0), value(",1.0E300", 1e300), value(",1.1", 1.1f),
				value(",1.5", 1.5), value("*0", List.of()), value("*2 :1 _", Arrays.asList(1, null)),
				value("*2 *1 $1 a *0", List.of(List.of("a"), List.of())), value("*1 :1", new ArrayDeque<>(List.of(1))),
				value("*2 $1 a :1", new Object[] { "a", 1 }), value("*2 $1 a $1 b", new String[] { "a", "b" }),
				value("*2 :1 :2", new int[] { 1, 2 }), value("*1 :-5", new long[] { -5 }),
				value("*1 :3", new short[] { 3 }), value("*2 ,1.5 ,nan", new double[] { 1.5, Double.NaN }),
				value("*1 ,1.1", new float[] { 1.1f }), value("*2 #t #f", new boolean[] { true, false }),
				value("*2 *1 :1 *0", new int[][] { { 1 }, {} }), value("%1 $1 a :1", Map.of("a", 1)),
				value("%2 $1 a :1 $1 b *0", new TreeMap<>(Map.of("b", List.of(), "a", 1))),
				value("*1 %1 $2 " + utf8("\u017C") + " %1 $1 b _", List.of(Map.of("\u017C", map("b", null)))));
	}

	static Stream<Arguments> sets() {
		return Stream.of(value("~0", Set.of()), value("~1 :1", new HashSet<>(Set.of(1))),
				value("/3 $1 c $1 a $1 b", new LinkedHashSet<>(List.of("c", "a", "b"))),
				value("/2 :1 :2", new TreeSet<>(Set.of(2, 1))),
				value("*1 /1 *0", List.of(new LinkedHashSet<>(List.of(List.of())))),
				value("~1 $1 a", Map.of("a", 1).keySet()));
	}

	private static Arguments value(String wire, @Nullable Object value) {
		return Arguments.of(wire.replace(" ", "\r\n") + "\r\n", value);
	}

	private static Map<String, @Nullable Object> map(String key, @Nullable Object value) {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		map.put(key, value);
		return map;
	}

	private static String utf8(String text) {
		return Wire.text(text.getBytes(StandardCharsets.UTF_8));
	}

	@ParameterizedTest
	@MethodSource("values")
	void writesValueOfJavaType(String wire, @Nullable Object value) {
		assertThat(set(Dialect.UNTERMINATED, value)).isEqualTo("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n" + wire);
		assertThat(set(Dialect.TERMINATED, value)).isEqualTo("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n" + wire + '\u0003');
	}

	@ParameterizedTest
	@MethodSource("sets")
	void writesSetForTerminatedServersOnly(String wire, Object value) {
		assertThat(set(Dialect.TERMINATED, value)).isEqualTo("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n" + wire + '\u0003');
		assertRefused(Dialect.UNTERMINATED, value).contains("is a Set, which an unterminated server cannot store");
	}

	@Test
	void writesTheNextFrameAfterARefusal() {
		assertRefused(Dialect.TERMINATED, List.of("a", "b\n"));
		assertThat(set(Dialect.TERMINATED, 1)).isEqualTo("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n:1\r\n\u0003");
		this.request.clear();
		assertThat(this.request.length()).isZero();
	}

	@Test
	void givesBackTheBufferOfAGiantFrame() {
		set(Dialect.TERMINATED, "x".repeat(1_000_000));
		this.request.clear();
		assertThat(this.request.bytes().length).isLessThanOrEqualTo(64 * 1024);
	}

}
