package io.zcached.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.FakeEnvironment;
import io.zcached.client.testsupport.FakeWire;
import io.zcached.client.testsupport.FaultPlan;
import io.zcached.client.testsupport.FaultProxy;
import io.zcached.client.testsupport.FaultStep;
import io.zcached.client.testsupport.Frame;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.testsupport.Script;
import io.zcached.client.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sockets that break under a request: one failure each, at most one execution, and the
 * next request succeeds (rows 12 to 17).
 */
class BrokenMidwayFaultTests extends AbstractConnectionTests {

	private static final int PING = "*1\r\n$4\r\nPING\r\n\u0003".length();

	private static final int PONG = "+PONG\r\n\u0003".length();

	private static final Command SET = Command.of("SET", "key", "value");

	private static final int SET_LENGTH = "*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$5\r\nvalue\r\n\u0003".length();

	private static final int OK_LENGTH = "+OK\r\n\u0003".length();

	@Test
	void resetAtEveryByteOfTheRequest() {
		breakAtEveryByte(SET_LENGTH,
				(offset) -> FaultPlan.toServer(FaultStep.pass(PING + offset), FaultStep.drop(1), FaultStep.rst()),
				false);
	}

	@Test
	void resetAtEveryByteOfTheReply() {
		breakAtEveryByte(OK_LENGTH,
				(offset) -> FaultPlan.toClient(FaultStep.pass(PONG + offset), FaultStep.drop(1), FaultStep.rst()),
				true);
	}

	@Test
	void endOfStreamAtEveryByteOfTheReply() {
		breakAtEveryByte(OK_LENGTH,
				(offset) -> FaultPlan.toClient(FaultStep.pass(PONG + offset), FaultStep.drop(1), FaultStep.fin()),
				true);
	}

	private void breakAtEveryByte(int length, IntFunction<FaultPlan> plan, boolean executed) {
		for (int offset = 0; offset < length; offset++) {
			ScriptedServer server = server(new MemoryScript(Dialect.TERMINATED));
			FaultProxy proxy = proxy(server, plan.apply(offset));
			Connection connection = connection(proxy.port());
			Result<Object> broken = connection.send(SET);
			boolean unwritten = broken.isSuccess();
			if (unwritten) {
				assertThat(server.peer(0).frames()).as("I5 offset %d: only an unwritten request is sent anew", offset)
					.noneMatch((frame) -> frame.name().equals("SET"));
			}
			else {
				assertThat(broken.errorCode()).as("I2 offset " + offset).isEqualTo(ErrorCode.CONNECTION_REESTABLISHED);
			}
			assertThat(connection.send(Command.of("SET", "key2", "other")).value()).as("I8 offset " + offset)
				.isEqualTo("OK");
			assertThat(server.frames().stream().filter((frame) -> frame.text(1).equals("key")))
				.as("I5 at most once, offset " + offset)
				.hasSize(executed || unwritten ? 1 : 0);
			connection.close();
		}
	}

