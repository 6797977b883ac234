package io.zcached.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.Await.RunningCall;
import io.zcached.client.testsupport.FakeEnvironment;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.testsupport.Peer;
import io.zcached.client.testsupport.Script;
import io.zcached.client.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Servers that do not answer, or do not read: every call ends by its own limit (rows 22,
 * 24, 25, 47).
 */
class SilenceFaultTests extends AbstractConnectionTests {

	private static final Duration LIMIT = Duration.ofMillis(300);

	/** How much longer than its limit a call may take on a busy machine. */
	private static final int SLACK = 10;

	private static final String LARGE = "x".repeat(9 * 1024 * 1024);

	@Test
	void blockedWriterIsFreedAtItsLimitAndThoseBehindItAtTheirs() {
		ScriptedServer server = server((peer) -> {
			peer.handshake();
			if (peer.index() == 0) {
				peer.awaitServerClose();
			}
			new MemoryScript(Dialect.TERMINATED).run(peer);
		});
		Connection connection = connection(server.port(), Duration.ofSeconds(2));
		connection.connect();
		RunningCall<Result<Object>> writer = Await.start(() -> connection.send(Command.of("SET", "key", LARGE)));
		Await.until("the writer is blocked", () -> Await.isIn(writer.thread(), "SocketWire", "write"));
		long start = System.nanoTime();
		assertThat(connection.send(GET, LIMIT).errorCode()).as("I3 behind a blocked writer")
			.isEqualTo(ErrorCode.TIMEOUT_LIMIT);
		assertThat(since(start)).as("I3 bounded").isLessThan(LIMIT.multipliedBy(SLACK));
		assertThat(Await.value(writer).errorCode()).as("I2 one outcome").isEqualTo(ErrorCode.TIMEOUT_LIMIT);
		assertThat(connection.send(Command.of("SET", "key", 1)).value()).as("I8 recovers").isEqualTo("OK");
	}

	@Test
	void blockedWriterWithALimitOfItsOwnIsFreedByIt() {
		ScriptedServer server = server(Script.neverRead());
		Connection connection = connection(server.port(), Duration.ofSeconds(60));
		connection.connect();
		long start = System.nanoTime();
		Result<Object> result = connection.send(Command.of("SET", "key", LARGE), LIMIT);
		assertThat(result.errorCode()).isEqualTo(ErrorCode.TIMEOUT_LIMIT);
		assertThat(since(start)).as("I3 the watchdog frees the writer").isLessThan(LIMIT.multipliedBy(SLACK));
		assertThat(connection.isConnected()).as("I4 a torn frame ends the channel").isFalse();
	}

	@Test
	void trickledReplyDoesNotStretchTheLimit() throws Exception {
		ScriptedServer server = server(Script.afterHandshake((peer) -> {
			peer.frame();
			peer.send("$1000\r\n");
			trickle(peer);
		}));
		Connection connection = connection(server.port(), LIMIT);
		connection.connect();
		long start = System.nanoTime();
		assertThat(connection.send(GET).errorCode()).isEqualTo(ErrorCode.TIMEOUT_LIMIT);
		assertThat(since(start)).as("I3 time-outs of reads do not add up").isLessThan(LIMIT.multipliedBy(SLACK));
		assertThat(connection.isConnected()).isFalse();
	}

	/** Sends a byte whenever a third of the limit has passed. */
	private static void trickle(Peer peer) throws Exception {
		while (true) {
			peer.send("x");
			new CountDownLatch(1).await(LIMIT.toMillis() / 3, java.util.concurrent.TimeUnit.MILLISECONDS);
		}
	}

	@Test
	void trickledReplyWithALimitOfItsOwnInVirtualTime() {
		FakeEnvironment environment = silentFor("GET");
		Connection connection = connection(environment);
		connection.connect();
		long start = environment.now();
		trickle(environment, 0);
		Result<Object> result = environment
			.runUntilDone(Await.start(() -> connection.send(GET, Duration.ofSeconds(1))));
		assertThat(result.errorCode()).isEqualTo(ErrorCode.TIMEOUT_LIMIT);
		assertThat(Duration.ofNanos(environment.now() - start)).as("I3 bounded, in virtual time")
			.isBetween(Duration.ofSeconds(1), Duration.ofMillis(1100));
		assertThat(connection.isConnected()).as("the channel lives on until its own limit").isTrue();
	}

	private static void trickle(FakeEnvironment environment, int count) {
		environment.schedule(() -> {
			environment.wire(0).push((count == 0) ? "$500\r\n" : "x");
			trickle(environment, count + 1);
		}, Duration.ofMillis(90).toNanos());
	}

