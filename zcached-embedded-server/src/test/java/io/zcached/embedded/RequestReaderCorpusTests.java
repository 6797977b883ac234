package io.zcached.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.zcached.client.testsupport.Corpus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays what the fuzzer has found useful, and what it has found.
 */
class RequestReaderCorpusTests {

	static List<Path> inputs() {
		return Corpus.of(RequestReaderFuzzTarget.class);
	}

	@ParameterizedTest
	@MethodSource("inputs")
	void readsInputOfFuzzer(Path input) throws IOException {
		RequestReaderFuzzTarget.fuzzerTestOneInput(Files.readAllBytes(input));
	}

}
