package io.zcached.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.FakeEnvironment;
import io.zcached.client.testsupport.FaultPlan;
import io.zcached.client.testsupport.FaultProxy;
import io.zcached.client.testsupport.FaultStep;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bits that a plain link turns over (row 54). The protocol has no checksum, so a wrong
 * value of the same shape cannot be noticed; but nobody hangs, and nobody gets another's
 * reply.
 */
class BitFlipFaultTests extends AbstractConnectionTests {

	private static final String REPLIES = tagged("a") + tagged("b");

	private static String tagged(String key) {
		return MemoryScript.bulk("value of " + key) + '\u0003';
	}

	private static String flipped(String text, int bit) {
		byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
		bytes[bit / 8] ^= (byte) (1 << bit % 8);
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	@Test
	void everyBitOfTwoReplies() {
		int wrong = 0;
		int failed = 0;
		for (int bit = 0; bit < REPLIES.length() * 8; bit++) {
			String damaged = flipped(REPLIES, bit);
			FakeEnvironment environment = new FakeEnvironment(0, Dialect.TERMINATED, (wire, frame) -> {
				if (frame.name().equals("PING")) {
					return "+PONG\r\n\u0003";
				}
				return (wire.frames().size() == 3) ? damaged : null;
			});
			Connection connection = connection(environment,
					(options) -> options.reconnect(false).timeoutLimit(Duration.ofSeconds(5)));
			connection.connect();
			List<Result<Object>> results = environment.runUntilDone(
					Await.start(() -> connection.sendAll(List.of(Command.of("GET", "a"), Command.of("GET", "b")))));
			for (int i = 0; i < 2; i++) {
				String own = "value of " + "ab".charAt(i);
				if (results.get(i).isFailure()) {
					failed++;
				}
				else if (!own.equals(results.get(i).value())) {
					wrong++;
					assertThat(String.valueOf(results.get(i).value())).as("I1 never another's reply, bit " + bit)
						.satisfies((value) -> assertThat(differences(value, own)).isEqualTo(1));
				}
			}
			connection.close();
		}
		assertThat(failed).as("I2 what has lost its shape is a failure").isPositive();
		assertThat(wrong).as("what has kept its shape is a wrong value").isPositive();
	}

	/** How many characters differ; a damaged UTF-8 sequence counts as one. */
	private static long differences(String value, String own) {
		return java.util.stream.IntStream.range(0, Math.max(value.length(), own.length()))
			.filter((i) -> i >= value.length() || i >= own.length() || value.charAt(i) != own.charAt(i))
			.count();
	}

	@Test
	void bitOfEveryByteOfARequestOnARealLink() {
		int length = "*2\r\n$3\r\nGET\r\n$3\r\nkey\r\n\u0003".length();
		int ping = "*1\r\n$4\r\nPING\r\n\u0003".length();
		Duration limit = Duration.ofMillis(150);
		for (int i = 0; i < length; i++) {
			ScriptedServer server = server(new MemoryScript(Dialect.TERMINATED));
			FaultProxy proxy = proxy(server, FaultPlan.toServer(FaultStep.pass(ping + i), FaultStep.flip(i % 8)));
			Connection connection = connection(proxy.port(), limit);
			long start = System.nanoTime();
			Result<Object> damaged = connection.send(GET);
			assertThat(since(start)).as("I3 never a hang, byte " + i).isLessThan(Duration.ofSeconds(10));
			assertThat(damaged.isFailure()).as("I2 one outcome, byte " + i).isTrue();
			Await.until("I8 the next request is served",
					() -> connection.send(Command.of("SET", "key", "value")).isSuccess());
			assertThat(connection.send(GET).value()).as("I1 own reply, byte " + i).isEqualTo("value");
			connection.close();
			server.close();
		}
	}

}
