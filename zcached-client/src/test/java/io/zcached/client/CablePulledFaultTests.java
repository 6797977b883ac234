package io.zcached.client;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.Commands;
import io.zcached.client.testsupport.ForkedJvm;
import io.zcached.client.testsupport.LeakProbe;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.testsupport.ScriptedServer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A network that goes away without a FIN or a reset, and comes back (row 21): the
 * loopback device of a network namespace is taken down.
 */
class CablePulledFaultTests {

	@Test
	void callsEndByTheirLimitsAndTheConnectionComesBackWithTheNetwork() {
		Assumptions.assumeTrue(Commands.succeeds("unshare", "-rn", "ip", "link", "set", "lo", "up"),
				"network namespaces need unshare, ip and the right to use them");
		try (ForkedJvm jvm = ForkedJvm.start(List.of("unshare", "-rn"), List.of(), Scenario.class)) {
			jvm.awaitSuccess();
		}
	}

	/** Runs in a network namespace of its own. */
	static final class Scenario {

		private static final Duration LIMIT = Duration.ofMillis(150);

		private static final Duration TIMEOUT_LIMIT = Duration.ofSeconds(2);

		private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

		private static final int SLACK = 10;

		private static final Command GET = Command.of("GET", "key");

		private final AtomicInteger failedConnects = new AtomicInteger();

		public static void main(String... arguments) {
			network("up");
			try (ScriptedServer server = ScriptedServer.start(new MemoryScript(Dialect.TERMINATED))) {
				new Scenario().run(server);
			}
		}

		private static void network(String state) {
			Commands.run("ip", "link", "set", "lo", state);
		}

		private void run(ScriptedServer server) {
			ConnectionOptions options = ConnectionOptions.builder()
				.dialect(Dialect.TERMINATED)
				.timeoutLimit(TIMEOUT_LIMIT)
				.connectTimeout(CONNECT_TIMEOUT)
				.listener(new ConnectionListener() {

					@Override
					public void connectFailed(Connection connection, String reason) {
						Scenario.this.failedConnects.incrementAndGet();
					}

				})
				.build();
			try (Connection connection = new Connection("127.0.0.1", server.port(), options)) {
				assertThat(connection.send(Command.of("SET", "key", "value")).value()).isEqualTo("OK");
				network("down");
				assertThat(boundedSend(connection).errorCode()).as("I2 one outcome").isEqualTo(ErrorCode.TIMEOUT_LIMIT);
				awaitOutage(connection);
				network("up");
				Await.until("I8 it comes back with the network", () -> connection.send(GET).isSuccess());
				assertThat(connection.send(GET).value()).as("I1 own reply").isEqualTo("value");
				assertThat(server.accepted()).as("on a new socket").isGreaterThanOrEqualTo(2);
			}
		}

		private static Result<Object> boundedSend(Connection connection) {
			long start = System.nanoTime();
			Result<Object> result = connection.send(GET, LIMIT);
			assertThat(AbstractConnectionTests.since(start)).as("I3 bounded").isLessThan(LIMIT.multipliedBy(SLACK));
			return result;
		}

		/** Sends in vain until two connects have failed. */
		private void awaitOutage(Connection connection) {
			long start = System.nanoTime();
			long cpu = cpu();
			Await.until("two connects have failed", () -> {
				assertThat(boundedSend(connection).errorCode()).isIn(ErrorCode.TIMEOUT_LIMIT,
						ErrorCode.CONNECTION_CLOSED, ErrorCode.CONNECTION_REESTABLISHED);
				LockSupport.parkNanos(5_000_000);
				return this.failedConnects.get() >= 2;
			});
			Duration outage = AbstractConnectionTests.since(start);
			assertThat(this.failedConnects.get()).as("I9 no connect before the one before it has timed out")
				.isLessThanOrEqualTo(1 + (int) (outage.toMillis() / CONNECT_TIMEOUT.toMillis()));
			assertThat(cpu() - cpu).as("I9 no busy loop").isLessThan(outage.toNanos() / 4);
		}

		/** Nanoseconds that the connection's own threads have used. */
		private static long cpu() {
			ThreadMXBean threads = ManagementFactory.getThreadMXBean();
			return LeakProbe.threads().stream().mapToLong((thread) -> threads.getThreadCpuTime(thread.getId())).sum();
		}

	}

}
