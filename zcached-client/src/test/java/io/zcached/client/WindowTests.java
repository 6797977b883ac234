package io.zcached.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.Await.RunningCall;
import io.zcached.client.testsupport.Frame;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.testsupport.Peer;
import io.zcached.client.testsupport.Script;
import io.zcached.client.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What real servers bear: unanswered bytes within the window, or one larger frame alone,
 * counted by the server (I7).
 */
class WindowTests extends AbstractConnectionTests {

	/** Reads as fast as it can, answers later, and counts what is unanswered. */
	private static final class Counting implements Script {

		private final MemoryScript memory;

		private final int terminator;

		private final AtomicLong unanswered = new AtomicLong();

		private final AtomicLong most = new AtomicLong();

		private final AtomicInteger frames = new AtomicInteger();

		private final AtomicInteger mostFrames = new AtomicInteger();

		private final AtomicInteger largeWithOthers = new AtomicInteger();

		Counting(Dialect dialect) {
			this.memory = new MemoryScript(dialect);
			this.terminator = dialect.hasTerminator() ? 1 : 0;
		}

		@Override
		public void run(Peer peer) throws Exception {
			peer.handshake();
			LinkedBlockingQueue<Frame> queue = new LinkedBlockingQueue<>();
			Thread answering = new Thread(() -> answer(peer, queue));
			answering.setDaemon(true);
			answering.start();
			for (Frame frame = peer.frame(); frame != null; frame = peer.frame()) {
				int length = frame.length() + this.terminator;
				long before = this.unanswered.getAndAdd(length);
				this.mostFrames.accumulateAndGet(this.frames.incrementAndGet(), Math::max);
				if (length > 1024) {
					this.largeWithOthers.addAndGet((before > 0) ? 1 : 0);
				}
				else {
					this.most.accumulateAndGet(before + length, Math::max);
				}
				queue.add(frame);
			}
		}

		private void answer(Peer peer, LinkedBlockingQueue<Frame> queue) {
			try {
				while (true) {
					Frame frame = queue.take();
					Thread.yield();
					String reply = this.memory.answer(frame);
					this.frames.decrementAndGet();
					this.unanswered.addAndGet(-(frame.length() + this.terminator));
					peer.reply(reply);
				}
			}
			catch (Exception ex) {
				// The connection is over.
			}
		}

	}

	@ParameterizedTest
	@EnumSource(Dialect.class)
	void unansweredBytesOfManyThreadsStayWithinTheWindow(Dialect dialect) {
		Counting counting = new Counting(dialect);
		ScriptedServer server = server(dialect, counting);
		Connection connection = connection(server.port(), (options) -> options.dialect(dialect));
		connection.connect();
		List<RunningCall<Boolean>> calls = new ArrayList<>();
		for (int t = 0; t < 32; t++) {
			int id = t;
			calls.add(Await.start(() -> {
				for (int i = 0; i < 100; i++) {
					String key = "k:" + id + ":" + i;
					String value = "v".repeat((i % 20 == 0) ? 3000 : i) + key;
					assertThat(connection.send(Command.of("SET", key, value)).value()).isEqualTo("OK");
					assertThat(connection.send(Command.of("GET", key)).value()).as("I1 own reply").isEqualTo(value);
					if (i % 10 == 0) {
						List<Command> pipeline = List.of(GET, Command.of("GET", key), Command.of("DBSIZE"));
						assertThat(connection.sendAll(pipeline).get(1).value()).as("I1 own reply").isEqualTo(value);
					}
				}
				return true;
			}));
		}
		calls.forEach(Await::value);
		assertThat(server.accepted()).as("no desync").isEqualTo(1);
		if (dialect.hasTerminator()) {
			assertThat(counting.most.get()).as("I7 window").isLessThanOrEqualTo(1024);
			assertThat(counting.mostFrames.get()).as("requests do share the socket").isGreaterThan(1);
		}
		else {
			assertThat(counting.mostFrames.get()).as("I7 one request").isEqualTo(1);
		}
		assertThat(counting.largeWithOthers.get()).as("I7 a larger frame goes alone").isZero();
	}

