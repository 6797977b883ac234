package io.zcached.spring.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The guide has an entry for whatever a user may read when the application does not
 * start.
 */
class TroubleshootingGuideTests {

	private final String guide = read();

	@Test
	void guideHasEachAnalyzer() throws IOException {
		List<String> analyzers = analyzers();
		assertThat(analyzers).hasSizeGreaterThanOrEqualTo(4)
			.allSatisfy((name) -> assertThat(this.guide).contains("(`" + ClassUtils.getShortName(name) + "`)"));
	}

	@Test
	void guideHasARowForEachProblem() {
		assertThat(ConnectProblem.values())
			.allSatisfy((problem) -> assertThat(this.guide).contains("\n| " + problem.description() + " |"));
	}

	private static List<String> analyzers() throws IOException {
		Properties factories = PropertiesLoaderUtils
			.loadProperties(new FileSystemResource("src/main/resources/META-INF/spring.factories"));
		return Arrays.asList(StringUtils.trimArrayElements(
				StringUtils.commaDelimitedListToStringArray(factories.getProperty(FailureAnalyzer.class.getName()))));
	}

	private static String read() {
		try {
			return Files.readString(Path.of("..", "docs", "troubleshooting.md"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
