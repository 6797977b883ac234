package io.zcached.client;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.LeakProbe;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The pool hands out the least loaded connection, and never one that is broken or stalled
 * while another works (rows 45 and 46); it connects no more than two at a time and leaks
 * nothing.
 */
class ConnectionPoolTests {

	@Test
	void requestGoesToTheConnectionWithTheFewestPending() throws Exception {
		Semaphore answers = new Semaphore(0);
		MemoryScript memory = new MemoryScript(Dialect.TERMINATED);
		try (ScriptedServer server = ScriptedServer.start((peer) -> {
			if (peer.index() == 0) {
				peer.handshake();
				answers.acquire();
			}
			memory.run(peer);
		}); ConnectionPool pool = new ConnectionPool("127.0.0.1", server.port(), 2)) {
			pool.connect();
			Connection held = pool.connections().get(0);
			CompletableFuture<Result<Object>> pending = held.sendAsync(Command.of("GET", "key"));
			Connection other = pool.connection();
			assertThat(other).isNotSameAs(held);
			assertThat(ZcachedClient.of(pool).ping()).as("served by the other").isEqualTo("PONG");
			answers.release();
			assertThat(Await.value(pending).errorMessage()).isEqualTo("ERR 'key' not found");
		}
	}

	@Test
	void brokenConnectionIsNobodysChoiceAndIsMendedInTheBackground() throws Exception {
		try (ScriptedServer server = ScriptedServer.start(new MemoryScript(Dialect.TERMINATED));
				ConnectionPool pool = new ConnectionPool("127.0.0.1", server.port(), 3)) {
			pool.connect();
			Connection broken = pool.connections().get(0);
			broken.socket().close();
			assertThat(broken.receive()).isNull();
			assertThat(pool.connection()).as("I8 not the broken one").isNotSameAs(broken);
			Await.until("the broken one is mended", () -> {
				pool.connection();
				return pool.connections().stream().allMatch(Connection::isConnected);
			});
		}
	}

	@Test
	void noMoreThanTwoConnectAtATime() throws Exception {
		AtomicInteger now = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		MemoryScript memory = new MemoryScript(Dialect.TERMINATED);
		try (ScriptedServer server = ScriptedServer.start(memory);
				ConnectionPool pool = new ConnectionPool("127.0.0.1", server.port(), 8, ConnectionOptions.defaults(),
						(dialer) -> (attempt) -> {
							most.accumulateAndGet(now.incrementAndGet(), Math::max);
							try {
								LockSupport.parkNanos(5_000_000);
								return dialer.dial(attempt);
							}
							finally {
								now.decrementAndGet();
							}
						})) {
			Await.until("all are connected", () -> {
				pool.connection();
				return pool.connections().stream().allMatch(Connection::isConnected);
			});
			assertThat(most.get()).as("I9 polite").isEqualTo(2);
			assertThat(server.accepted()).isEqualTo(8);
		}
	}

	@Test
	void connectThatFailsGivesItsTurnBack() throws Exception {
		AtomicInteger refusals = new AtomicInteger(5);
		ConnectionOptions options = ConnectionOptions.builder().connectTimeout(Duration.ofSeconds(2)).build();
		try (ScriptedServer server = ScriptedServer.start(new MemoryScript(Dialect.TERMINATED));
				ConnectionPool pool = new ConnectionPool("127.0.0.1", server.port(), 3, options,
						(dialer) -> (attempt) -> {
							if (refusals.getAndDecrement() > 0) {
								throw new ConnectException("refused by the test");
							}
							return dialer.dial(attempt);
						})) {
			Await.until("I8 all are connected in the end", () -> {
				pool.connections().forEach(Connection::tryReconnect);
				return pool.connections().stream().allMatch(Connection::isConnected);
			});
			assertThat(refusals.get()).as("more turns were taken than there are").isNotPositive();
		}
	}

	@Test
	void closedPoolLeavesNothingBehind() throws IOException {
		LeakProbe probe = new LeakProbe();
		try (ScriptedServer server = ScriptedServer.start(new MemoryScript(Dialect.TERMINATED))) {
			ConnectionPool pool = new ConnectionPool("127.0.0.1", server.port(), 4);
			pool.connect();
			List<Result<Object>> results = pool.connections()
				.stream()
				.map((one) -> one.send(Command.of("PING")))
				.toList();
			assertThat(results).allMatch(Result::isSuccess);
			pool.close();
			pool.close();
			assertThat(pool.isConnected()).isFalse();
			assertThat(pool.connection().send(Command.of("PING")).errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		}
		probe.awaitNoLeak();
	}

	@Test
	void sizeOutOfRangeIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionPool("localhost", 7556, 0))
			.withMessage("size must be between 1 and 64, but is 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionPool("localhost", 7556, 65));
	}

}
