package io.zcached.guide.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where snippets come from: a file of this module as a whole, or the regions of one of
 * its classes that stand between {@code // tag::name[]} and {@code // end::name[]}.
 */
final class SnippetSource {

	private static final Path SOURCES = Path.of("src", "test", "java");

	private static final Pattern TAG = Pattern.compile("\\s*// tag::([\\w-]+)\\[]");

	private SnippetSource() {
	}

	/**
	 * The text that a marker names.
	 * @param marker {@code Class#region}, or a path in this module
	 */
	static String text(String marker) {
		int hash = marker.indexOf('#');
		return (hash < 0) ? read(Path.of(marker)) : region(marker.substring(0, hash), marker.substring(hash + 1));
	}

	/**
	 * The markers of all regions that there are.
	 */
	static List<String> markers() {
		return sources().stream()
			.flatMap((file) -> read(file).lines()
				.map(TAG::matcher)
				.filter((matcher) -> matcher.matches())
				.map((matcher) -> file.getFileName().toString().replace(".java", "") + "#" + matcher.group(1)))
			.distinct()
			.toList();
	}

	private static String region(String className, String name) {
		Path file = sources().stream()
			.filter((source) -> source.getFileName().toString().equals(className + ".java"))
			.findFirst()
			.orElseThrow(() -> new AssertionError("there is no " + className + ".java"));
		List<String> lines = new ArrayList<>();
		boolean inside = false;
		for (String line : read(file).lines().toList()) {
			if (line.strip().equals("// tag::" + name + "[]")) {
				inside = true;
			}
			else if (line.strip().equals("// end::" + name + "[]")) {
				inside = false;
			}
			else if (inside && !line.strip().matches("// (tag|end)::.*\\[]")) {
				lines.add(line);
			}
		}
		if (lines.isEmpty()) {
			throw new AssertionError("there is no region " + name + " in " + file);
		}
		return String.join("\n", lines).stripIndent().strip() + "\n";
	}

	private static List<Path> sources() {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			return files.filter((file) -> file.toString().endsWith(".java")).sorted().collect(Collectors.toList());
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
