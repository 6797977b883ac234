package io.zcached.client;

import java.net.ConnectException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The public surface of {@link Connection}.
 */
class ConnectionTests extends AbstractConnectionTests {

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	@Test
	void defaultsAreThoseOfThePythonClient() {
		Connection connection = closing(new Connection("localhost", 7556));
		ConnectionOptions options = connection.options();
		assertThat(options.connectionAttempts()).isEqualTo(3);
		assertThat(options.reconnect()).isTrue();
		assertThat(options.timeoutLimit()).isEqualTo(Duration.ofSeconds(15));
		assertThat(options.bufferSize()).isEqualTo(2048);
		assertThat(options.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
		assertThat(options.validateAfterIdle()).isEqualTo(Duration.ofSeconds(30));
		assertThat(options.dialect()).isNull();
		assertThat(options.sslContext()).isNull();
		assertThat(options.verifyHostname()).isTrue();
	}

	@Test
	void nothingIsOpenedBeforeItIsNeeded() {
		ScriptedServer server = server(new MemoryScript(Dialect.TERMINATED));
		Connection connection = connection(server.port());
		assertThat(connection.isConnected()).isFalse();
		assertThat(connection.isLocked()).isFalse();
		assertThat(connection.socket()).isNull();
		assertThat(connection.receive()).isNull();
		assertThat(connection.waitForResponse().errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(connection.pendingRequests()).isZero();
		assertThat(connection.host()).isEqualTo("127.0.0.1");
		assertThat(connection.port()).isEqualTo(server.port());
		assertThat(server.accepted()).isZero();
	}

	@Test
	void idNamesThePortAndIsDifferentForEach() {
		Connection one = closing(new Connection("localhost", 7556));
		Connection two = closing(new Connection("localhost", 7556));
		assertThat(one.id()).matches("#[A-Z]{6}-7556").isNotEqualTo(two.id());
		assertThat(one.toString()).contains(one.id(), "localhost:7556");
	}

	@Test
	void addressesThatCannotBeAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Connection(" ", 7556)).withMessageContaining("host");
		for (int port : new int[] { -1, 0, 65536, 70000 }) {
			assertThatIllegalArgumentException().isThrownBy(() -> new Connection("localhost", port))
				.withMessageContaining("port must be between 1 and 65535");
		}
	}

