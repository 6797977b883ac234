package io.zcached.guide.checks;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The snippets of the guide are what is compiled and run in this module.
 */
class SnippetTests {

	/** Snippets of the page on testing are tests of the module that it is about. */
	private static final Set<String> UNMARKED = Set.of("docs/testing.md");

	static List<CodeBlock> blocks() {
		return MarkdownPage.all().stream().flatMap((page) -> page.codeBlocks().stream()).toList();
	}

	static List<CodeBlock> java() {
		return ofLanguage("java").stream().filter((block) -> !UNMARKED.contains(block.page())).toList();
	}

	static List<CodeBlock> marked() {
		return blocks().stream().filter((block) -> block.marker() != null).toList();
	}

	static List<CodeBlock> json() {
		return ofLanguage("json");
	}

	@ParameterizedTest
	@MethodSource("java")
	void javaIsMarked(CodeBlock block) {
		assertThat(block.marker()).as("the line above the snippet").isNotNull();
	}

	@ParameterizedTest
	@MethodSource("marked")
	void snippetIsItsSource(CodeBlock block) {
		assertThat(block.text()).isEqualTo(SnippetSource.text(Objects.requireNonNull(block.marker())));
	}

	@ParameterizedTest
	@MethodSource("json")
	void jsonIsJson(CodeBlock block) {
		assertThat(new JsonMapper().readTree(block.text())).isNotEmpty();
	}

	@ParameterizedTest
	@MethodSource("blocks")
	void blockHasALanguage(CodeBlock block) {
		assertThat(block.language()).isIn("java", "yaml", "xml", "json", "sh", "text", "python", "zig");
	}

	@Test
	void regionIsOnSomePage() {
		assertThat(marked()).extracting(CodeBlock::marker).containsAll(SnippetSource.markers());
	}

	private static List<CodeBlock> ofLanguage(String language) {
		return blocks().stream().filter((block) -> language.equals(block.language())).toList();
	}

}
