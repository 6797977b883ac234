package io.zcached.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.Await.RunningCall;
import io.zcached.client.testsupport.Commands;
import io.zcached.client.testsupport.ForkedJvm;
import io.zcached.client.testsupport.MemoryServer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server process that is stopped under load and continued: its kernel goes on accepting
 * and acknowledging, but nobody answers (row 20).
 */
class FrozenServerFaultTests extends AbstractConnectionTests {

	private static final Duration LIMIT = Duration.ofMillis(150);

	private static final Duration TIMEOUT_LIMIT = Duration.ofSeconds(2);

	private static final int SLACK = 10;

	@Test
	void everyCallEndsByItsOwnLimitAndOldRepliesAreDroppedWithTheOldSocket() {
		Assumptions.assumeTrue(Commands.succeeds("sh", "-c", "kill -CONT $$"), "processes cannot be stopped here");
		ForkedJvm server = closing(ForkedJvm.start(List.of(), List.of(), MemoryServer.class));
		int port = Integer.parseInt(server.awaitLine(MemoryServer.PORT));
		Connection connection = connection(port,
				(options) -> options.dialect(Dialect.TERMINATED)
					.timeoutLimit(TIMEOUT_LIMIT)
					.connectTimeout(Duration.ofMillis(500)));
		connection.connect();
		AtomicBoolean end = new AtomicBoolean();
		List<Caller> callers = new ArrayList<>();
		List<RunningCall<Long>> calls = new ArrayList<>();
		for (int id = 0; id < 8; id++) {
			Caller caller = new Caller(connection, id, end);
			callers.add(caller);
			calls.add(Await.start(caller::callUntilTheEnd));
		}
		awaitMore("I8 all are served", callers, (caller) -> caller.successes);
		server.signal("STOP");
		List<Caller> impatient = callers.stream().filter(Caller::isImpatient).toList();
		awaitMore("I2 those with a limit of their own fail first", impatient, (caller) -> caller.failures);
		server.signal("CONT");
		awaitMore("I8 all are served again", callers, (caller) -> caller.successes);
		server.signal("STOP");
		awaitMore("I2 all fail while the server is frozen", callers, (caller) -> caller.failures);
		server.signal("CONT");
		awaitMore("I8 all are served again, on a new socket", callers, (caller) -> caller.successes);
		end.set(true);
		for (int id = 0; id < 8; id++) {
			assertThat(Duration.ofNanos(Await.value(calls.get(id)))).as("I3 the longest call of caller " + id)
				.isLessThan(callers.get(id).limit().multipliedBy(SLACK));
		}
	}

	private interface Counter {

		AtomicLong of(Caller caller);

	}

	private static void awaitMore(String what, List<Caller> callers, Counter counter) {
		List<Long> before = callers.stream().map((caller) -> counter.of(caller).get()).toList();
		Await.until(what, () -> {
			for (int i = 0; i < callers.size(); i++) {
				if (counter.of(callers.get(i)).get() == before.get(i)) {
					return false;
				}
			}
			return true;
		});
	}

	/** Writes and reads tagged values, every other caller with a limit of its own. */
	private static final class Caller {

		private final Connection connection;

		private final int id;

		private final AtomicBoolean end;

		private final AtomicLong successes = new AtomicLong();

		private final AtomicLong failures = new AtomicLong();

		Caller(Connection connection, int id, AtomicBoolean end) {
			this.connection = connection;
			this.id = id;
			this.end = end;
		}

		boolean isImpatient() {
			return this.id % 2 == 0;
		}

		Duration limit() {
			return isImpatient() ? LIMIT : TIMEOUT_LIMIT;
		}

		/** How long the longest call took, in nanoseconds. */
		long callUntilTheEnd() {
			long longest = 0;
			for (int i = 0; !this.end.get(); i++) {
				String key = "k:" + this.id + ":" + i;
				longest = Math.max(longest, call(Command.of("SET", key, "value of " + key), "OK", key));
				longest = Math.max(longest, call(Command.of("GET", key), "value of " + key, key));
			}
			return longest;
		}

		private long call(Command command, String expected, String key) {
			long start = System.nanoTime();
			Result<Object> result = this.connection.send(command, limit());
			long took = System.nanoTime() - start;
			if (result.isSuccess()) {
				assertThat(result.value()).as("I1 own reply").isEqualTo(expected);
				this.successes.incrementAndGet();
			}
			else if (result.errorCode().equals(ErrorCode.ERR)) {
				assertThat(result.errorMessage()).as("I1 own error").isEqualTo("ERR '" + key + "' not found");
			}
			else {
				assertThat(result.errorCode()).isIn(ErrorCode.TIMEOUT_LIMIT, ErrorCode.CONNECTION_CLOSED,
						ErrorCode.CONNECTION_REESTABLISHED);
				this.failures.incrementAndGet();
				LockSupport.parkNanos(5_000_000);
			}
			return took;
		}

	}

}
