package io.zcached.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.Await.RunningCall;
import io.zcached.client.testsupport.Certificates;
import io.zcached.client.testsupport.ForkedJvm;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * TLS changes its keys and hands out session tickets in the middle of pipelines, and
 * nobody notices (row 58). Both are settings of a whole JVM, so this has one of its own.
 */
class TlsKeyUpdateTests {

	@Test
	void keysChangeUnderPipelinesAndNobodyNotices(@TempDir Path directory) throws IOException {
		Path settings = directory.resolve("tls.security");
		Files.writeString(settings,
				"jdk.tls.keyLimits=AES/GCM/NoPadding KeyUpdate 2^14, ChaCha20-Poly1305 KeyUpdate 2^14\n");
		List<String> options = List.of("-Djava.security.properties=" + settings,
				"-Djdk.tls.server.newSessionTicketCount=10", "-Djavax.net.debug=ssl:handshake");
		try (ForkedJvm jvm = ForkedJvm.start(List.of(), options, Scenario.class, directory.toString())) {
			List<String> output = jvm.awaitSuccess();
			assertThat(output.stream().filter((line) -> line.contains("Produced KeyUpdate")))
				.as("keys were changed indeed")
				.hasSizeGreaterThan(10);
			assertThat(output.stream().filter((line) -> line.contains("NewSessionTicket"))).isNotEmpty();
		}
	}

	/** Runs in a JVM whose keys wear out after 16 KiB. */
	static final class Scenario {

		private static final int THREADS = 4;

		private static final int ROUNDS = 40;

		public static void main(String... arguments) throws IOException {
			Certificates certificates = new Certificates(Path.of(arguments[0]));
			ServerSocket listener = certificates.context("TLS", "good", true)
				.getServerSocketFactory()
				.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
			ConnectionOptions options = ConnectionOptions.builder()
				.dialect(Dialect.TERMINATED)
				.sslContext(certificates.context("TLS", null, true))
				.timeoutLimit(Duration.ofSeconds(60))
				.connectTimeout(Duration.ofSeconds(20))
				.build();
			try (ScriptedServer server = ScriptedServer.start(listener, Dialect.TERMINATED,
					new MemoryScript(Dialect.TERMINATED));
					Connection connection = new Connection("127.0.0.1", server.port(), options)) {
				connection.connect();
				List<RunningCall<Boolean>> calls = new ArrayList<>();
				for (int t = 0; t < THREADS; t++) {
					int id = t;
					calls.add(Await.start(() -> pipelines(connection, id)));
				}
				for (RunningCall<Boolean> call : calls) {
					assertThat(Await.value(call)).as("I1 own replies").isTrue();
				}
				assertThat(server.accepted()).as("no socket was lost").isEqualTo(1);
			}
		}

		private static boolean pipelines(Connection connection, int id) {
			boolean own = true;
			for (int i = 0; i < ROUNDS; i++) {
				String key = "k:" + id + ":" + i;
				String value = "value of " + key + "x".repeat(i * 20);
				List<Result<Object>> results = connection
					.sendAll(List.of(Command.of("SET", key, value), Command.of("GET", key), Command.of("PING")));
				own &= "OK".equals(results.get(0).value()) && value.equals(results.get(1).value())
						&& "PONG".equals(results.get(2).value());
				own &= value.equals(connection.send(Command.of("GET", key)).value());
			}
			return own;
		}

	}

}
