package io.zcached.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.Await.RunningCall;
import io.zcached.client.testsupport.FakeEnvironment;
import io.zcached.client.testsupport.LeakProbe;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.testsupport.Script;
import io.zcached.client.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Servers that cannot be reached, refuse, or are none: bounded, single flight, polite,
 * and back as soon as the server is (rows 28 to 36).
 */
class ConnectFaultTests extends AbstractConnectionTests {

	private static final Duration LIMIT = Duration.ofMillis(300);

	private static final int SLACK = 10;

	@Test
	void refusedConnectIsAnErrorThatSaysWhatToCheck() throws Exception {
		Connection connection = connection(freePort());
		Result<Object> result = connection.send(GET);
		assertThat(result.errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(result.errorMessage()).as("I10 says why")
			.contains("127.0.0.1:" + connection.port(), connection.id(), "check that the server runs there");
	}

	@Test
	void blackHoleCostsTheConnectTimeout() {
		ScriptedServer server = closing(ScriptedServer.startNeverAccepting());
		Connection connection = connection(server.port(),
				(options) -> options.connectTimeout(LIMIT).connectionAttempts(1));
		long start = System.nanoTime();
		assertThatThrownBy(connection::connect).isInstanceOf(ZcachedConnectionException.class)
			.hasMessageContaining("connect timeout")
			.hasMessageContaining(connection.id());
		assertThat(since(start)).as("I3 bounded").isLessThan(LIMIT.multipliedBy(SLACK));
	}

	@Test
	void callerWaitsForAConnectNoLongerThanItsOwnLimit() {
		ScriptedServer server = closing(ScriptedServer.startNeverAccepting());
		Connection connection = connection(server.port(),
				(options) -> options.connectTimeout(Duration.ofSeconds(60)).timeoutLimit(Duration.ofSeconds(60)));
		long start = System.nanoTime();
		assertThat(connection.send(GET, LIMIT).errorCode()).isEqualTo(ErrorCode.TIMEOUT_LIMIT);
		assertThat(since(start)).as("I3 bounded").isLessThan(LIMIT.multipliedBy(SLACK));
	}

	@Test
	void unresolvableHostIsNamed() {
		Connection connection = closing(new Connection("no-such-host.invalid", 7556));
		assertThat(connection.send(GET).errorMessage()).contains("cannot be resolved", "no-such-host.invalid:7556");
	}

	@Test
	void acceptedAndClosedAtOnceIsNotConnected() {
		LeakProbe probe = new LeakProbe();
		ScriptedServer server = server(Script.acceptAndClose());
		Connection connection = connection(server.port());
		assertThatThrownBy(connection::connect).isInstanceOf(ZcachedConnectionException.class)
			.hasMessageContaining("not whitelisted")
			.hasMessageContaining("max_clients");
		assertThat(server.accepted()).as("connectionAttempts").isEqualTo(3);
		assertThat(connection.isConnected()).isFalse();
		assertThat(connection.backOff()).as("I9 back-off").isGreaterThan(Duration.ZERO);
		connection.close();
		server.close();
		probe.awaitNoLeak();
	}

	@Test
	void pingThatIsNeverAnsweredCostsTheConnectTimeoutAndClosesTheSocket() {
		ScriptedServer server = server(Script.silent());
		Connection connection = connection(server.port(),
				(options) -> options.connectTimeout(LIMIT).connectionAttempts(1));
		long start = System.nanoTime();
		assertThatThrownBy(connection::connect).hasMessageContaining("did not answer PING");
		assertThat(since(start)).as("I3 bounded").isLessThan(LIMIT.multipliedBy(SLACK));
		Await.until("I6 the socket is closed", () -> server.peer(0).socket().isClosed());
	}

	@Test
	void manyThreadsShareOneAttemptAndFailFastInTheBackOff() {
		CountDownLatch dialled = new CountDownLatch(1);
		FakeEnvironment environment = FakeEnvironment.withMemory();
		environment.jitter(() -> 1);
		CountDownLatch release = new CountDownLatch(1);
		environment.executor((task) -> {
			Thread thread = new Thread(() -> {
				dialled.countDown();
				awaitQuietly(release);
				task.run();
			});
			thread.setDaemon(true);
			thread.start();
		});
		environment.dialFault((index) -> new ConnectException("Connection refused"));
		Connection connection = connection(environment);
		List<RunningCall<Result<Object>>> calls = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			calls.add(Await.start(() -> connection.send(GET)));
		}
		Await.until("all wait for the connect", () -> connection.pendingRequests() == 200);
		assertThat(connection.isLocked()).isTrue();
		release.countDown();
		for (RunningCall<Result<Object>> call : calls) {
			assertThat(Await.value(call).errorCode()).as("I2 all share the outcome")
				.isEqualTo(ErrorCode.CONNECTION_CLOSED);
		}
		assertThat(environment.dials()).as("I9 single flight").hasSize(1);
		Result<Object> inBackOff = connection.send(GET);
		assertThat(inBackOff.errorMessage()).contains("Connection refused", "next attempt is due in 500 ms");
		assertThat(environment.dials()).as("I9 no attempt in the back-off").hasSize(1);
		environment.dialFault((index) -> null);
		environment.advance(Duration.ofMillis(500));
		assertThat(connection.send(Command.of("SET", "k", 1)).value()).as("I8 recovers").isEqualTo("OK");
	}

