package io.zcached.guide.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A page in the Markdown that is used here: headings with {@code #}, fenced code, links
 * in line.
 *
 * @param name the page, relative to the root
 * @param lines its text
 */
record MarkdownPage(String name, List<String> lines) {

	static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern FENCE = Pattern.compile("\\s*```(.*?)\\s*");

	private static final Pattern MARKER = Pattern.compile("<!-- snippet: (\\S+) -->");

	private static final Pattern HEADING = Pattern.compile("#{1,6} +(.+)");

	private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)[^)]*\\)");

	/**
	 * All pages of the repository.
	 */
	static List<MarkdownPage> all() {
		try (Stream<Path> files = Files.walk(ROOT, 3)) {
			return files.filter((file) -> file.toString().endsWith(".md"))
				.map(ROOT::relativize)
				.filter((file) -> Stream.of("target", "node_modules").noneMatch(file.toString()::contains))
				.filter((file) -> !file.toString().startsWith("."))
				.sorted()
				.map(MarkdownPage::read)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static MarkdownPage read(Path relative) {
		try {
			return new MarkdownPage(relative.toString(), Files.readAllLines(ROOT.resolve(relative)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<CodeBlock> codeBlocks() {
		List<CodeBlock> blocks = new ArrayList<>();
		int opened = -1;
		for (int i = 0; i < this.lines.size(); i++) {
			Matcher fence = FENCE.matcher(this.lines.get(i));
			if (fence.matches()) {
				if (opened >= 0) {
					requireClosed(opened, fence.group(1).isEmpty());
					blocks.add(block(opened, i));
				}
				opened = (opened >= 0) ? -1 : i;
			}
		}
		requireClosed(opened, opened < 0);
		return blocks;
	}

	/** A fence with a language cannot be the one that closes. */
	private void requireClosed(int opened, boolean closed) {
		Assert.state(closed, () -> "the code that begins at %s:%d does not end".formatted(this.name, opened + 1));
	}

	private CodeBlock block(int opened, int closed) {
		Matcher fence = FENCE.matcher(this.lines.get(opened));
		String language = fence.matches() ? fence.group(1) : "";
		String text = String.join("\n", this.lines.subList(opened + 1, closed)) + "\n";
		return new CodeBlock(this.name, opened + 1, language, marker(opened), text);
	}

	private @Nullable String marker(int opened) {
		Matcher marker = MARKER.matcher((opened > 0) ? this.lines.get(opened - 1).strip() : "");
		return marker.matches() ? marker.group(1) : null;
	}

	/**
	 * What can stand behind a {@code #}: made of the headings as the usual hosts do.
	 */
	Set<String> anchors() {
		Set<String> anchors = new LinkedHashSet<>();
		for (String line : prose()) {
			Matcher heading = HEADING.matcher(line);
			if (heading.matches()) {
				String anchor = anchor(heading.group(1));
				for (int i = 0; !anchors.add((i == 0) ? anchor : anchor + "-" + i);) {
					i++;
				}
			}
		}
		return anchors;
	}

	private static String anchor(String heading) {
		return heading.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
			.strip()
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^\\p{L}\\p{N}\\- _]", "")
			.replace(' ', '-');
	}

	/**
	 * The targets of all links and pictures.
	 */
	List<String> links() {
		return prose().stream()
			.map((line) -> line.replaceAll("`[^`]*`", ""))
			.flatMap((line) -> LINK.matcher(line).results())
			.map((MatchResult link) -> link.group(1))
			.toList();
	}

	/**
	 * The lines outside of code.
	 */
	List<String> prose() {
		List<String> prose = new ArrayList<>();
		boolean code = false;
		for (String line : this.lines) {
			if (FENCE.matcher(line).matches()) {
				code = !code;
			}
			else if (!code) {
				prose.add(line);
			}
		}
		return prose;
	}

	@Override
	public String toString() {
		return this.name;
	}

}
