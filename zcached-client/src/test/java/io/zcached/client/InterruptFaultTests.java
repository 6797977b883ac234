package io.zcached.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.Await.RunningCall;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.testsupport.Script;
import io.zcached.client.testsupport.ScriptedServer;
import io.zcached.client.testsupport.VirtualThreads;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A caller that is interrupted keeps its status, fails, and harms nobody else (rows 2 and
 * 3), on platform and on virtual threads.
 */
class InterruptFaultTests extends AbstractConnectionTests {

	private record Outcome(Result<Object> result, boolean interrupted) {
	}

	private static Outcome send(Connection connection, String key) {
		Result<Object> result = connection.send(Command.of("GET", key));
		return new Outcome(result, Thread.interrupted());
	}

	@Test
	void callerThatIsInterruptedBeforehandWritesNothing() {
		ScriptedServer server = server(new MemoryScript(Dialect.TERMINATED));
		Connection connection = connection(server.port());
		connection.connect();
		Outcome outcome = Await.value(Await.start(() -> {
			Thread.currentThread().interrupt();
			return send(connection, "key");
		}));
		assertThat(outcome.result().errorCode()).isEqualTo(ErrorCode.INTERRUPTED);
		assertThat(outcome.interrupted()).as("the interrupt status is kept").isTrue();
		assertThat(connection.send(Command.of("SET", "other", 1)).value()).isEqualTo("OK");
		assertThat(server.frames()).as("nothing was written for it").hasSize(1);
		assertThat(server.accepted()).isEqualTo(1);
	}

	@Test
	void followerLeavesATombstoneAndTheLeaderGetsItsReply() {
		CountDownLatch release = new CountDownLatch(1);
		ScriptedServer server = server(Script.tagged(release, 3));
		Connection connection = connection(server.port());
		connection.connect();
		RunningCall<Outcome> leader = Await.start(() -> send(connection, "leader"));
		Await.until("the leader reads", () -> Await.isIn(leader.thread(), "SocketWire", "read"));
		RunningCall<Outcome> follower = Await.start(() -> send(connection, "follower"));
		Await.until("the follower waits", () -> connection.pendingRequests() == 2);
		RunningCall<Outcome> last = Await.start(() -> send(connection, "last"));
		Await.until("the last waits", () -> connection.pendingRequests() == 3);
		follower.thread().interrupt();
		Outcome left = Await.value(follower);
		assertThat(left.result().errorCode()).isEqualTo(ErrorCode.INTERRUPTED);
		assertThat(left.interrupted()).as("the interrupt status is kept").isTrue();
		release.countDown();
		assertThat(Await.value(leader).result().value()).as("I1 own reply").isEqualTo("value of leader");
		assertThat(Await.value(last).result().value()).as("I1 own reply").isEqualTo("value of last");
		assertThat(server.accepted()).as("the channel lives on").isEqualTo(1);
	}

	@Test
	void leaderOnAPlatformThreadReadsOn() {
		CountDownLatch release = new CountDownLatch(1);
		ScriptedServer server = server(Script.tagged(release, 2));
		Connection connection = connection(server.port());
		connection.connect();
		RunningCall<Outcome> leader = Await.start(() -> send(connection, "leader"));
		Await.until("the leader reads", () -> Await.isIn(leader.thread(), "SocketWire", "read"));
		RunningCall<Outcome> follower = Await.start(() -> send(connection, "follower"));
		Await.until("the follower waits", () -> connection.pendingRequests() == 2);
		leader.thread().interrupt();
		release.countDown();
		assertThat(Await.value(follower).result().value()).as("I1 own reply").isEqualTo("value of follower");
		Outcome interrupted = Await.value(leader);
		assertThat(interrupted.interrupted()).as("the interrupt status is kept").isTrue();
		assertThat(interrupted.result().value()).as("I1 own reply").isEqualTo("value of leader");
		assertThat(server.accepted()).isEqualTo(1);
	}

