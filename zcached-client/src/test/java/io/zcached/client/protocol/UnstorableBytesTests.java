package io.zcached.client.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every byte value, at every place of a text, on every path of a request: refused with
 * key, byte and offset, or read by the server as exactly the command that was meant.
 */
class UnstorableBytesTests {

	/** What an attacker would store: it empties the database of a terminated server. */
	private static final String INJECTION = "x\u0003*1\r\n$5\r\nFLUSH\r\n\u0003";

	private final Request request = new Request();

	static Stream<Arguments> paths() {
		return Stream.of(path("GET key", true, (text) -> command("GET", text)),
				path("DELETE key", true, (text) -> command("DELETE", text)),
				path("SIZEOF key", true, (text) -> command("SIZEOF", text)),
				path("SET key", true, (text) -> command("SET", text, 1)),
				path("MGET first key", true, (text) -> command("MGET", text, "b")),
				path("MGET last key", true, (text) -> command("MGET", "a", text)),
				path("MSET first key", true, (text) -> command("MSET", text, 1, "b", 2)),
				path("MSET last key", true, (text) -> command("MSET", "a", 1, text, 2)),
				path("RENAME from", true, (text) -> command("RENAME", text, "b")),
				path("RENAME to", true, (text) -> command("RENAME", "a", text)),
				path("COPY from", true, (text) -> command("COPY", text, "b")),
				path("COPY to", true, (text) -> command("COPY", "a", text)),
				path("COPY option", false, (text) -> command("COPY", "a", "b", text)),
				path("SET value", false, (text) -> command("SET", "key", text)),
				path("MSET value", false, (text) -> command("MSET", "a", text, "b", 2)),
				path("SET list", false, (text) -> command("SET", "key", List.of("a", text))),
				path("SET array", false, (text) -> command("SET", "key", new String[] { text, "b" })),
				path("SET map key", true, (text) -> command("SET", "key", map(text, 1))),
				path("SET map value", false, (text) -> command("SET", "key", map("a", text))),
				path("SET nested", false, (text) -> command("SET", "key", List.of(map("a", List.of(List.of(text)))))),
				path("SET nested map key", true, (text) -> command("SET", "key", List.of(map("a", map(text, null))))),
				path("SET set", false, (text) -> command("SET", "key", new LinkedHashSet<>(List.of(text)))),
				path("SET char sequence", false, (text) -> command("SET", "key", new StringBuilder(text))),
				path("ECHO text", false, (text) -> command("ECHO", text)),
				path("PING argument", false, (text) -> command("PING", text)),
				path("unknown argument", false, (text) -> command("BOGUS", text)),
				path("GET extra argument", false, (text) -> command("GET", "k", text)),
				path("name", true, (text) -> command(text)));
	}

	private static Arguments path(String name, boolean quoted, Function<String, List<@Nullable Object>> command) {
		return Arguments.argumentSet(name, quoted, command);
	}

	private static List<@Nullable Object> command(@Nullable Object... elements) {
		return Arrays.asList(elements);
	}

	private static LinkedHashMap<String, @Nullable Object> map(String key, @Nullable Object value) {
		LinkedHashMap<String, @Nullable Object> map = new LinkedHashMap<>();
		map.put(key, value);
		return map;
	}

	private void write(Dialect dialect, List<@Nullable Object> command) {
		RequestWriter.write(this.request, dialect, (String) command.get(0), command.subList(1, command.size()));
	}

	@ParameterizedTest
	@MethodSource("paths")
	void everyByteIsRefusedOrStoredAsItIs(boolean quoted, Function<String, List<@Nullable Object>> command) {
		for (Dialect dialect : Dialect.values()) {
			for (int b = 0; b < 256; b++) {
				for (int place : new int[] { 0, 1, 7, 8, 9, 200 }) {
					String text = "k".repeat(place) + (char) b + "k".repeat(place % 3);
					boolean fatal = b == '\n' || (b == 3 && dialect.hasTerminator());
					String message = messageOrExecute(dialect, command.apply(text));
					if (message.isEmpty() || message.contains("is a Set")) {
						assertThat(fatal && message.isEmpty()).as("%s %02x", dialect, b).isFalse();
						continue;
					}
					assertThat(fatal).as("%s %02x: %s", dialect, b, message).isTrue();
					assertThat(message).contains((b == 3) ? "byte 0x03 at offset " + place + ","
							: "a line feed (byte 0x0A) at offset " + place + ",");
					if (quoted && place < 100) {
						assertThat(message).contains("'" + Printable.of(text) + "'");
					}
				}
			}
		}
	}

