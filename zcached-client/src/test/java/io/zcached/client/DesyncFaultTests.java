package io.zcached.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.Await.RunningCall;
import io.zcached.client.testsupport.FakeEnvironment;
import io.zcached.client.testsupport.FakeWire;
import io.zcached.client.testsupport.FaultPlan;
import io.zcached.client.testsupport.FaultProxy;
import io.zcached.client.testsupport.FaultStep;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.testsupport.Peer;
import io.zcached.client.testsupport.Script;
import io.zcached.client.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Replies and requests that come apart: nobody ever gets another's reply (rows 1, 4 to 8,
 * 11).
 */
class DesyncFaultTests extends AbstractConnectionTests {

	private static final int PONG = "+PONG\r\n\u0003".length();

	@Test
	void replyAfterTheTimeOutAnswersNobody() {
		CountDownLatch late = new CountDownLatch(1);
		ScriptedServer server = server(Script.afterHandshake((peer) -> {
			peer.frame();
			if (peer.index() == 0) {
				late.await();
				peer.reply("$4\r\nlate\r\n");
				peer.drain();
			}
			peer.reply("$3\r\nown\r\n");
			peer.drain();
		}));
		Connection connection = connection(server.port(), Duration.ofMillis(200));
		connection.connect();
		Result<Object> first = connection.send(GET);
		assertThat(first.errorCode()).as("I2 one outcome").isEqualTo(ErrorCode.TIMEOUT_LIMIT);
		assertThat(connection.isConnected()).as("I4 poisoned is final").isFalse();
		late.countDown();
		assertThat(connection.send(GET).value()).as("I1 own reply").isEqualTo("own");
		assertThat(server.accepted()).as("I8 a new socket").isEqualTo(2);
	}

	@Test
	void othersOfAChannelThatTimedOutAreToldSoAndTheConnectionIsRestored() {
		ScriptedServer server = server(Script.afterHandshake((peer) -> {
			peer.frame();
			if (peer.index() > 0) {
				peer.reply(VALUE_REPLY);
			}
			peer.drain();
		}));
		Connection connection = connection(server.port(), Duration.ofMillis(300));
		connection.connect();
		RunningCall<Result<Object>> oldest = Await.start(() -> connection.send(GET));
		Await.until("the oldest is pending", () -> connection.pendingRequests() == 1);
		long queued = System.nanoTime();
		Await.until("some time has passed between the requests", () -> since(queued).toMillis() > 100);
		RunningCall<Result<Object>> younger = Await.start(() -> connection.send(GET));
		assertThat(Await.value(oldest).errorCode()).isEqualTo(ErrorCode.TIMEOUT_LIMIT);
		assertThat(Await.value(younger).errorCode()).as("I2 the younger one lost its socket")
			.isEqualTo(ErrorCode.CONNECTION_REESTABLISHED);
		assertThat(server.accepted()).isEqualTo(2);
	}

	@Test
	void repliesAroundTheTimeOutNeverAnswerAnother() {
		Random random = new Random(20261124);
		for (int seed = 0; seed < 200; seed++) {
			MemoryScript memory = new MemoryScript(Dialect.TERMINATED);
			long delay = Duration.ofMillis(95).toNanos() + random.nextInt(10_000_000);
			FakeEnvironment environment = new FakeEnvironment(seed, Dialect.TERMINATED, (wire, frame) -> {
				if (frame.name().equals("GET")) {
					String tagged = MemoryScript.bulk("value of " + frame.text(1)) + '\u0003';
					if (frame.text(1).equals("slow")) {
						scheduleLate(wire, tagged, delay);
						return null;
					}
					return tagged;
				}
				return memory.answer(frame) + '\u0003';
			});
			this.scheduler = environment;
			Connection connection = connection(environment,
					(options) -> options.timeoutLimit(Duration.ofMillis(100)).connectTimeout(Duration.ofSeconds(1)));
			connection.connect();
			Result<Object> slow = environment
				.runUntilDone(Await.start(() -> connection.send(Command.of("GET", "slow"))));
			Result<Object> next = environment
				.runUntilDone(Await.start(() -> connection.send(Command.of("GET", "next"))));
			environment.advance(Duration.ofMillis(20));
			Result<Object> last = environment
				.runUntilDone(Await.start(() -> connection.send(Command.of("GET", "last"))));
			if (slow.isSuccess()) {
				assertThat(slow.value()).as("I1 own reply, seed " + seed).isEqualTo("value of slow");
			}
			else {
				assertThat(slow.errorCode()).isEqualTo(ErrorCode.TIMEOUT_LIMIT);
			}
			assertThat(next.value()).as("I1 own reply, seed " + seed).isEqualTo("value of next");
			assertThat(last.value()).as("I1 own reply, seed " + seed).isEqualTo("value of last");
		}
	}

	private FakeEnvironment scheduler;