	@Test
	void windowMayBeWidened() {
		Counting counting = new Counting(Dialect.TERMINATED);
		ScriptedServer server = server(counting);
		Connection connection = connection(server.port(),
				(options) -> options.dialect(Dialect.TERMINATED).pipelineWindow(64 * 1024));
		List<Command> commands = new ArrayList<>();
		for (int i = 0; i < 500; i++) {
			commands.add(Command.of("GET", "key " + i));
		}
		List<Result<Object>> results = connection.sendAll(commands);
		for (int i = 0; i < 500; i++) {
			assertThat(results.get(i).errorMessage()).isEqualTo("ERR 'key " + i + "' not found");
		}
		assertThat(counting.most.get()).as("I7 window").isBetween(1025L, 64 * 1024L);
	}

	@Test
	void requestThatTimesOutBeforeThereIsRoomIsNeverWritten() {
		CountDownLatch release = new CountDownLatch(1);
		ScriptedServer server = server(Script.afterHandshake((peer) -> {
			while (peer.frame() != null) {
				release.await();
				peer.reply(VALUE_REPLY);
			}
		}));
		Connection connection = connection(server.port(),
				(options) -> options.dialect(Dialect.TERMINATED)
					.pipelineWindow(1)
					.timeoutLimit(Duration.ofSeconds(60)));
		connection.connect();
		RunningCall<Result<Object>> first = Await.start(() -> connection.send(Command.of("GET", "first")));
		Await.until("the first one is under way", () -> server.frames().size() == 1);
		Result<Object> left = connection.send(Command.of("GET", "left"), Duration.ofMillis(50));
		assertThat(left.errorCode()).as("I2 one outcome").isEqualTo(ErrorCode.TIMEOUT_LIMIT);
		assertThat(connection.pendingRequests()).as("I6 only the first one is left").isEqualTo(1);
		release.countDown();
		assertThat(Await.value(first).value()).isEqualTo("value");
		assertThat(connection.send(Command.of("GET", "last")).value()).isEqualTo("value");
		assertThat(server.frames()).extracting((frame) -> frame.text(1))
			.as("nothing is sent for whom it has failed")
			.containsExactly("first", "last");
	}

	@Test
	void largeAsynchronousRequestIsWrittenAndItsReplyIsReadInTheBackground() {
		ScriptedServer server = server(new MemoryScript(Dialect.TERMINATED));
		Connection connection = connection(server.port(), Duration.ofSeconds(60));
		connection.connect();
		Command large = Command.of("SET", "key", "x".repeat(100_000));
		assertThat(Await.value(connection.sendAsync(large)).value()).as("I2 one outcome, long before the limit")
			.isEqualTo("OK");
	}

	@Test
	void requestsOfOneThreadArriveInOrder() {
		ScriptedServer server = server(new MemoryScript(Dialect.TERMINATED));
		Connection connection = connection(server.port());
		connection.connect();
		List<RunningCall<Boolean>> calls = new ArrayList<>();
		for (int t = 0; t < 4; t++) {
			int id = t;
			calls.add(Await.start(() -> {
				for (int i = 0; i < 200; i++) {
					connection.sendAsync(Command.of("SET", "k" + id, i));
				}
				return connection.send(Command.of("GET", "k" + id)).value().equals(199L);
			}));
		}
		for (RunningCall<Boolean> call : calls) {
			assertThat(Await.value(call)).as("I11 the last write is read").isTrue();
		}
		long[] last = { -1, -1, -1, -1 };
		for (Frame frame : server.frames()) {
			if (frame.name().equals("SET")) {
				int id = frame.text(1).charAt(1) - '0';
				long value = Long.parseLong(frame.elements().get(2).trim().substring(1));
				assertThat(value).as("I11 order").isEqualTo(last[id] + 1);
				last[id] = value;
			}
		}
	}

}
