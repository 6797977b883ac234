package io.zcached.spring.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of features, {@code docs/features.md}, names tests that exist.
 */
class FeaturesPageTests {

	private static final Path ROOT = Path.of("..");

	@Test
	void eachTestThatIsNamedExists() throws IOException {
		Set<String> named = Pattern.compile("`(\\w+Tests)`")
			.matcher(Files.readString(ROOT.resolve("docs/features.md")))
			.results()
			.map((result) -> result.group(1))
			.collect(Collectors.toSet());
		try (Stream<Path> files = Files.walk(ROOT)) {
			Set<String> existing = files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith("Tests.java"))
				.map((name) -> name.substring(0, name.length() - ".java".length()))
				.collect(Collectors.toSet());
			assertThat(named).hasSizeGreaterThan(30);
			assertThat(existing).containsAll(named);
		}
	}

}