	@Test
	void callerThatWaitsForAConnectIsFreed() {
		ScriptedServer server = closing(ScriptedServer.startNeverAccepting());
		Connection connection = connection(server.port(),
				(options) -> options.connectTimeout(Duration.ofSeconds(100)).timeoutLimit(Duration.ofSeconds(100)));
		RunningCall<Outcome> call = Await.start(() -> send(connection, "key"));
		Await.until("it waits", () -> connection.pendingRequests() == 1);
		call.thread().interrupt();
		Outcome outcome = Await.value(call);
		assertThat(outcome.result().errorCode()).isEqualTo(ErrorCode.INTERRUPTED);
		assertThat(outcome.interrupted()).isTrue();
	}

	@Test
	void randomInterruptsOfManyPlatformThreads() {
		ScriptedServer server = server(Script.tagged());
		Connection connection = connection(server.port());
		connection.connect();
		List<RunningCall<Integer>> calls = new ArrayList<>();
		for (int t = 0; t < 32; t++) {
			int id = t;
			calls.add(Await.start(() -> callAndCheck(connection, id, 100)));
		}
		interruptAtRandom(calls, calls.stream().map(RunningCall::thread).toList());
		assertThat(connection.send(Command.of("GET", "after")).value()).as("I8 the channel lives on")
			.isEqualTo("value of after");
		Await.until("I6 nothing pending", () -> connection.pendingRequests() == 0);
		assertThat(server.accepted()).as("no interrupt closed the socket").isEqualTo(1);
	}

	@Test
	void randomInterruptsOfManyVirtualThreads() {
		VirtualThreads.assume();
		ScriptedServer server = server(Script.tagged());
		Connection connection = connection(server.port());
		connection.connect();
		List<Future<Integer>> calls = new ArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (int t = 0; t < 64; t++) {
			int id = t;
			CompletableFuture<Thread> thread = new CompletableFuture<>();
			calls.add(VirtualThreads.start(() -> callAndCheck(connection, id, 50), thread));
			threads.add(Await.value(thread));
		}
		interruptAtRandom(calls, threads);
		assertThat(connection.send(Command.of("GET", "after")).value()).isEqualTo("value of after");
		assertThat(server.accepted()).as("M5 no interrupt closed the socket").isEqualTo(1);
	}

	@Test
	void virtualThreadThatIsInterruptedLeavesTheSocketOpen() {
		VirtualThreads.assume();
		CountDownLatch release = new CountDownLatch(1);
		ScriptedServer server = server(Script.tagged(release, 2));
		Connection connection = connection(server.port());
		connection.connect();
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		Future<Outcome> first = VirtualThreads.start(() -> send(connection, "first"), thread);
		Await.until("it waits", () -> connection.pendingRequests() == 1);
		Future<Outcome> second = VirtualThreads.start(() -> send(connection, "second"), null);
		Await.until("both wait", () -> connection.pendingRequests() == 2);
		Await.value(thread).interrupt();
		Outcome left = Await.value(first);
		assertThat(left.result().errorCode()).isEqualTo(ErrorCode.INTERRUPTED);
		assertThat(left.interrupted()).isTrue();
		release.countDown();
		assertThat(Await.value(second).result().value()).as("I1 own reply").isEqualTo("value of second");
		assertThat(server.accepted()).isEqualTo(1);
	}

	/** How many of the calls were interrupted. */
	private static int callAndCheck(Connection connection, int id, int count) {
		int interrupted = 0;
		for (int i = 0; i < count; i++) {
			String key = "k:" + id + ":" + i;
			Outcome outcome = send(connection, key);
			if (outcome.result().isSuccess()) {
				assertThat(outcome.result().value()).as("I1 own reply").isEqualTo("value of " + key);
			}
			else {
				assertThat(outcome.result().errorCode()).isEqualTo(ErrorCode.INTERRUPTED);
				assertThat(outcome.interrupted()).as("the interrupt status is kept").isTrue();
				interrupted++;
			}
		}
		return interrupted;
	}

	private static void interruptAtRandom(List<? extends Future<Integer>> calls, List<Thread> threads) {
		Random random = new Random(7);
		Await.until("all calls are done", () -> {
			threads.get(random.nextInt(threads.size())).interrupt();
			return calls.stream().allMatch(Future::isDone);
		});
		calls.forEach(Await::value);
	}

}
