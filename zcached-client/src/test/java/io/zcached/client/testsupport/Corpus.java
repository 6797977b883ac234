package io.zcached.client.testsupport;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The inputs of a fuzz target that are kept: one file each, in a folder of the test
 * resources.
 */
public final class Corpus {

	private Corpus() {
	}

	/**
	 * Lists the files of a target.
	 * @param target a class beside whose resources the folder {@code /corpus} lies; the
	 * folder in it has its simple name
	 * @return the files, by name
	 */
	public static List<Path> of(Class<?> target) {
		String folder = "/corpus/" + target.getSimpleName();
		URL url = Objects.requireNonNull(target.getResource(folder), folder);
		try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
			return files.sorted().toList();
		}
		catch (IOException | URISyntaxException ex) {
			throw new AssertionError("cannot list " + url, ex);
		}
	}

}