	@Test
	void backOffDoublesToThreeSecondsAndOnlyAPongResetsIt() {
		FakeEnvironment environment = FakeEnvironment.withMemory();
		environment.jitter(() -> 1);
		environment.dialFault((index) -> (index == 6) ? null : new ConnectException("Connection refused"));
		Connection connection = connection(environment);
		List<Long> backOffs = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			connection.send(GET);
			backOffs.add(connection.backOff().toMillis());
			environment.advance(connection.backOff());
		}
		assertThat(backOffs).containsExactly(500L, 1000L, 2000L, 3000L, 3000L, 3000L);
		assertThat(connection.send(Command.of("SET", "k", 1)).isSuccess()).isTrue();
		environment.wire(0).end();
		connection.send(Command.of("GET", "k"));
		connection.send(Command.of("GET", "k"));
		assertThat(connection.backOff().toMillis()).as("a PONG resets the back-off").isEqualTo(500);
	}

	@Test
	void serverThatNeverAnswersPingDoesNotResetTheBackOff() {
		FakeEnvironment environment = new FakeEnvironment(0, Dialect.TERMINATED, (wire, frame) -> {
			wire.end();
			return null;
		});
		environment.jitter(() -> 1);
		Connection connection = connection(environment);
		connection.send(GET);
		environment.advance(connection.backOff());
		connection.send(GET);
		assertThat(connection.backOff().toMillis()).as("I9 a TCP connect is no success").isEqualTo(1000);
		assertThat(environment.wires()).as("I6 no leak").allMatch((wire) -> wire.isClosed());
	}

	@Test
	void flappingServerIsNeitherHammeredNorLeaksAnything() {
		LeakProbe probe = new LeakProbe();
		MemoryScript memory = new MemoryScript(Dialect.TERMINATED);
		ScriptedServer server = server((peer) -> {
			peer.handshake();
			peer.reply(memory.answer(peer.frame()));
		});
		Connection connection = connection(server.port());
		int rounds = 1000;
		int failures = 0;
		for (int i = 0; i < rounds; i++) {
			Result<Object> result = connection.send(Command.of("SET", "k", i));
			failures += result.isFailure() ? 1 : 0;
		}
		assertThat(failures).as("I8 recovers after each").isLessThan(rounds);
		assertThat(server.accepted()).as("I9 at most two sockets for a request").isLessThanOrEqualTo(2 * rounds + 1);
		connection.close();
		server.close();
		probe.awaitNoLeak();
	}

	@Test
	void manyClientsOfOneServerThatComesBackAreSpreadByJitter() {
		FakeEnvironment environment = FakeEnvironment.withMemory();
		Random random = new Random(42);
		environment.jitter(random::nextDouble);
		environment.dialFault((index) -> new ConnectException("Connection refused"));
		List<Connection> connections = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			Connection connection = connection(environment);
			connections.add(connection);
			connection.send(GET);
		}
		int first = environment.dials().size();
		for (int step = 0; step < 50; step++) {
			environment.advance(Duration.ofMillis(10));
			connections.forEach((connection) -> connection.send(GET));
		}
		int[] histogram = new int[5];
		environment.dials()
			.stream()
			.skip(first)
			.forEach((time) -> histogram[(int) Math.min(4, Duration.ofNanos(time).toMillis() / 100)]++);
		assertThat(first).as("each tries once at once").isEqualTo(50);
		assertThat(java.util.Arrays.stream(histogram).boxed()).as("I9 spread over 500 ms, with the seed 42")
			.allSatisfy((count) -> {
				assertThat(count).isBetween(1, 25);
			});
	}

	@Test
	void serverThatComesBackWithAnotherDialectIsDetectedAnew() {
		MemoryScript terminated = new MemoryScript(Dialect.TERMINATED);
		ScriptedServer first = ScriptedServer.start(terminated);
		Connection connection = connection(first.port(), (options) -> {
		});
		assertThat(connection.send(Command.of("SET", "key", "old")).value()).isEqualTo("OK");
		assertThat(connection.dialect()).isEqualTo(Dialect.TERMINATED);
		first.close();
		Await.until("the loss is noticed", () -> connection.send(GET).isFailure());
		MemoryScript unterminated = new MemoryScript(Dialect.UNTERMINATED);
		closing(ScriptedServer.start(first.port(), Dialect.UNTERMINATED, unterminated));
		Await.until("I8 the connection is back",
				() -> connection.send(Command.of("SET", "key", "line\u0003")).isSuccess());
		assertThat(connection.dialect()).isEqualTo(Dialect.UNTERMINATED);
		assertThat(connection.send(GET).value()).as("I1 the new server's value").isEqualTo("line\u0003");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			HTTP/1.1 400 Bad Request\\r\\nContent-Length: 0\\r\\n\\r\\n | an HTTP server
			SSH-2.0-OpenSSH_9.6\\r\\n | an SSH server
			-ERR unknown command 'x'\\r\\n | a Redis server
			-NOAUTH Authentication required.\\r\\n | a Redis server
			-DENIED Redis is running in protected mode\\r\\n | a Redis server
			-NOAUTH not whitelisted\\r\\n\\3 | not whitelisted
			-ERR max number of clients reached\\r\\n\\3 | max_clients
			220 mail.example ESMTP\\r\\n | no zcached server
			+PONG\\r\\n\\3\\3 | no zcached server
			\\x15\\x03\\x03\\0\\2\\2\\x0a | TLS
			""")
	void wrongServiceIsNamed(String banner, String named) {
		String text = banner.trim()
			.replace("\\r", "\r")
			.replace("\\n", "\n")
			.replace("\\x15", "\u0015")
			.replace("\\x03", "\u0003")
			.replace("\\x0a", "\n")
			.replace("\\3", "\u0003")
			.replace("\\2", "\u0002")
			.replace("\\0", "\0");
		ScriptedServer server = server(Script.banner(text));
		Connection connection = connection(server.port(), (options) -> options.connectTimeout(Duration.ofSeconds(5)));
		Result<Object> result = connection.send(GET);
		assertThat(result.errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(result.errorMessage()).as("I10 says what was seen").contains(named, connection.id());
		assertThat(result.errorMessage().chars()).as("I10 no control characters").allMatch((c) -> c >= ' ');
	}

	@Test
	void redisIsTakenForNoZcachedAlthoughItAnswersPing() {
		ScriptedServer server = server(Dialect.UNTERMINATED, (peer) -> {
			peer.handshake();
			peer.frame();
			peer.send("-ERR unknown command '\u0003*1', with args beginning with: \r\n"
					+ "-ERR unknown command '$4', with args beginning with: \r\n+PONG\r\n");
			peer.drain();
		});
		Connection connection = connection(server.port(), (options) -> {
		});
		assertThat(connection.send(GET).errorMessage()).contains("a Redis server");
		assertThat(connection.isConnected()).isFalse();
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
