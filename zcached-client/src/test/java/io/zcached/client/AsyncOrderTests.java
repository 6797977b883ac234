package io.zcached.client;

import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.FakeEnvironment;
import io.zcached.client.testsupport.Frame;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.testsupport.ScriptedServer;
import io.zcached.client.protocol.Dialect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asynchronous requests of one thread reach the server in their order (I11) and end in
 * time (I3), whether or not they have to wait for a connection.
 */
class AsyncOrderTests {

	private static final int COUNT = 200;

	private ScriptedServer server;

	private Connection connection;

	@BeforeEach
	void start() {
		this.server = ScriptedServer.start(new MemoryScript(Dialect.TERMINATED));
		this.connection = new Connection("127.0.0.1", this.server.port());
	}

	@AfterEach
	void stop() throws Exception {
		this.connection.close();
		this.server.close();
	}

	@Test
	void requestsThatWaitForTheFirstConnectKeepTheirOrder() {
		assertThat(lastWriteWins()).as("I11 order").isEqualTo(COUNT - 1L);
	}

	@Test
	void requestsAfterABreakKeepTheirOrder() throws Exception {
		this.connection.connect();
		for (int round = 0; round < 5; round++) {
			Socket socket = this.connection.socket();
			socket.close();
			lastWriteWins();
			assertThat(lastWriteWins()).as("I11 order").isEqualTo(COUNT - 1L);
		}
	}

	@Test
	void requestsThatWaitForTheProofOfAnIdleSocketKeepTheirOrder() {
		this.connection.close();
		this.connection = new Connection("127.0.0.1", this.server.port(),
				ConnectionOptions.builder().validateAfterIdle(Duration.ofMillis(1)).build());
		this.connection.connect();
		for (int round = 0; round < 20; round++) {
			long idleUntil = System.nanoTime() + 2_000_000;
			Await.until("the socket is idle", () -> System.nanoTime() - idleUntil > 0);
			assertThat(lastWriteWins()).as("I11 order").isEqualTo(COUNT - 1L);
		}
	}

	@Test
	void requestThatWaitsForAConnectEndsAtItsLimit() throws Exception {
		try (ScriptedServer silent = ScriptedServer.startNeverAccepting();
				Connection waiting = new Connection("127.0.0.1", silent.port(),
						ConnectionOptions.builder()
							.timeoutLimit(Duration.ofMillis(100))
							.connectTimeout(Duration.ofSeconds(30))
							.build())) {
			long start = System.nanoTime();
			Result<Object> result = Await.value(waiting.sendAsync(Command.of("PING")));
			assertThat(result.errorCode()).isEqualTo(ErrorCode.TIMEOUT_LIMIT);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).as("I3 bounded").isLessThan(Duration.ofSeconds(10));
		}
	}

	@Test
	void requestThatIsBeingWrittenAtItsLimitIsNotSaidToBeUnwritten() {
		AtomicReference<FakeEnvironment> time = new AtomicReference<>();
		FakeEnvironment environment = new FakeEnvironment(0, Dialect.TERMINATED, (wire, frame) -> {
			if (frame.name().equals("GET")) {
				time.get().advance(Duration.ofMillis(200));
				return "$4\r\nlate\r\n\u0003";
			}
			return "+PONG\r\n\u0003";
		});
		time.set(environment);
		environment.executor(Runnable::run);
		try (Connection virtual = new Connection("fake", 7556,
				ConnectionOptions.builder().dialect(Dialect.TERMINATED).build(), environment.seams())) {
			Result<Object> result = Await.value(virtual.sendAsync(Command.of("GET", "key"), Duration.ofMillis(100)));
			assertThat(environment.wire(0).frames()).extracting(Frame::name)
				.as("the request was written")
				.contains("GET");
			assertThat(result.errorCode()).isEqualTo(ErrorCode.TIMEOUT_LIMIT);
			assertThat(result.errorMessage()).as("I7 honest").contains("no reply came");
		}
	}

	private Object lastWriteWins() {
		List<CompletableFuture<Result<Object>>> futures = new ArrayList<>();
		for (int i = 0; i < COUNT; i++) {
			futures.add(this.connection.sendAsync(Command.of("SET", "counter", i)));
		}
		futures.forEach(Await::value);
		return this.connection.send(Command.of("GET", "counter")).value();
	}

}
