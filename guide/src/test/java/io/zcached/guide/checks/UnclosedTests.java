package io.zcached.guide.checks;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A region or code that does not end where it should is told, and not passed over.
 */
class UnclosedTests {

	@Test
	void regionsInSeveralPartsAreJoinedWithoutTheTagsOfOthers() {
		String source = source("tag a", "one", "tag b", "two", "end a", "three", "end b", "tag a",
				"new Connection(host, server.port())", "end a");
		assertThat(SnippetSource.region("A.java", source, "a")).isEqualTo("""
				one
				two
				new Connection(host, 7556)
				""");
		assertThat(SnippetSource.region("A.java", source, "b")).isEqualTo("two\nthree\n");
	}

	@ParameterizedTest
	@CsvSource({ "tag a;one, does not end", "tag a;one;end b, does not end", "tag a;one;tag a;end a, begins again",
			"one;end a, ends without having begun", "one, there is no region" })
	void regionThatIsNotWholeIsTold(String lines, String problem) {
		assertThatIllegalStateException()
			.isThrownBy(() -> SnippetSource.region("A.java", source(lines.split(";")), "a"))
			.withMessageContaining("region a in A.java")
			.withMessageContaining(problem);
	}

	/** Written so that the tags are none of this file. */
	private static String source(String... lines) {
		return String.join("\n", lines).replaceAll("(?m)^(tag|end) (\\w)$", "// $1::$2[]");
	}

	@Test
	void codeOfAPageIsFound() {
		assertThat(page("text", "```sh", "ls", "```", "more", "```java title", "x", "```").codeBlocks())
			.extracting(CodeBlock::language)
			.containsExactly("sh", "java title");
	}

	@Test
	void codeThatDoesNotEndIsTold() {
		assertThatIllegalStateException().isThrownBy(page("text", "```sh", "ls")::codeBlocks)
			.withMessage("the code that begins at docs/a.md:2 does not end");
		assertThatIllegalStateException().isThrownBy(page("```sh", "ls", "text", "```java", "x", "```")::codeBlocks)
			.withMessage("the code that begins at docs/a.md:1 does not end");
	}

	private static MarkdownPage page(String... lines) {
		return new MarkdownPage("docs/a.md", List.of(lines));
	}

}