	@Test
	void limitsThatCannotBeAreRefused() {
		Connection connection = closing(new Connection("localhost", 7556));
		for (Duration limit : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
			assertThatIllegalArgumentException().isThrownBy(() -> connection.send(GET, limit))
				.withMessageContaining("limit");
			assertThatIllegalArgumentException().isThrownBy(() -> ConnectionOptions.builder().timeoutLimit(limit))
				.withMessageContaining("timeoutLimit");
			assertThatIllegalArgumentException().isThrownBy(() -> ConnectionOptions.builder().connectTimeout(limit))
				.withMessageContaining("connectTimeout");
			assertThatIllegalArgumentException().isThrownBy(() -> ConnectionOptions.builder().validateAfterIdle(limit))
				.withMessageContaining("validateAfterIdle");
		}
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ConnectionOptions.builder().timeoutLimit(Duration.ofDays(1_000_000)));
		assertThatIllegalArgumentException().isThrownBy(() -> ConnectionOptions.builder().connectionAttempts(0))
			.withMessageContaining("connectionAttempts");
		assertThatIllegalArgumentException().isThrownBy(() -> ConnectionOptions.builder().bufferSize(1))
			.withMessageContaining("bufferSize");
		assertThatIllegalArgumentException().isThrownBy(() -> ConnectionOptions.builder().pipelineWindow(-1))
			.withMessageContaining("pipelineWindow");
	}

	@Test
	void connectIsIdempotentAndIsConnectedDoesNoIo() {
		ScriptedServer server = server(new MemoryScript(Dialect.TERMINATED));
		Connection connection = connection(server.port());
		connection.connect();
		connection.connect();
		assertThat(connection.isConnected()).isTrue();
		assertThat(connection.socket()).isNotNull();
		assertThat(connection.dialect()).isEqualTo(Dialect.TERMINATED);
		assertThat(server.accepted()).isEqualTo(1);
		assertThat(server.peer(0).frames()).as("only the PING of the handshake").hasSize(1);
	}

	@Test
	void connectGivesUpAfterItsAttempts() {
		for (boolean reconnect : List.of(true, false)) {
			ScriptedServer server = server(Script.acceptAndClose());
			Connection connection = connection(server.port(),
					(options) -> options.connectionAttempts(2).reconnect(reconnect));
			assertThatThrownBy(connection::connect).isInstanceOf(ZcachedConnectionException.class)
				.hasMessageContaining(connection.id());
			assertThat(server.accepted()).isEqualTo(reconnect ? 2 : 1);
		}
	}

	@Test
	void withoutReconnectABrokenConnectionStaysBrokenUntilAskedFor() {
		ScriptedServer server = server((peer) -> {
			peer.handshake();
			if (peer.index() == 0) {
				peer.frame();
				return;
			}
			new MemoryScript(Dialect.TERMINATED).run(peer);
		});
		Connection connection = connection(server.port(),
				(options) -> options.dialect(Dialect.TERMINATED).reconnect(false));
		assertThat(connection.send(GET).errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(connection.send(GET).errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(Await.value(connection.sendAsync(GET)).errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(connection.sendAll(List.of(GET, GET))).hasSize(2).allMatch(Result::isFailure);
		assertThat(server.accepted()).isEqualTo(1);
		assertThat(connection.tryReconnect().errorCode()).isEqualTo(ErrorCode.CONNECTION_REESTABLISHED);
		assertThat(connection.send(Command.of("SET", "key", 1)).value()).isEqualTo("OK");
		assertThat(server.accepted()).isEqualTo(2);
	}

	@Test
	void tryReconnectTellsWhetherThereIsASocketEvenInABackOff() {
		FakeEnvironment environment = FakeEnvironment.withMemory();
		environment.jitter(() -> 1);
		environment.dialFault((index) -> (index < 2) ? new ConnectException("Connection refused") : null);
		Connection connection = connection(environment);
		assertThat(connection.tryReconnect().errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(connection.tryReconnect().errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(connection.tryReconnect().errorCode()).isEqualTo(ErrorCode.CONNECTION_REESTABLISHED);
		assertThat(connection.tryReconnect().errorCode()).as("a live socket is left alone")
			.isEqualTo(ErrorCode.CONNECTION_REESTABLISHED);
		assertThat(environment.dials()).hasSize(3);
	}

	@Test
	void lastFailureTellsOfTheLastSocketAsSoonAsItIsNotConnected() {
		FakeEnvironment environment = FakeEnvironment.withMemory();
		environment.dialFault((index) -> (index == 0) ? new ConnectException("Connection refused") : null);
		Connection connection = connection(environment);
		assertThat(connection.lastFailure()).as("before the first attempt").isNull();
		connection.tryReconnect();
		assertThat(connection.lastFailure()).hasMessageContaining("Connection refused");
		connection.tryReconnect();
		assertThat(connection.lastFailure()).as("while connected").isNull();
		AtomicReference<ZcachedException> failure = new AtomicReference<>();
		environment.wire(0).onClose(() -> {
			assertThat(connection.isConnected()).isFalse();
			failure.compareAndSet(null, connection.lastFailure());
		});
		environment.wire(0).failWrite(0, new SocketException("Broken pipe"));
		connection.send(GET);
		assertThat(failure.get()).as("while the socket is closed").hasMessageContaining("The connection broke");
	}

	@Test
	void lastFailureTellsWhyTheSocketBroke() {
		FakeEnvironment environment = FakeEnvironment.withMemory();
		Connection connection = connection(environment, (options) -> options.reconnect(false));
		connection.connect();
		environment.wire(0).failWrite(0, new SocketException("Broken pipe"));
		connection.send(GET);
		assertThat(connection.lastFailure()).hasMessageContaining("Broken pipe");
		connection.close();
		assertThat(connection.lastFailure()).as("after it was closed").hasMessageContaining("Broken pipe");
	}

	@Test
	void closingIsNoFailure() {
		Connection connection = connection(FakeEnvironment.withMemory());
		connection.connect();
		connection.close();
		assertThat(connection.lastFailure()).isNull();
	}

	@Test
	void rawFramesAreSentWithOrWithoutTerminator() {
		for (Dialect dialect : Dialect.values()) {
			ScriptedServer server = server(dialect, new MemoryScript(dialect));
			Connection connection = connection(server.port(), (options) -> options.dialect(dialect));
			String set = "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$1\r\nv\r\n";
			assertThat(connection.send(bytes(set)).value()).isEqualTo("OK");
			assertThat(connection.send(bytes(set + '\u0003')).value()).isEqualTo("OK");
			assertThat(connection.send(bytes("*2\r\n$3\r\nget\r\n$1\r\nk\r\n")).value()).isEqualTo("v");
			assertThat(server.frames()).hasSize(3);
		}
	}

	@Test
	void pipelineAnswersInOrderWithItsErrors() {
		for (Dialect dialect : Dialect.values()) {
			ScriptedServer server = server(dialect, new MemoryScript(dialect));
			Connection connection = connection(server.port(), (options) -> options.dialect(dialect));
			List<Command> commands = new ArrayList<>();
			for (int i = 0; i < 100; i++) {
				commands.add(Command.of("SET", "k" + i, "value " + i));
				commands.add(Command.of("GET", "k" + i));
				commands.add(Command.of("GET", "missing" + i));
			}
			List<Result<Object>> results = connection.sendAll(commands);
			assertThat(results).hasSize(300);
			for (int i = 0; i < 100; i++) {
				assertThat(results.get(3 * i).value()).isEqualTo("OK");
				assertThat(results.get(3 * i + 1).value()).as("I1 own reply").isEqualTo("value " + i);
				assertThat(results.get(3 * i + 2).errorMessage()).as("I1 own error")
					.isEqualTo("ERR 'missing" + i + "' not found");
			}
			assertThat(server.frames()).as("I11 order")
				.extracting((frame) -> frame.text(1))
				.containsExactlyElementsOf(
						commands.stream().map((command) -> (String) command.arguments().get(0)).toList());
			assertThat(connection.sendAll(List.of())).isEmpty();
		}
	}

	@Test
	void pipelineThatBreaksHasAnOutcomeForEach() {
		ScriptedServer server = server(Script.afterHandshake((peer) -> {
			for (int i = 0; i < 3; i++) {
				peer.reply(MemoryScript.bulk("value of " + peer.frame().text(1)));
			}
		}));
		Connection connection = connection(server.port());
		List<Command> commands = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			commands.add(Command.of("GET", "k" + i));
		}
		List<Result<Object>> results = connection.sendAll(commands);
		assertThat(results).hasSize(10);
		for (int i = 0; i < 10; i++) {
			if (results.get(i).isSuccess()) {
				assertThat(i).isLessThan(3);
				assertThat(results.get(i).value()).as("I1 own reply").isEqualTo("value of k" + i);
			}
			else {
				assertThat(results.get(i).errorCode()).isEqualTo(ErrorCode.CONNECTION_REESTABLISHED);
			}
		}
	}

	@Test
	void asynchronousRequestsGetTheirOwnReplies() {
		ScriptedServer server = server(new MemoryScript(Dialect.TERMINATED));
		Connection connection = connection(server.port());
		List<CompletableFuture<Result<Object>>> futures = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			futures.add(connection.sendAsync(Command.of("GET", "k" + i)));
		}
		for (int i = 0; i < 200; i++) {
			assertThat(Await.value(futures.get(i)).errorMessage()).as("I1 own reply")
				.isEqualTo("ERR 'k" + i + "' not found");
		}
		assertThat(server.accepted()).isEqualTo(1);
	}

	@Test
	void asynchronousRequestFailsAsASynchronousOneDoes() {
		ScriptedServer server = server(Script.afterHandshake((peer) -> peer.frame()));
		Connection connection = connection(server.port());
		assertThat(Await.value(connection.sendAsync(GET)).errorCode()).isEqualTo(ErrorCode.CONNECTION_REESTABLISHED);
		server.close();
		Await.until("the server is gone", () -> !Await.value(connection.sendAsync(GET)).isSuccess());
		assertThat(Await.value(connection.sendAsync(GET)).errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
	}

	@Test
	void callbackRunsOnNoReadersStackAndMaySendAndWait() {
		ScriptedServer server = server(new MemoryScript(Dialect.TERMINATED));
		Connection connection = connection(server.port());
		AtomicReference<StackTraceElement[]> stack = new AtomicReference<>();
		CompletableFuture<Result<Object>> nested = connection.sendAsync(Command.of("SET", "a", 1))
			.thenApply((first) -> {
				stack.set(Thread.currentThread().getStackTrace());
				assertThat(connection.send(Command.of("SET", "b", 2)).value()).isEqualTo("OK");
				return connection.sendAsync(Command.of("GET", "b")).join();
			});
		assertThat(Await.value(nested).value()).as("I3 no deadlock").isEqualTo(2L);
		assertThat(stack.get()).as("not on the reader's stack")
			.noneMatch((element) -> element.getClassName().endsWith("transport.Reader"));
	}

	@Test
	void replyCanBeReadByHand() throws Exception {
		ScriptedServer server = server(new MemoryScript(Dialect.TERMINATED));
		Connection connection = connection(server.port());
		connection.connect();
		connection.socket().getOutputStream().write(bytes("*1\r\n$6\r\nDBSIZE\r\n\u0003"));
		assertThat(connection.waitForResponse().value()).isEqualTo(0L);
		connection.socket().getOutputStream().write(bytes("*2\r\n$3\r\nGET\r\n$1\r\nk\r\n\u0003"));
		assertThat(connection.waitForResponse().errorMessage()).isEqualTo("ERR 'k' not found");
		assertThat(connection.receive()).as("nothing has arrived").isNull();
		connection.socket().getOutputStream().write(bytes("*1\r\n$4\r\nPING\r\n\u0003"));
		Await.until("the reply has arrived", () -> connection.socket().getInputStream().available() == 8);
		assertThat(connection.receive()).isEqualTo(bytes("+PONG\r\n\u0003"));
		assertThat(connection.send(Command.of("SET", "k", 1)).value()).as("and normal requests go on").isEqualTo("OK");
		assertThat(server.accepted()).isEqualTo(1);
	}

	@Test
	void nothingIsReadByHandWhileRequestsAreInFlight() {
		CountDownLatch release = new CountDownLatch(1);
		ScriptedServer server = server(Script.afterHandshake((peer) -> {
			peer.frame();
			release.await();
			peer.reply(VALUE_REPLY);
			peer.drain();
		}));
		Connection connection = connection(server.port());
		connection.connect();
		RunningCall<Result<Object>> call = Await.start(() -> connection.send(GET));
		Await.until("the request is in flight", () -> connection.pendingRequests() == 1);
		assertThat(connection.isLocked()).isTrue();
		assertThatIllegalStateException().isThrownBy(connection::receive);
		assertThatIllegalStateException().isThrownBy(connection::waitForResponse);
		release.countDown();
		assertThat(Await.value(call).value()).as("the request is not harmed").isEqualTo("value");
		assertThat(connection.isLocked()).isFalse();
	}

	@Test
	void nothingIsSentWhileSomebodyReadsByHand() {
		ScriptedServer server = server(Script.afterHandshake(Script.silent()));
		Connection connection = connection(server.port(), Duration.ofMillis(1500));
		connection.connect();
		RunningCall<Result<Object>> reading = Await.start(connection::waitForResponse);
		Await.until("somebody reads", () -> Await.isIn(reading.thread(), "SocketWire", "read"));
		assertThatIllegalStateException().isThrownBy(() -> connection.send(GET));
		assertThat(Await.value(reading).errorCode()).as("I3 bounded").isEqualTo(ErrorCode.TIMEOUT_LIMIT);
		assertThat(server.frames()).isEmpty();
	}

	@Test
	void idleChannelIsProvenByAPing() {
		FakeEnvironment environment = FakeEnvironment.withMemory();
		Connection connection = connection(environment);
		connection.send(Command.of("SET", "k", 1));
		environment.advance(Duration.ofSeconds(29));
		connection.send(Command.of("SET", "k", 2));
		assertThat(environment.wire(0).frames()).hasSize(3);
		environment.advance(Duration.ofSeconds(30));
		connection.send(Command.of("SET", "k", 3));
		environment.advance(Duration.ofSeconds(31));
		Await.value(connection.sendAsync(Command.of("SET", "k", 4)));
		assertThat(environment.wire(0).frames()).extracting((frame) -> frame.name())
			.containsExactly("PING", "SET", "SET", "PING", "SET", "PING", "SET");
	}

	@Test
	void halfOpenIdleChannelCostsASecondAndNoTimeOut() {
		MemoryScript memory = new MemoryScript(Dialect.TERMINATED);
		List<FakeWire> frozen = new ArrayList<>();
		FakeEnvironment environment = new FakeEnvironment(0, Dialect.TERMINATED,
				(wire, frame) -> frozen.contains(wire) ? null : memory.answer(frame) + '\u0003');
		Connection connection = connection(environment);
		connection.send(Command.of("SET", "k", 1));
		frozen.add(environment.wire(0));
		environment.advance(Duration.ofSeconds(40));
		long start = environment.now();
		Result<Object> result = environment.runUntilDone(Await.start(() -> connection.send(Command.of("GET", "k"))));
		assertThat(result.value()).as("the request goes to a new socket").isEqualTo(1L);
		assertThat(Duration.ofNanos(environment.now() - start)).as("I3 in virtual time")
			.isLessThanOrEqualTo(Duration.ofMillis(1100));
		assertThat(environment.wire(0).frames()).as("only the PING met the dead socket")
			.extracting((frame) -> frame.name())
			.containsExactly("PING", "SET", "PING");
	}

}
