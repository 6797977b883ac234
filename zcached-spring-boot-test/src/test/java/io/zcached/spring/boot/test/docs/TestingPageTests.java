package io.zcached.spring.boot.test.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code docs/testing.md} shows is code of tests that run, and files that they use.
 */
class TestingPageTests {

	private static final Pattern BLOCK = Pattern.compile("```(java|yaml|zig)\n(.*?)```", Pattern.DOTALL);

	private static final Pattern IMPORT = Pattern.compile("^import .*;\n", Pattern.MULTILINE);

	private static final List<Path> SOURCES = List.of(Path.of("src/test/java/io/zcached/spring/boot/test/docs"),
			Path.of("src/test/resources/compose"));

	@Test
	void eachBlockIsPartOfATest() throws IOException {
		String page = Files.readString(Path.of("../docs/testing.md"));
		List<String> sources = sources();
		List<String> blocks = BLOCK.matcher(page).results().map((block) -> withoutIndents(block.group(2))).toList();
		assertThat(blocks).hasSizeGreaterThan(5)
			.allSatisfy(
					(block) -> assertThat(sources).anySatisfy((source) -> assertThat(source).contains(parts(block))));
	}

	/** Between its imports, a test has those that a page leaves out. */
	private static List<String> parts(String block) {
		List<String> parts = new ArrayList<>(IMPORT.matcher(block).results().map(MatchResult::group).toList());
		parts.add(IMPORT.matcher(block).replaceAll("").strip());
		return parts;
	}

	private static List<String> sources() {
		return SOURCES.stream()
			.flatMap(TestingPageTests::files)
			.map(TestingPageTests::read)
			.map(TestingPageTests::withoutIndents)
			.toList();
	}

	private static String withoutIndents(String text) {
		return text.replaceAll("(?m)^[ \t]+", "");
	}

	private static Stream<Path> files(Path directory) {
		try {
			return Files.list(directory).toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