	private void scheduleLate(FakeWire wire, String reply, long delay) {
		this.scheduler.schedule(() -> wire.push(reply), delay);
	}

	@Test
	void duplicatedReplyIsFoundBeforeTheNextWrite() {
		ScriptedServer server = server(new MemoryScript(Dialect.TERMINATED));
		FaultProxy proxy = proxy(server, FaultPlan.toClient(FaultStep.pass(PONG),
				FaultStep.duplicate("-ERR 'key' not found\r\n\u0003".length())));
		Connection connection = connection(proxy.port());
		assertThat(connection.send(GET).errorCode()).isIn(ErrorCode.ERR, ErrorCode.PROTOCOL_ERROR);
		Await.until("the duplicate has arrived", () -> !connection.isConnected() || available(connection) > 0);
		assertThat(connection.send(Command.of("GET", "key2")).errorMessage()).as("I1 own reply")
			.isEqualTo("ERR 'key2' not found");
		assertThat(proxy.links()).as("I4 the channel with the duplicate was discarded").isEqualTo(2);
		assertThat(server.peer(0).frames()).as("I4 nothing was written behind the duplicate").hasSize(2);
	}

	@Test
	void twoRepliesInOneSegmentToOneRequestAreAProtocolError() {
		ScriptedServer server = server(Script.afterHandshake((peer) -> {
			peer.frame();
			peer.send(VALUE_REPLY + '\u0003' + VALUE_REPLY + '\u0003');
			peer.drain();
		}));
		Connection connection = connection(server.port());
		connection.send(GET);
		Await.until("the channel is discarded", () -> connection.statistics().discardedChannels() == 1);
		assertThat(connection.lastFailure()).hasMessageContaining("no request");
	}

	@Test
	void droppedReplyIsFoundByTheKeyTypeOrCountThatTheNextOneQuotes() {
		List<List<Command>> pairs = List.of(List.of(Command.of("GET", "a"), Command.of("GET", "b")),
				List.of(Command.of("DBSIZE"), Command.of("SET", "b", 1)),
				List.of(Command.of("SET", "b", 1), Command.of("MGET", "c")),
				List.of(Command.of("MGET", "c"), Command.of("MGET", "d")),
				List.of(Command.of("ECHO", "e"), Command.of("ECHO", "f")),
				List.of(Command.of("PING"), Command.of("FLUSH")), List.of(Command.of("KEYS"), Command.of("LASTSAVE")),
				List.of(Command.of("SIZEOF", "a"), Command.of("DELETE", "b")));
		for (List<Command> pair : pairs) {
			MemoryScript memory = new MemoryScript(Dialect.TERMINATED);
			ScriptedServer server = server(Script.afterHandshake((peer) -> {
				peer.frame();
				peer.reply(memory.answer(peer.frame()));
				peer.drain();
			}));
			Connection connection = connection(server.port(),
					(options) -> options.dialect(Dialect.TERMINATED).reconnect(false));
			connection.connect();
			List<Result<Object>> results = connection.sendAll(pair);
			assertThat(results).as("I1 the reply to " + pair.get(1) + " is not one to " + pair.get(0))
				.allMatch((result) -> result.errorCode() == ErrorCode.PROTOCOL_ERROR);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "-ERR max number of clients reached\r\n\u0003", "-NOAUTH not whitelisted\r\n\u0003",
			"+OK\r\n\u0003", "+PONG\r\n", "\u0003" })
	void unsolicitedBytesOnAnIdleChannelKillItBeforeTheNextRequest(String surplus) {
		CountDownLatch idle = new CountDownLatch(1);
		ScriptedServer server = server((peer) -> {
			peer.handshake();
			if (peer.index() == 0) {
				idle.await();
				peer.send(surplus);
				peer.drain();
			}
			new MemoryScript(Dialect.TERMINATED).run(peer);
		});
		Connection connection = connection(server.port());
		connection.connect();
		idle.countDown();
		Await.until("the surplus has arrived", () -> available(connection) >= surplus.length());
		assertThat(connection.send(Command.of("SET", "key", "value")).value()).as("I1 own reply").isEqualTo("OK");
		assertThat(server.peer(0).frames()).as("I4 nothing was written to the old channel").hasSize(1);
		assertThat(server.accepted()).isEqualTo(2);
	}

