package io.zcached.embedded;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;

import io.zcached.client.protocol.Dialect;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every exchange that was recorded from a real server, repeated with the embedded one.
 */
class TranscriptTests {

	private static final EmbeddedZcachedServer TERMINATED = EmbeddedZcachedServer.builder().build().start();

	private static final EmbeddedZcachedServer UNTERMINATED = EmbeddedZcachedServer.builder()
		.dialect(Dialect.UNTERMINATED)
		.build()
		.start();

	@AfterAll
	static void stop() {
		TERMINATED.close();
		UNTERMINATED.close();
	}

	@TestFactory
	Stream<DynamicTest> terminated() {
		return replayed(Dialect.TERMINATED, Integer.MAX_VALUE);
	}

	@TestFactory
	Stream<DynamicTest> terminatedInSmallPieces() {
		return replayed(Dialect.TERMINATED, 3);
	}

	@TestFactory
	Stream<DynamicTest> unterminated() {
		return replayed(Dialect.UNTERMINATED, Integer.MAX_VALUE);
	}

	@ParameterizedTest
	@EnumSource
	void transcriptsAreThere(Dialect dialect) {
		assertThat(Transcript.read(dialect)).hasSizeGreaterThan(80).allMatch((script) -> !script.steps().isEmpty());
	}

	@Test
	void canonicalReplyKeepsDifferencesInContent() {
		assertThat(CanonicalReply.of(Wire.lines("%2|$1|a|:1|$1|b|_|")))
			.isEqualTo(CanonicalReply.of(Wire.lines("%2|$1|b|_|$1|a|:1|")))
			.isNotEqualTo(CanonicalReply.of(Wire.lines("%2|$1|a|_|$1|b|:1|")));
	}

	private static Stream<DynamicTest> replayed(Dialect dialect, int pieceSize) {
		return Transcript.read(dialect)
			.stream()
			.filter((script) -> pieceSize == Integer.MAX_VALUE || !hasInnerTerminator(script))
			.map((script) -> DynamicTest.dynamicTest(script.scenario(), () -> replay(script, pieceSize)));
	}

	/**
	 * Such a request must not be cut: what is left of it behind the terminator would end
	 * the connection.
	 */
	private static boolean hasInnerTerminator(Transcript script) {
		return script.steps()
			.stream()
			.anyMatch((step) -> Wire.text(step.send()).indexOf("\\x03") < Wire.text(step.send()).length() - 4);
	}

	private static void replay(Transcript script, int pieceSize) throws IOException {
		EmbeddedZcachedServer server = script.dialect().hasTerminator() ? TERMINATED : UNTERMINATED;
		server.flush();
		try (RawClient client = new RawClient(server)) {
			for (Transcript.Step step : script.steps()) {
				for (int from = 0; from < step.send().length; from += Math.min(pieceSize, step.send().length)) {
					int to = (int) Math.min((long) from + pieceSize, step.send().length);
					client.send(Arrays.copyOfRange(step.send(), from, to));
				}
				byte[] reply = client.receive(step.expect().length);
				if (step.unordered() && step.expect()[0] != '-') {
					assertThat(CanonicalReply.of(reply)).isEqualTo(CanonicalReply.of(step.expect()));
				}
				else {
					assertThat(Wire.text(reply)).isEqualTo(Wire.text(step.expect()));
				}
			}
		}
	}

}
