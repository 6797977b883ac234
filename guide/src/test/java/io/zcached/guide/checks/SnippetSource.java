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

import org.springframework.util.Assert;

/**
 * Where snippets come from: a file of this module as a whole, or the regions of one of
 * its classes that stand between {@code // tag::name[]} and {@code // end::name[]}, with
 * those of its imports that are tagged, too. A free port that a test runs on,
 * {@code server.port()}, is shown as the default one.
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
		return region(file.toString(), read(file), name);
	}

	/** What stands between the tags of a region in a source. */
	static String region(String file, String source, String name) {
		List<String> lines = new ArrayList<>();
		boolean inside = false;
		for (String line : source.lines().toList()) {
			boolean begins = line.strip().equals("// tag::" + name + "[]");
			if (begins || line.strip().equals("// end::" + name + "[]")) {
				Assert.state(begins != inside, () -> "region " + name + " in " + file
						+ (begins ? " begins again before it has ended" : " ends without having begun"));
				inside = begins;
			}
			else if (inside && !line.strip().matches("// (tag|end)::.*\\[]")) {
				lines.add(line);
			}
		}
		Assert.state(!inside, () -> "region " + name + " in " + file + " does not end");
		Assert.state(!lines.isEmpty(), () -> "there is no region " + name + " in " + file);
		List<String> imports = lines.stream().filter((line) -> line.startsWith("import ")).toList();
		lines.removeAll(imports);
		String text = String.join("\n", lines).stripIndent().strip().replace("server.port()", "7556") + "\n";
		return imports.isEmpty() ? text : String.join("\n", imports) + "\n\n" + text;
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
