package io.zcached.spring.boot.autoconfigure.restart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Restarts as development tools make them leave neither a class loader nor a thread.
 */
class ClassLoaderRestartTests {

	@Test
	void twentyRestartsLeaveNothing(@TempDir Path directory) throws IOException, InterruptedException {
		Path output = directory.resolve("output");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx128m", "-XX:SoftRefLRUPolicyMSPerMB=0", "-cp", System.getProperty("java.class.path"),
				Restarts.class.getName())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		assertThat(process.waitFor()).as(() -> read(output)).isZero();
		assertThat(read(output).lines().filter("answer: value"::equals)).hasSize(22);
		assertThat(read(output)).contains("left: 0 class loaders, 0 threads");
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

}