	@Test
	void endOfStreamInsideAReplyIsNamedAsSuch() {
		ScriptedServer server = server(Script.afterHandshake((peer) -> {
			peer.frame();
			peer.send("$5\r\nval");
		}));
		Connection connection = connection(server.port(),
				(options) -> options.dialect(Dialect.TERMINATED).reconnect(false));
		connection.connect();
		Result<Object> result = connection.send(GET);
		assertThat(result.errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(result.errorMessage()).as("I10 says why")
			.contains("inside a reply", "3 bytes", "127.0.0.1:" + server.port(), connection.id())
			.doesNotContain("val,");
	}

	@Test
	void serverThatClosedTheIdleConnectionCostsOneFailureAndReadsAreRepeatedOnce() {
		CountDownLatch idle = new CountDownLatch(1);
		MemoryScript memory = new MemoryScript(Dialect.TERMINATED);
		memory.data().put("key", "$5\r\nvalue\r\n");
		ScriptedServer server = server((peer) -> {
			if (peer.index() % 2 == 1) {
				memory.run(peer);
				return;
			}
			peer.handshake();
			idle.await();
		});
		for (boolean write : List.of(false, true)) {
			Connection connection = connection(server.port());
			connection.connect();
			idle.countDown();
			int first = server.accepted() - 1;
			Await.until("the server has closed", () -> server.peer(first).socket().isClosed());
			ZcachedClient client = ZcachedClient.of(connection);
			if (write) {
				assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> client.set("written", 1)))
					.as("I5 a write is never repeated")
					.isInstanceOfSatisfying(ZcachedConnectionException.class,
							(ex) -> assertThat(ex.errorCode()).isEqualTo(ErrorCode.CONNECTION_REESTABLISHED));
				assertThat(memory.data()).doesNotContainKey("written");
			}
			else {
				assertThat(client.get("key")).as("I8 a read is repeated").contains("value");
			}
			connection.close();
		}
	}

	@Test
	void readIsRepeatedOnceAndNotTwice() {
		ScriptedServer server = server(Script.afterHandshake((peer) -> peer.frame()));
		Connection connection = connection(server.port());
		connection.connect();
		assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> ZcachedClient.of(connection).get("key")))
			.isInstanceOf(ZcachedConnectionException.class);
		assertThat(server.frames()).as("I5 the API repeats a read once").hasSize(2);
	}

	@Test
	void halfClosedPeerIsDeadAtOnce() {
		ScriptedServer server = server((peer) -> {
			peer.handshake();
			peer.frame();
			if (peer.index() == 0) {
				peer.fin();
				peer.drain();
				peer.awaitServerClose();
			}
			peer.reply(VALUE_REPLY);
			peer.drain();
		});
		Connection connection = connection(server.port(), Duration.ofSeconds(60));
		assertThat(connection.send(GET).errorCode()).as("I3 no wait for the time limit")
			.isEqualTo(ErrorCode.CONNECTION_REESTABLISHED);
		assertThat(connection.send(GET).value()).isEqualTo("value");
	}

	@Test
	void repliesInPiecesOfAnySizeAreRead() {
		Map<String, Object> values = Map.of("text", "a\rb ключ \ud83d\ude00", "number", -1234567890123L, "list",
				List.of("x", 1L, 2.5, true, List.of()), "map", Map.of("k", "v"), "null", "nothing");
		for (int size : new int[] { 1, 2, 3, 5, 7 }) {
			ScriptedServer server = server(new MemoryScript(Dialect.TERMINATED));
			FaultProxy proxy = proxy(server, FaultPlan.toClient(FaultStep.chunk(1000, size)));
			Connection connection = connection(proxy.port());
			ZcachedClient client = ZcachedClient.of(connection);
			for (int i = 0; i < 3; i++) {
				values.forEach(client::set);
				values.forEach((key, value) -> assertThat(client.get(key)).as("I1 pieces of " + size).contains(value));
			}
			assertThat(proxy.links()).isEqualTo(1);
		}
	}

	@Test
	void manyRepliesInOneSegmentAreGivenInOrder() {
		ScriptedServer server = server(Script.afterHandshake((peer) -> {
			StringBuilder replies = new StringBuilder();
			for (int i = 0; i < 20; i++) {
				replies.append(MemoryScript.bulk("value of " + peer.frame().text(1))).append('\u0003');
			}
			peer.send(replies.toString());
			peer.drain();
		}));
		Connection connection = connection(server.port());
		List<Command> commands = java.util.stream.IntStream.range(0, 20)
			.mapToObj((i) -> Command.of("GET", "k" + i))
			.toList();
		List<Result<Object>> results = connection.sendAll(commands);
		for (int i = 0; i < 20; i++) {
			assertThat(results.get(i).value()).as("I1 own reply").isEqualTo("value of k" + i);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 10, 25 })
	void frameThatWasTornIsFollowedByNothing(int offset) {
		FakeEnvironment environment = FakeEnvironment.withMemory();
		Connection connection = connection(environment);
		connection.connect();
		FakeWire wire = environment.wire(0);
		int before = wire.writtenBytes();
		wire.failWrite(offset, new IOException("Broken pipe"));
		Result<Object> torn = connection.send(SET);
		assertThat(torn.errorCode()).isEqualTo(ErrorCode.CONNECTION_REESTABLISHED);
		assertThat(torn.errorMessage()).contains("Broken pipe");
		assertThat(connection.send(SET).value()).as("I8 recovers").isEqualTo("OK");
		assertThat(wire.writtenBytes()).as("I4, I7 nothing behind the torn frame").isEqualTo(before + offset);
		assertThat(wire.isClosed()).as("I6 no leak").isTrue();
		assertThat(environment.wire(1).frames()).extracting(Frame::name).containsExactly("PING", "SET");
	}

}
