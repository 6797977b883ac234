package io.zcached.client.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever comes, and however it is cut: a value, an error line, more wanted or
 * {@link MalformedReplyException}, and nothing else.
 */
class ReplyReaderPropertyTests {

	private static final String ALPHABET = "$*%/~:,#_+-0123456789tfna.\r\n\r\n\u0003\u0080x";

	@Property(tries = 3000)
	void readsRandomBytesAlikeForAnySplit(@ForAll Dialect dialect, @ForAll byte[] bytes, @ForAll long seed) {
		AnySplit.assertSame(dialect, bytes, seed);
	}

	@Property(tries = 5000)
	void readsWireLikeBytesAlikeForAnySplit(@ForAll Dialect dialect, @ForAll("wireLike") String wire,
			@ForAll long seed) {
		AnySplit.assertSame(dialect, Wire.bytes(wire), seed);
	}

	@Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
	void readsSequencesOfRepliesAlikeForAnySplit(@ForAll("replies") List<String> replies, @ForAll Dialect dialect,
			@ForAll long seed) {
		String wire = replies.stream().map((reply) -> Wire.reply(dialect, reply)).collect(Collectors.joining());
		Wire.Outcome outcome = AnySplit.assertSame(dialect, Wire.bytes(wire), seed);
		assertThat(outcome.failure()).isNull();
		assertThat(outcome.replies()).hasSameSizeAs(replies);
	}

	@Property(tries = 6000)
	void readsMutatedTranscriptsAlikeForAnySplit(@ForAll Dialect dialect, @ForAll long seed) {
		List<Transcripts.Step> steps = (dialect.hasTerminator() ? Recorded.TERMINATED : Recorded.UNTERMINATED);
		Random random = new Random(seed);
		StringBuilder wire = new StringBuilder();
		for (int i = 0; i < 3; i++) {
			byte[] expect = steps.get(random.nextInt(steps.size())).expect();
			wire.append(Wire.text(expect), 0, Math.min(expect.length, 400));
		}
		for (int mutations = 1 + random.nextInt(3); mutations > 0; mutations--) {
			mutate(wire, random);
		}
		AnySplit.assertSame(dialect, Wire.bytes(wire.toString()), seed);
	}

	private static void mutate(StringBuilder wire, Random random) {
		int at = random.nextInt(wire.length());
		char c = random.nextBoolean() ? (char) random.nextInt(256) : ALPHABET.charAt(random.nextInt(ALPHABET.length()));
		switch (random.nextInt(4)) {
			case 0 -> wire.setCharAt(at, c);
			case 1 -> wire.insert(at, c);
			case 2 -> wire.deleteCharAt(at).append(c);
			default -> wire.insert(at, wire.substring(at, Math.min(wire.length(), at + 1 + random.nextInt(20))));
		}
	}

	@Provide
	Arbitrary<String> wireLike() {
		return Arbitraries.strings().withChars(ALPHABET.toCharArray()).ofMaxLength(40);
	}

	@Provide
	Arbitrary<List<String>> replies() {
		return reply(3).list().ofMaxSize(5);
	}

	private static Arbitrary<String> reply(int depth) {
		Arbitrary<String> text = Arbitraries.strings().withCharRange('\0', '\u00FF').ofMaxLength(12);
		Arbitrary<String> scalar = Arbitraries.oneOf(
				text.map((value) -> "$" + value.length() + "\r\n" + value + "\r\n"),
				text.map((value) -> "+" + value.replace("\n", "") + "\r\n"),
				Arbitraries.longs().map((value) -> ":" + value + "\r\n"),
				Arbitraries.of("_\r\n", "#t\r\n", "#f\r\n", ",1.5\r\n", ",-inf\r\n", "*0\r\n", "%0\r\n"));
		if (depth == 0) {
			return scalar;
		}
		return Arbitraries.frequencyOf(Tuple.of(3, scalar),
				Tuple.of(1,
						reply(depth - 1).list()
							.ofMaxSize(3)
							.map((items) -> "*" + items.size() + "\r\n" + String.join("", items))),
				Tuple.of(1,
						reply(depth - 1).list()
							.ofMaxSize(3)
							.map((items) -> "~" + items.size() + "\r\n" + String.join("", items))),
				Tuple.of(1, reply(depth - 1).list().ofMaxSize(3).map(ReplyReaderPropertyTests::map)));
	}

	private static String map(List<String> values) {
		List<String> entries = new ArrayList<>();
		for (String value : values) {
			entries.add("$1\r\n" + entries.size() + "\r\n" + value);
		}
		return "%" + entries.size() + "\r\n" + String.join("", entries);
	}

	/** What real servers answered, read from the files once. */
	private static final class Recorded {

		private static final List<Transcripts.Step> TERMINATED = Transcripts.of(Dialect.TERMINATED);

		private static final List<Transcripts.Step> UNTERMINATED = Transcripts.of(Dialect.UNTERMINATED);

	}

}
