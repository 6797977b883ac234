package io.zcached.embedded;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StandaloneServer}, each in a process of its own.
 */
class StandaloneServerTests {

	@Test
	void shouldPrintItsAddressServeAndEndOnSignal() throws Exception {
		Process process = run("--dialect=unterminated");
		try (BufferedReader out = process.inputReader()) {
			String line = out.readLine();
			Matcher matcher = Pattern
				.compile("zcached-embedded-server \\(unterminated\\) listens on 127\\.0\\.0\\.1:(\\d+)")
				.matcher(line);
			assertThat(matcher.matches()).as(line).isTrue();
			try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(matcher.group(1)))) {
				socket.getOutputStream().write(Wire.lines("*1|$4|PING|"));
				assertThat(socket.getInputStream().readNBytes(7)).isEqualTo(Wire.lines("+PONG|"));
				process.toHandle().destroy();
				assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
				assertThat(process.exitValue()).isIn(143, 0);
			}
			assertThat(out.readLine()).isNull();
		}
		finally {
			process.destroyForcibly();
		}
	}

	@Test
	void helpShouldBePrinted() throws Exception {
		Process process = run("--help");
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isZero();
		assertThat(text(process.getInputStream().readAllBytes())).isEqualTo(StandaloneOptions.USAGE);
	}

	@Test
	void wrongOptionShouldBeExplained() throws Exception {
		Process process = run("--port=many");
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isEqualTo(2);
		assertThat(process.getInputStream().readAllBytes()).isEmpty();
		assertThat(text(process.getErrorStream().readAllBytes())).contains("--port", "'many'", "0 to 65535");
	}

	@Test
	void portInUseShouldBeExplained() throws Exception {
		try (EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().build().start()) {
			Process process = run("--port=" + server.port());
			assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).isEqualTo(1);
			assertThat(text(process.getErrorStream().readAllBytes())).contains("127.0.0.1:" + server.port());
		}
	}

	private static Process run(String... arguments) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), StandaloneServer.class.getName()));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).start();
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
