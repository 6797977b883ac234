package io.zcached.testcontainers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ZcachedContainer} on a Docker engine.
 */
@EnabledIfImage
@ExtendWith(OutputCaptureExtension.class)
class ZcachedContainerTests {

	private static final String CONFIGURATION = "/home/zcached/build/zcached.conf.zon";

	static final DockerImageName IMAGE = DockerImageName.parse(image()).asCompatibleSubstituteFor("sectasy/zcached");

	@ParameterizedTest
	@ValueSource(strings = { "terminated", "unterminated" })
	void startShouldConfigureTheServerAndWaitForIt(String dialect) {
		try (ZcachedContainer container = new ZcachedContainer(IMAGE).withEnv("ZCACHED_DIALECT", dialect)) {
			container.start();
			try (Connection connection = new Connection(container.getHost(), container.getPort())) {
				ZcachedClient client = ZcachedClient.of(connection);
				client.set("key", "value");
				assertThat(client.get("key", String.class)).contains("value");
				assertThat(connection.dialect()).hasToString(dialect.toUpperCase(Locale.ROOT));
			}
		}
	}

	@Test
	void startShouldNotReportThatTheServerIsNotReadyYet(CapturedOutput output) {
		try (ZcachedContainer container = new ZcachedContainer(IMAGE)) {
			container.start();
		}
		assertThat(output).doesNotContain("cannot connect");
	}

	@Test
	void startWhenConfigurationIsCopiedShouldUseIt(@TempDir Path directory) throws IOException {
		String configuration = ".{\n    .address = \"0.0.0.0\",\n    .port = 7556,\n}\n";
		Path file = Files.writeString(directory.resolve("mine.zon"), configuration);
		try (ZcachedContainer container = new ZcachedContainer(IMAGE)
			.withCopyFileToContainer(MountableFile.forHostPath(file), CONFIGURATION)) {
			container.start();
			String used = container.copyFileFromContainer(CONFIGURATION,
					(in) -> new String(in.readAllBytes(), StandardCharsets.UTF_8));
			assertThat(used).isEqualTo(configuration);
		}
	}

	@Test
	void createWhenImageIsAnotherShouldFail() {
		assertThatIllegalStateException().isThrownBy(() -> new ZcachedContainer("redis:8"))
			.withMessageContaining("sectasy/zcached");
	}

	private static String image() {
		String image = System.getenv(EnabledIfImage.VARIABLE);
		return (image != null) ? image : "sectasy/zcached";
	}

}