	@Test
	void followerFailsAtItsLimitThoughTheLeaderReadsOn() {
		CountDownLatch release = new CountDownLatch(1);
		ScriptedServer server = server(Script.tagged(release, 2));
		Connection connection = connection(server.port(), Duration.ofSeconds(60));
		connection.connect();
		RunningCall<Result<Object>> leader = Await.start(() -> connection.send(Command.of("GET", "leader")));
		Await.until("the leader reads", () -> Await.isIn(leader.thread(), "SocketWire", "read"));
		long start = System.nanoTime();
		assertThat(connection.send(Command.of("GET", "follower"), LIMIT).errorCode())
			.isEqualTo(ErrorCode.TIMEOUT_LIMIT);
		assertThat(since(start)).as("I3 bounded").isLessThan(LIMIT.multipliedBy(SLACK));
		release.countDown();
		assertThat(Await.value(leader).value()).as("I1 the leader is not harmed").isEqualTo("value of leader");
		assertThat(server.accepted()).as("the channel lives on").isEqualTo(1);
	}

	@Test
	void leaderThatTimesOutHandsTheReadSideOn() {
		CountDownLatch release = new CountDownLatch(1);
		ScriptedServer server = server(Script.tagged(release, 3));
		Connection connection = connection(server.port(), Duration.ofSeconds(60));
		connection.connect();
		RunningCall<Result<Object>> leader = Await.start(() -> connection.send(Command.of("GET", "leader"), LIMIT));
		Await.until("the leader reads", () -> Await.isIn(leader.thread(), "SocketWire", "read"));
		List<RunningCall<Result<Object>>> followers = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			String key = "follower" + i;
			followers.add(Await.start(() -> connection.send(Command.of("GET", key))));
		}
		assertThat(Await.value(leader).errorCode()).isEqualTo(ErrorCode.TIMEOUT_LIMIT);
		release.countDown();
		for (int i = 0; i < 2; i++) {
			assertThat(Await.value(followers.get(i)).value()).as("I1 own reply, behind a tombstone")
				.isEqualTo("value of follower" + i);
		}
		Await.until("I6 the queue is empty", () -> connection.pendingRequests() == 0);
		assertThat(server.accepted()).as("the channel lives on").isEqualTo(1);
	}

	@Test
	void lateReplyToATombstoneIsDroppedAndTheNextRequestGetsItsOwn() {
		CountDownLatch release = new CountDownLatch(1);
		ScriptedServer server = server(Script.tagged(release, 1));
		Connection connection = connection(server.port(), Duration.ofSeconds(60));
		connection.connect();
		assertThat(connection.send(Command.of("GET", "early"), Duration.ofMillis(50)).errorCode())
			.isEqualTo(ErrorCode.TIMEOUT_LIMIT);
		assertThat(connection.pendingRequests()).as("the tombstone counts").isEqualTo(1);
		release.countDown();
		assertThat(connection.send(Command.of("GET", "later")).value()).as("I1 own reply").isEqualTo("value of later");
		assertThat(server.accepted()).isEqualTo(1);
	}

	@Test
	void callThatMayWaitLessThanTheOldestHasWaitedFailsAtOnceAndWritesNothing() {
		FakeEnvironment environment = silentFor("GET");
		Connection connection = connection(environment);
		connection.connect();
		CompletableFuture<Result<Object>> oldest = connection.sendAsync(GET);
		environment.awaitReader();
		environment.advance(Duration.ofSeconds(2));
		int written = environment.wire(0).writtenBytes();
		Result<Object> result = connection.send(GET, Duration.ofSeconds(1));
		assertThat(result.errorCode()).isEqualTo(ErrorCode.TIMEOUT_LIMIT);
		assertThat(result.errorMessage()).contains("nothing was written");
		assertThat(environment.wire(0).writtenBytes()).as("nothing was written").isEqualTo(written);
		assertThat(connection.isConnected()).isTrue();
		environment.wire(0).push(VALUE_REPLY + '\u0003');
		assertThat(Await.value(oldest).value()).isEqualTo("value");
	}

	@Test
	void asynchronousCallEndsAtItsOwnLimitAndTheNextRequestGetsItsOwnReply() {
		CountDownLatch release = new CountDownLatch(1);
		ScriptedServer server = server(Script.tagged(release, 1));
		Connection connection = connection(server.port(), Duration.ofSeconds(60));
		connection.connect();
		Result<Object> early = Await.value(connection.sendAsync(Command.of("GET", "early"), Duration.ofMillis(50)));
		assertThat(early.errorCode()).as("I3 bounded").isEqualTo(ErrorCode.TIMEOUT_LIMIT);
		assertThat(early.errorMessage()).as("it has been written").doesNotContain("nothing was written");
		assertThat(connection.sendAsync(Command.of("GET", "behind"), Duration.ofMillis(50))).as("at once")
			.isCompletedWithValueMatching((result) -> ErrorCode.TIMEOUT_LIMIT.equals(result.errorCode()));
		release.countDown();
		assertThat(Await.value(connection.sendAsync(Command.of("GET", "later"))).value()).as("I1 own reply")
			.isEqualTo("value of later");
		assertThat(server.accepted()).isEqualTo(1);
	}

	@Test
	void frozenServerCostsTheOldestItsLimitAndEndsTheChannel() {
		FakeEnvironment environment = silentFor("GET");
		Connection connection = connection(environment, (options) -> options.reconnect(false));
		connection.connect();
		long start = environment.now();
		Result<Object> result = environment.runUntilDone(Await.start(() -> connection.send(GET)));
		assertThat(result.errorCode()).isEqualTo(ErrorCode.TIMEOUT_LIMIT);
		assertThat(Duration.ofNanos(environment.now() - start)).as("I3 in virtual time")
			.isBetween(Duration.ofSeconds(15), Duration.ofMillis(15100));
		assertThat(environment.wire(0).isClosed()).isTrue();
	}

	@Test
	void clockThatOverflowsChangesNothing() {
		for (long start : new long[] { Long.MAX_VALUE, Long.MAX_VALUE - 1_000_000_000, Long.MIN_VALUE, -1 }) {
			MemoryScript memory = new MemoryScript(Dialect.TERMINATED);
			FakeEnvironment environment = new FakeEnvironment(start, Dialect.TERMINATED,
					(wire, frame) -> frame.name().equals("GET") ? null : memory.answer(frame) + '\u0003');
			environment.jitter(() -> 1);
			Connection connection = connection(environment);
			assertThat(connection.send(Command.of("SET", "k", 1)).value()).isEqualTo("OK");
			assertThat(environment.runUntilDone(Await.start(() -> connection.send(GET, Duration.ofSeconds(2))))
				.errorCode()).isEqualTo(ErrorCode.TIMEOUT_LIMIT);
			assertThat(connection.isConnected()).isTrue();
			environment.advance(Duration.ofSeconds(14));
			Await.until("the channel dies of its tombstone", () -> !connection.isConnected());
			assertThat(connection.send(Command.of("SET", "k", 1)).value()).as("I8 recovers").isEqualTo("OK");
		}
	}

	@Test
	void limitNearTheEndOfTimeIsCutToTheTimeoutLimit() {
		FakeEnvironment environment = FakeEnvironment.withMemory();
		Connection connection = connection(environment);
		for (Duration limit : List.of(Duration.ofDays(1_000_000), Duration.ofSeconds(Long.MAX_VALUE))) {
			assertThat(connection.send(Command.of("SET", "k", 1), limit).value()).isEqualTo("OK");
		}
	}

	@Test
	void readThatIsRepeatedKeepsWithinOneLimit() {
		FakeEnvironment environment = silentFor("GET");
		Connection connection = connection(environment);
		connection.connect();
		long start = environment.now();
		environment.schedule(() -> environment.wire(0).end(), Duration.ofMillis(800).toNanos());
		Throwable failure = environment.runUntilDone(Await.start(() -> org.assertj.core.api.Assertions
			.catchThrowable(() -> ZcachedClient.of(connection).withLimit(Duration.ofSeconds(1)).get("key"))));
		assertThat(failure).isInstanceOf(ZcachedTimeoutException.class);
		assertThat(environment.wires()).as("the read was repeated").hasSize(2);
		assertThat(Duration.ofNanos(environment.now() - start)).as("I3 one limit for both tries")
			.isLessThan(Duration.ofMillis(1100));
	}

	@Test
	void slowRequestIsNotTakenForAnIdleChannel() {
		FakeEnvironment environment = silentFor("SAVE", "SET");
		Connection connection = connection(environment, (options) -> options.validateAfterIdle(Duration.ofSeconds(2)));
		connection.connect();
		CompletableFuture<Result<Object>> save = connection.sendAsync(Command.of("SAVE"));
		environment.awaitReader();
		environment.advance(Duration.ofSeconds(5));
		RunningCall<Result<Object>> second = Await.start(() -> connection.send(Command.of("SET", "k", 1)));
		Await.until("the second request is written", () -> hasWritten(environment, "SET") || second.isDone());
		environment.wire(0).push("+OK\r\n\u0003+OK\r\n\u0003");
		assertThat(Await.value(save).value()).as("the slow request is not harmed").isEqualTo("OK");
		assertThat(Await.value(second).value()).isEqualTo("OK");
	}

	private static boolean hasWritten(FakeEnvironment environment, String name) {
		return environment.wire(0).frames().stream().anyMatch((frame) -> frame.name().equals(name));
	}

	private static FakeEnvironment silentFor(String... names) {
		MemoryScript memory = new MemoryScript(Dialect.TERMINATED);
		return new FakeEnvironment(0, Dialect.TERMINATED,
				(wire, frame) -> List.of(names).contains(frame.name()) ? null : memory.answer(frame) + '\u0003');
	}

}