	@ParameterizedTest
	@MethodSource("paths")
	void injectedCommandIsNeverExecuted(boolean quoted, Function<String, List<@Nullable Object>> command) {
		assertThat(messageOrExecute(Dialect.TERMINATED, command.apply(INJECTION))).contains("byte 0x03 at offset 1");
		assertThat(messageOrExecute(Dialect.UNTERMINATED, command.apply(INJECTION)))
			.containsAnyOf("a line feed (byte 0x0A) at offset 5", "is a Set");
	}

	@ParameterizedTest
	@MethodSource("paths")
	void rawFramesAreHeldToTheSameRules(boolean quoted, Function<String, List<@Nullable Object>> command) {
		for (Dialect dialect : Dialect.values()) {
			for (int b = 0; b < 256; b++) {
				String text = "kk" + (char) b + "k";
				boolean fatal = b == '\n' || (b == 3 && dialect.hasTerminator());
				byte[] raw = Wire.bytes(naive(command.apply(text)));
				try {
					RawRequest.write(this.request, dialect, raw);
				}
				catch (RefusedException ex) {
					if (!ex.getMessage().contains("cannot store a set")) {
						assertThat(fatal).as("%s %02x: %s", dialect, b, ex.getMessage()).isTrue();
						assertThat(ex.getMessage()).contains("at offset 2");
					}
					continue;
				}
				assertThat(fatal).as("%s %02x", dialect, b).isFalse();
				assertThat(Wire.frame(this.request)).isEqualTo(Wire.reply(dialect, Wire.text(raw)));
				assertThat(executed(dialect)).containsExactly(stored(command.apply(text)));
			}
		}
	}

	/** Encodes as somebody would who knows nothing of what a server does. */
	private static String naive(@Nullable Object value) {
		if (value instanceof CharSequence text) {
			byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
			return "$" + bytes.length + "\r\n" + Wire.text(bytes) + "\r\n";
		}
		if (value instanceof LinkedHashMap<?, ?> map) {
			StringBuilder result = new StringBuilder("%" + map.size() + "\r\n");
			map.forEach((key, element) -> result.append(naive(key)).append(naive(element)));
			return result.toString();
		}
		if (value instanceof Object[] array) {
			return naive(Arrays.asList(array));
		}
		if (value instanceof java.util.Collection<?> elements) {
			StringBuilder result = new StringBuilder((value instanceof List) ? "*" : "/").append(elements.size())
				.append("\r\n");
			elements.forEach((element) -> result.append(naive(element)));
			return result.toString();
		}
		return (value == null) ? "_\r\n" : ":" + value + "\r\n";
	}

	/** The refusal's message; empty if the server executes exactly this command. */
	private String messageOrExecute(Dialect dialect, List<@Nullable Object> command) {
		try {
			write(dialect, command);
		}
		catch (RefusedException ex) {
			return ex.getMessage();
		}
		assertThat(executed(dialect)).containsExactly(stored(command));
		return "";
	}

	private List<List<@Nullable Object>> executed(Dialect dialect) {
		return ServerOracle.execute(dialect, Arrays.copyOf(this.request.bytes(), this.request.length()));
	}

	/** The command with each value as the type that it is stored as. */
	private static List<@Nullable Object> stored(List<@Nullable Object> command) {
		List<@Nullable Object> stored = new ArrayList<>();
		for (Object element : command) {
			stored.add(Stored.of(element));
		}
		return stored;
	}

}
