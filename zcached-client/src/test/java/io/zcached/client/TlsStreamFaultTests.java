package io.zcached.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.Await.RunningCall;
import io.zcached.client.testsupport.FaultPlan;
import io.zcached.client.testsupport.FaultProxy;
import io.zcached.client.testsupport.FaultStep;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.testsupport.Script;
import io.zcached.client.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * TLS streams that break, stall or are tampered with: nothing is mistaken for a value
 * (rows 38, 54, 57, 58).
 */
class TlsStreamFaultTests extends AbstractTlsTests {

	@Test
	void streamTruncatedInsideAReplyIsAFailureAndNeverAValue() {
		CountDownLatch truncate = new CountDownLatch(1);
		ScriptedServer server = tlsServer("good", (peer) -> {
			peer.handshake();
			if (peer.index() == 0) {
				peer.frame();
				peer.send("$5\r\nva");
				truncate.await();
				peer.rst();
			}
			memory().run(peer);
		});
		FaultProxy proxy = closing(new FaultProxy(server.port(), (link) -> FaultPlan.CLEAN));
		Connection connection = tls(proxy.port());
		connection.connect();
		RunningCall<Result<Object>> call = Await.start(() -> connection.send(GET));
		Await.until("the request has come", () -> server.frames().size() == 1);
		truncate.countDown();
		assertThat(Await.value(call).errorCode()).as("I1 never a value").isEqualTo(ErrorCode.CONNECTION_REESTABLISHED);
		assertThat(connection.send(Command.of("SET", "key", 1)).value()).as("I8 recovers").isEqualTo("OK");
	}

	@Test
	void streamThatEndedBetweenRepliesIsReplaced() {
		CountDownLatch idle = new CountDownLatch(1);
		ScriptedServer server = tlsServer("good", (peer) -> {
			peer.handshake();
			if (peer.index() == 0) {
				idle.await();
				peer.close();
			}
			memory().run(peer);
		});
		Connection connection = tls(server.port());
		connection.connect();
		idle.countDown();
		Await.until("the server has closed", () -> server.peer(0).socket().isClosed());
		assertThat(connection.send(Command.of("SET", "key", 1)).errorCode()).as("I2 one outcome")
			.isIn(null, ErrorCode.CONNECTION_REESTABLISHED);
		assertThat(connection.send(Command.of("SET", "key", 1)).value()).as("I8 recovers").isEqualTo("OK");
	}

	@Test
	void surplusOnAnIdleChannelAnswersNobody() throws Exception {
		CountDownLatch idle = new CountDownLatch(1);
		ScriptedServer server = tlsServer("good", (peer) -> {
			peer.handshake();
			if (peer.index() == 0) {
				idle.await();
				peer.reply("$5\r\nother\r\n");
			}
			memory().run(peer);
		});
		FaultProxy proxy = closing(new FaultProxy(server.port(), (link) -> FaultPlan.CLEAN));
		Connection connection = tls(proxy.port());
		connection.connect();
		Await.until("tickets and PONG have been read", () -> connection.pendingRequests() == 0);
		long before = proxy.forwarded();
		idle.countDown();
		Await.until("the surplus has arrived", () -> proxy.forwarded() > before);
		assertThat(connection.send(GET).value()).as("I1 own reply").isNull();
		assertThat(server.accepted()).as("I4 the channel with the surplus was discarded").isEqualTo(2);
	}

	@Test
	void callThatTimesOutInsideARecordHarmsNobody() {
		CountDownLatch armed = new CountDownLatch(1);
		CountDownLatch rest = new CountDownLatch(1);
		ScriptedServer server = tlsServer("good", memory());
		FaultProxy proxy = proxy(server, FaultPlan.toClient(FaultStep.splitWhenArmed(armed, 9, rest)));
		Connection connection = tls(proxy.port());
		assertThat(connection.send(Command.of("SET", "key", "value")).isSuccess()).isTrue();
		armed.countDown();
		Result<Object> early = connection.send(Command.of("GET", "a"), LIMIT);
		assertThat(early.errorCode()).isEqualTo(ErrorCode.TIMEOUT_LIMIT);
		rest.countDown();
		Result<Object> later = connection.send(Command.of("GET", "b"));
		assertThat(later.errorMessage()).as("I1 own reply, or a clean failure").isNotNull();
		assertThat(later.errorCode()).isIn(ErrorCode.ERR, ErrorCode.CONNECTION_REESTABLISHED);
		if (ErrorCode.ERR.equals(later.errorCode())) {
			assertThat(later.errorMessage()).isEqualTo("ERR 'b' not found");
		}
		assertThat(connection.send(GET).value()).as("I8 recovers").isEqualTo("value");
	}

	@Test
	void bitThatTheLinkTurnsOverIsAFailureAndNeverAValue() {
		CountDownLatch armed = new CountDownLatch(1);
		ScriptedServer server = tlsServer("good", memory());
		FaultProxy proxy = proxy(server, FaultPlan.toClient(FaultStep.flipWhenArmed(armed, 8 * 9)));
		Connection connection = tls(proxy.port());
		assertThat(connection.send(Command.of("SET", "key", "value")).isSuccess()).isTrue();
		armed.countDown();
		assertThat(connection.send(GET).errorCode()).as("I1 never a value")
			.isEqualTo(ErrorCode.CONNECTION_REESTABLISHED);
		assertThat(connection.send(GET).value()).as("I8 recovers").isEqualTo("value");
	}

	@Test
	void repliesInRecordsOfOneByteAreRead() {
		ScriptedServer server = tlsServer("good", Script.afterHandshake((peer) -> {
			while (true) {
				for (char c : (MemoryScript.bulk("value of " + peer.frame().text(1)) + '\u0003').toCharArray()) {
					peer.send(String.valueOf(c));
				}
			}
		}));
		Connection connection = tls(server.port());
		for (int i = 0; i < 20; i++) {
			assertThat(connection.send(Command.of("GET", "k" + i)).value()).as("I1 own reply")
				.isEqualTo("value of k" + i);
		}
		assertThat(server.accepted()).isEqualTo(1);
	}

	@Test
	void closeWithABlockedWriterReturnsAtOnce() {
		ScriptedServer server = tlsServer("good", Script.neverRead());
		Connection connection = tls(server.port(), (options) -> options.timeoutLimit(Duration.ofSeconds(100)));
		connection.connect();
		RunningCall<Result<Object>> writer = Await
			.start(() -> connection.send(Command.of("SET", "key", "x".repeat(9_000_000))));
		Await.until("the writer is blocked", () -> connection.pendingRequests() == 1);
		long start = System.nanoTime();
		connection.close();
		assertThat(since(start)).as("I3 close is bounded").isLessThan(Duration.ofSeconds(1));
		assertThat(Await.value(writer).errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(since(start)).as("I3 the writer is freed").isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void blockedWriterIsFreedByItsLimit() {
		ScriptedServer server = tlsServer("good", Script.neverRead());
		Connection connection = tls(server.port(), (options) -> options.timeoutLimit(Duration.ofSeconds(100)));
		connection.connect();
		long start = System.nanoTime();
		assertThat(connection.send(Command.of("SET", "key", "x".repeat(9_000_000)), LIMIT).errorCode())
			.isEqualTo(ErrorCode.TIMEOUT_LIMIT);
		assertThat(since(start)).as("I3 bounded").isLessThan(LIMIT.multipliedBy(SLACK));
	}

}
