package io.zcached.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.Await.RunningCall;
import io.zcached.client.testsupport.FakeEnvironment;
import io.zcached.client.testsupport.FakeWire;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.testsupport.Script;
import io.zcached.client.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One connection is not served, or slowly, while others are: only its own callers wait,
 * and not for longer than they allow (rows 23 and 26).
 */
class StallFaultTests extends AbstractConnectionTests {

	private static final Duration LIMIT = Duration.ofMillis(300);

	private static final int SLACK = 10;

	/**
	 * As real servers do: once another of its connections has been closed, the third one
	 * is read and never answered again.
	 */
	private static final class StallingThird implements Script {

		private final MemoryScript memory = new MemoryScript(Dialect.TERMINATED);

		private final CountDownLatch closed = new CountDownLatch(1);

		@Override
		public void run(io.zcached.client.testsupport.Peer peer) throws Exception {
			if (peer.index() != 2) {
				this.memory.run(peer);
				this.closed.countDown();
				return;
			}
			peer.handshake();
			peer.reply(this.memory.answer(peer.frame()));
			this.closed.await();
			peer.drain();
		}

	}

	@Test
	void onlyTheCallersOfTheStalledConnectionTimeOutAndItIsReplaced() {
		StallingThird script = new StallingThird();
		ScriptedServer server = server(script);
		Connection a = connection(server.port(), Duration.ofSeconds(1));
		Connection b = connection(server.port(), Duration.ofSeconds(1));
		Connection c = connection(server.port(), Duration.ofSeconds(2));
		for (Connection each : new Connection[] { a, b, c }) {
			assertThat(each.send(Command.of("SET", "key", "value")).value()).isEqualTo("OK");
		}
		a.close();
		Await.until("the server has seen it", () -> script.closed.getCount() == 0);
		RunningCall<Result<Object>> stalled = Await.start(() -> c.send(GET));
		Await.until("the stalled one is the oldest", () -> c.pendingRequests() == 1);
		long start = System.nanoTime();
		assertThat(c.send(Command.of("GET", "other"), LIMIT).errorCode()).as("I2 one outcome")
			.isEqualTo(ErrorCode.TIMEOUT_LIMIT);
		assertThat(since(start)).as("I3 bounded").isLessThan(LIMIT.multipliedBy(SLACK));
		assertThat(b.send(GET).value()).as("the others are served").isEqualTo("value");
		assertThat(Await.value(stalled).errorCode()).as("I2 one outcome").isEqualTo(ErrorCode.TIMEOUT_LIMIT);
		assertThat(c.send(GET).value()).as("I8 the stalled socket is replaced").isEqualTo("value");
		assertThat(b.send(GET).value()).isEqualTo("value");
		assertThat(server.accepted()).as("I9 one socket for each, and one replaced").isEqualTo(4);
	}

	@Test
	void idleConnectionIsProvenAndNotEvicted() {
		FakeEnvironment environment = FakeEnvironment.withMemory();
		Connection connection = connection(environment);
		connection.send(Command.of("SET", "key", 1));
		for (int hour = 0; hour < 3; hour++) {
			environment.advance(Duration.ofHours(1));
			assertThat(connection.send(GET).value()).isEqualTo(1L);
		}
		assertThat(environment.wires()).as("I9 closing one may stall another").hasSize(1).noneMatch(FakeWire::isClosed);
	}

	@Test
	void smallRequestBehindASlowOneEndsByItsOwnLimitAndTheSlowOneIsNotHarmed() {
		CountDownLatch saved = new CountDownLatch(1);
		ScriptedServer server = server(slowSave(saved));
		Connection connection = connection(server.port(), Duration.ofSeconds(60));
		connection.connect();
		RunningCall<Result<Object>> slow = Await.start(() -> connection.send(Command.of("SAVE")));
		Await.until("the slow one is under way", () -> server.frames().size() == 1);
		long start = System.nanoTime();
		assertThat(connection.send(GET, LIMIT).errorCode()).as("I2 one outcome").isEqualTo(ErrorCode.TIMEOUT_LIMIT);
		assertThat(since(start)).as("I3 bounded").isLessThan(LIMIT.multipliedBy(SLACK));
		saved.countDown();
		assertThat(Await.value(slow).value()).as("I1 own reply").isEqualTo("OK");
		assertThat(connection.send(GET).value()).as("I1 own reply, behind the dropped one").isEqualTo("value");
		assertThat(server.accepted()).as("the socket lives on").isEqualTo(1);
	}

	@Test
	void poolServesSmallRequestsBesideASlowOne() throws Exception {
		CountDownLatch saved = new CountDownLatch(1);
		ScriptedServer server = server(slowSave(saved));
		ConnectionOptions options = ConnectionOptions.builder().dialect(Dialect.TERMINATED).build();
		ConnectionPool pool = closing(new ConnectionPool("127.0.0.1", server.port(), 2, options));
		pool.connect();
		RunningCall<Result<Object>> slow = Await.start(() -> pool.connection().send(Command.of("SAVE")));
		Await.until("the slow one is under way", () -> server.frames().size() == 1);
		for (int i = 0; i < 100; i++) {
			assertThat(pool.connection().send(GET).value()).as("the cure: another connection").isEqualTo("value");
		}
		assertThat(slow.isDone()).as("the slow one is still under way").isFalse();
		saved.countDown();
		assertThat(Await.value(slow).value()).isEqualTo("OK");
	}

	private static Script slowSave(CountDownLatch saved) {
		return Script.afterHandshake((peer) -> {
			while (true) {
				boolean save = peer.frame().name().equals("SAVE");
				if (save) {
					saved.await();
				}
				peer.reply(save ? "+OK\r\n" : VALUE_REPLY);
			}
		});
	}

}
