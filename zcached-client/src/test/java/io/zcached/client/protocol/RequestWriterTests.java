package io.zcached.client.protocol;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
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
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Commands and values, and the frames that they become.
 */
class RequestWriterTests {

	private final Request request = new Request();

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

	private static List<@Nullable Object> command(String name, @Nullable Object... arguments) {
		List<@Nullable Object> command = new ArrayList<>();
		command.add(name);
		command.addAll(Arrays.asList(arguments));
		return command;
	}

	private String write(Dialect dialect, List<@Nullable Object> command) {
		RequestWriter.write(this.request, dialect, (String) command.get(0), command.subList(1, command.size()));
		return Wire.frame(this.request);
	}

	private String set(Dialect dialect, @Nullable Object value) {
		RequestWriter.writeSet(this.request, dialect, "k", value);
		return Wire.frame(this.request);
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

	private org.assertj.core.api.AbstractStringAssert<?> assertRefused(Dialect dialect, @Nullable Object value) {
		return assertRefusedFor(() -> set(dialect, value)).startsWith("SET refused: the value of key 'k'");
	}

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

	@ParameterizedTest
	@EnumSource
	void takesFramesUpToTheLimitAndNotAByteMore(Dialect dialect) {
		int limit = dialect.maxFrameSize();
		assertThat(limit).isEqualTo(dialect.hasTerminator() ? 10 * 1024 * 1024 : 4096);
		int overhead = set(dialect, "x".repeat(limit - 200)).length() - (limit - 200);
		for (int size : new int[] { limit - 1, limit }) {
			assertThat(set(dialect, "x".repeat(size - overhead))).hasSize(size);
		}
		assertRefusedFor(() -> set(dialect, "x".repeat(limit + 1 - overhead)))
			.isEqualTo("SET of key 'k' refused: the request has " + (limit + 1) + " bytes, and the server takes "
					+ limit + "; store it in several smaller values");
		byte[] raw = Wire.bytes("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$" + (limit + 1 - overhead) + "\r\n"
				+ "x".repeat(limit + 1 - overhead) + "\r\n");
		assertRefusedFor(() -> RawRequest.write(this.request, dialect, raw)).contains("has " + (limit + 1) + " bytes");
	}

	private static org.assertj.core.api.AbstractStringAssert<?> assertRefusedFor(Runnable work) {
		return assertThat(
				assertThatExceptionOfType(RefusedException.class).isThrownBy(work::run).actual().getMessage());
	}

	@Test
	void whenListHoldsItselfThenItIsRefused() {
		List<Object> list = new ArrayList<>();
		list.add(list);
		list.add(list);
		assertRefused(Dialect.TERMINATED, list).contains("nested deeper than 128 levels (does it hold itself?)");
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("m", map);
		assertRefused(Dialect.TERMINATED, map).contains("does it hold itself?");
		Object[] array = new Object[1];
		array[0] = array;
		assertRefused(Dialect.UNTERMINATED, array).contains("does it hold itself?");
	}

	@Test
	void takesTheDeepestNestingAndReadsItBack() {
		Object value = "x";
		for (int i = 0; i < ValueWriter.MAX_DEPTH; i++) {
			value = List.of(value);
		}
		String frame = set(Dialect.UNTERMINATED, value);
		Wire.Outcome outcome = Wire.read(Dialect.UNTERMINATED, Wire.bytes(frame));
		assertThat(outcome.replies().get(0).value()).isEqualTo(List.of("SET", "k", value));
		Object deeper = List.of(value);
		assertRefused(Dialect.TERMINATED, deeper).contains("nested deeper");
	}

	@Test
	void whenPartsAreSharedThenFrameIsRefusedBeforeItFillsTheMemory() {
		Object value = List.of("x");
		for (int i = 0; i < 100; i++) {
			value = List.of(value, value);
		}
		Object bomb = value;
		assertRefused(Dialect.TERMINATED, bomb).contains("larger than the 10485760 bytes that the server takes");
		String text = "x".repeat(10_000_000);
		Object[] keys = new Object[2000];
		Arrays.fill(keys, text);
		assertRefusedFor(() -> write(Dialect.TERMINATED, command("MGET", keys))).contains("larger than the 10485760");
	}

	@Test
	void whenIteratorDoesNotEndThenValueIsRefused() {
		for (int size : new int[] { 0, 1, 1000, Integer.MAX_VALUE }) {
			assertRefused(Dialect.TERMINATED, new LyingList(size, Integer.MAX_VALUE))
				.containsAnyOf("was changed while it was being encoded", "larger than the 10485760 bytes");
		}
	}

	@Test
	void whenSizeLiesThenValueIsRefusedInsteadOfSentShortOrLong() {
		for (int actual : new int[] { 0, 1, 3, 4 }) {
			assertRefused(Dialect.TERMINATED, new LyingList(2, actual))
				.contains("was changed while it was being encoded");
			assertRefused(Dialect.TERMINATED, new LyingMap(2, actual))
				.contains("was changed while it was being encoded");
		}
		assertThat(set(Dialect.TERMINATED, new LyingList(2, 2))).contains("*2\r\n:1\r\n:1\r\n");
		assertThat(set(Dialect.TERMINATED, new LyingMap(2, 2))).contains("%2\r\n$1\r\n0");
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

	/** Says one size and has another. */
	private static final class LyingList extends AbstractList<Object> {

		private final int size;

		private final int actual;

		LyingList(int size, int actual) {
			this.size = size;
			this.actual = actual;
		}

		@Override
		public Object get(int index) {
			return 1;
		}

		@Override
		public int size() {
			return this.size;
		}

		@Override
		public Iterator<Object> iterator() {
			return Stream.<Object>generate(() -> 1).limit(this.actual).iterator();
		}

	}

	/** Says one size and has another. */
	private static final class LyingMap extends AbstractMap<String, Object> {

		private final int size;

		private final int actual;

		LyingMap(int size, int actual) {
			this.size = size;
			this.actual = actual;
		}

		@Override
		public int size() {
			return this.size;
		}

		@Override
		public Set<Entry<String, Object>> entrySet() {
			Map<String, Object> map = new LinkedHashMap<>();
			for (int i = 0; i < this.actual; i++) {
				map.put("" + i, i);
			}
			return map.entrySet();
		}

	}

}