	@Test
	void errorThatTheServerPushedIsReported() {
		CountDownLatch idle = new CountDownLatch(1);
		ScriptedServer server = server((peer) -> {
			peer.handshake();
			idle.await();
			peer.reply("-ERR max number of clients reached\r\n");
			peer.drain();
		});
		Connection connection = connection(server.port(),
				(options) -> options.dialect(Dialect.TERMINATED).reconnect(false));
		connection.connect();
		idle.countDown();
		Await.until("the error has arrived", () -> available(connection) > 10);
		Result<Object> result = connection.send(GET);
		assertThat(result.errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(connection.lastFailure()).as("I10 says why")
			.hasMessageContaining("max number of clients reached")
			.hasMessageContaining("127.0.0.1:" + server.port())
			.hasMessageContaining(connection.id());
	}

	@ParameterizedTest
	@ValueSource(strings = { "$5\r\nvalue\r\nX", "$5\r\nvalue\r\n\r", "$5\r\nvalue\r\n$5\r\nvalue\r\n\u0003" })
	void missingTerminatorFailsAllInFlight(String bytes) {
		ScriptedServer server = server(Script.afterHandshake((peer) -> {
			peer.frame();
			peer.frame();
			peer.send(bytes);
			peer.drain();
		}));
		Connection connection = connection(server.port(),
				(options) -> options.dialect(Dialect.TERMINATED).reconnect(false));
		connection.connect();
		List<RunningCall<Result<Object>>> calls = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			calls.add(Await.start(() -> connection.send(GET)));
		}
		for (RunningCall<Result<Object>> call : calls) {
			assertThat(Await.value(call).errorCode()).as("I2 one outcome").isEqualTo(ErrorCode.PROTOCOL_ERROR);
		}
		assertThat(connection.isConnected()).as("I4 poisoned is final").isFalse();
	}

	@Test
	void whatTheServerWouldLoseOrExecuteIsRefusedWithNothingWritten() {
		ScriptedServer server = server(new MemoryScript(Dialect.TERMINATED));
		Connection connection = connection(server.port());
		connection.connect();
		RunningCall<Result<Object>> other = Await.start(() -> connection.send(Command.of("SET", "other", "value")));
		List<Command> refused = List.of(Command.of("SET", "k", "x\u0003*1\r\n$5\r\nFLUSH\r\n\u0003"),
				Command.of("SET", "k", "a\nb"), Command.of("SET", "k\u0003", "v"), Command.of("SET", "k", ""),
				Command.of("GET", 1), Command.of("DELETE", (Object) null), Command.of("ECHO", "a\nb"),
				Command.of("RENAME", "a", "b\u0003"), Command.of("COPY", "a", "a", "REPLACE"),
				Command.of("SET", "k", List.of(List.of("ok", "x\u0003"))),
				Command.of("SET", "k", java.util.Map.of("bad\n", 1)));
		for (Command command : refused) {
			assertThatThrownBy(() -> connection.send(command)).isInstanceOf(UnstorableValueException.class)
				.hasMessageContaining(connection.id());
			assertThatThrownBy(() -> connection.sendAll(List.of(GET, command)))
				.isInstanceOf(UnstorableValueException.class);
			assertThatThrownBy(() -> Await.value(connection.sendAsync(command)))
				.isInstanceOf(UnstorableValueException.class);
		}
		for (String raw : List.of("*0\r\n", "*1\r\n$4\r\nPING\r\n\u0003*1\r\n$4\r\nPING\r\n\u0003", "PING\r\n",
				"*2\r\n$3\r\nGET\r\n:1\r\n\u0003", "*2\r\n$3\r\nGET\r\n$1\r\n\u0003\r\n", "")) {
			assertThatThrownBy(() -> connection.send(raw.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))
				.isInstanceOf(UnstorableValueException.class);
		}
		assertThat(Await.value(other).value()).as("I1 others are unaffected").isEqualTo("OK");
		assertThat(connection.isConnected()).isTrue();
		assertThat(server.frames()).as("nothing refused was written").hasSize(1);
	}

	@Test
	void frameThatTheUnterminatedServerWouldAnswerTwiceIsRefused() {
		ScriptedServer server = server(Dialect.UNTERMINATED, new MemoryScript(Dialect.UNTERMINATED));
		Connection connection = connection(server.port(), (options) -> options.dialect(Dialect.UNTERMINATED));
		int overhead = "*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$4000\r\n\r\n".length();
		assertThat(connection.send(Command.of("SET", "key", "x".repeat(4096 - overhead))).value()).isEqualTo("OK");
		assertThatThrownBy(() -> connection.send(Command.of("SET", "key", "x".repeat(4097 - overhead))))
			.isInstanceOf(UnstorableValueException.class);
		assertThat(server.frames()).hasSize(1);
	}

	@Test
	void keyInAnEchoedErrorMayHoldAnythingThatCanBeSent() {
		ScriptedServer server = server(new MemoryScript(Dialect.TERMINATED));
		Connection connection = connection(server.port());
		for (String key : List.of("a\rb", "a' not found", "'", "ключ", "\u0000\u0001", "ERR 'x' not found", "\r",
				"\ud83d\ude00")) {
			assertThat(connection.send(Command.of("GET", key)).errorMessage()).as("I1 own reply")
				.isEqualTo("ERR '" + key + "' not found");
		}
		assertThat(server.accepted()).as("no desync").isEqualTo(1);
	}

	private static int available(Connection connection) throws Exception {
		var socket = connection.socket();
		return (socket != null) ? socket.getInputStream().available() : 0;
	}

}
