package io.zcached.client;

import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.Await.RunningCall;
import io.zcached.client.testsupport.FakeEnvironment;
import io.zcached.client.testsupport.LeakProbe;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.testsupport.Script;
import io.zcached.client.testsupport.ScriptedServer;
import io.zcached.client.testsupport.VirtualThreads;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * {@link Connection#close()} at any moment, from anywhere (rows 35, 37 to 39).
 */
class CloseFaultTests extends AbstractConnectionTests {

	private static final Duration BOUND = Duration.ofSeconds(1);

	/** Limits that a test would notice if it had to wait for them. */
	private static void patient(ConnectionOptions.Builder options) {
		options.dialect(Dialect.TERMINATED)
			.timeoutLimit(Duration.ofSeconds(100))
			.connectTimeout(Duration.ofSeconds(100));
	}

	private void closeAndCheck(Connection connection, List<RunningCall<Result<Object>>> waiting) {
		long start = System.nanoTime();
		connection.close();
		assertThat(since(start)).as("I3 close is bounded").isLessThan(BOUND);
		for (RunningCall<Result<Object>> call : waiting) {
			assertThat(Await.value(call).errorCode()).as("I2 one outcome").isEqualTo(ErrorCode.CONNECTION_CLOSED);
		}
		assertThat(connection.send(GET).errorMessage()).contains("was closed");
		assertThat(connection.isConnected()).isFalse();
		assertThat(connection.isClosed()).isTrue();
	}

	@Test
	void whileConnecting() {
		LeakProbe probe = new LeakProbe();
		ScriptedServer server = closing(ScriptedServer.startNeverAccepting());
		Connection connection = connection(server.port(), CloseFaultTests::patient);
		RunningCall<Result<Object>> call = Await.start(() -> connection.send(GET));
		Await.until("it is connecting", () -> connection.pendingRequests() == 1);
		closeAndCheck(connection, List.of(call));
		server.close();
		probe.awaitNoLeak();
	}

	@Test
	void whileDiallingHangsWhereNoSocketCanBeClosed() {
		FakeEnvironment environment = FakeEnvironment.withMemory();
		CountDownLatch release = new CountDownLatch(1);
		environment.executor((task) -> {
			Thread thread = new Thread(() -> {
				try {
					release.await();
				}
				catch (InterruptedException ex) {
					return;
				}
				task.run();
			});
			thread.setDaemon(true);
			thread.start();
		});
		Connection connection = connection(environment, CloseFaultTests::patient);
		RunningCall<Result<Object>> call = Await.start(() -> connection.send(GET));
		Await.until("it is connecting", () -> connection.pendingRequests() == 1);
		closeAndCheck(connection, List.of(call));
		release.countDown();
		Await.until("the dial is over", () -> !connection.isLocked());
		assertThat(environment.wires()).as("I6 no socket is born after close").allMatch((wire) -> wire.isClosed());
	}

	@Test
	void inTheHandshake() {
		LeakProbe probe = new LeakProbe();
		ScriptedServer server = server(Script.silent());
		Connection connection = connection(server.port(), CloseFaultTests::patient);
		RunningCall<Result<Object>> call = Await.start(() -> connection.send(GET));
		Await.until("PING has arrived", () -> server.accepted() == 1 && server.peer(0).frames().size() == 1);
		closeAndCheck(connection, List.of(call));
		server.close();
		probe.awaitNoLeak();
	}

	@Test
	void whileRequestsWaitForTheirReplies() {
		LeakProbe probe = new LeakProbe();
		ScriptedServer server = server(Script.afterHandshake(Script.silent()));
		Connection connection = connection(server.port(), CloseFaultTests::patient);
		connection.connect();
		List<RunningCall<Result<Object>>> calls = java.util.stream.IntStream.range(0, 8)
			.mapToObj((i) -> Await.start(() -> connection.send(GET)))
			.toList();
		CompletableFuture<Result<Object>> async = connection.sendAsync(GET);
		Await.until("all wait", () -> connection.pendingRequests() == 9);
		closeAndCheck(connection, calls);
		assertThat(Await.value(async).errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(connection.pendingRequests()).as("I6 nothing pending").isZero();
		server.close();
		probe.awaitNoLeak();
	}

	@Test
	void whileAWriterIsBlocked() {
		LeakProbe probe = new LeakProbe();
		ScriptedServer server = server(Script.neverRead());
		Connection connection = connection(server.port(), CloseFaultTests::patient);
		connection.connect();
		RunningCall<Result<Object>> writer = Await
			.start(() -> connection.send(Command.of("SET", "key", "x".repeat(9_000_000))));
		Await.until("the writer is blocked", () -> Await.isIn(writer.thread(), "SocketWire", "write"));
		RunningCall<Result<Object>> behind = Await.start(() -> connection.send(GET));
		Await.until("another waits", () -> connection.pendingRequests() == 2);
		closeAndCheck(connection, List.of(writer, behind));
		server.close();
		probe.awaitNoLeak();
	}

	@Test
	void inTheBackOffOfConnect() {
		FakeEnvironment environment = FakeEnvironment.withMemory();
		environment.jitter(() -> 1);
		environment.dialFault((index) -> new ConnectException("Connection refused"));
		Connection connection = connection(environment, CloseFaultTests::patient);
		RunningCall<Throwable> call = Await.start(() -> catchThrowable(connection::connect));
		Await.until("the first attempt has failed", () -> connection.backOff().toMillis() > 0);
		long start = System.nanoTime();
		closeAndCheck(connection, List.of());
		assertThat(Await.value(call)).isInstanceOf(ZcachedConnectionException.class);
		assertThat(since(start)).as("I3 close frees connect()").isLessThan(BOUND.multipliedBy(5));
		assertThat(environment.dials()).as("no attempt after close").hasSize(1);
	}

	@Test
	void atRandomMomentsOfManyConnections() {
		LeakProbe probe = new LeakProbe();
		MemoryScript memory = new MemoryScript(Dialect.TERMINATED);
		ScriptedServer server = server(memory);
		for (int round = 0; round < 1000; round++) {
			Connection connection = connection(server.port(), CloseFaultTests::patient);
			String key = "k" + round;
			List<RunningCall<Result<Object>>> calls = java.util.stream.IntStream.range(0, 3)
				.mapToObj((i) -> Await.start(() -> connection.send(Command.of("GET", key))))
				.toList();
			int spins = (round % 20) * 500;
			for (int i = 0; i < spins; i++) {
				Thread.onSpinWait();
			}
			connection.close();
			for (RunningCall<Result<Object>> call : calls) {
				Result<Object> result = Await.value(call);
				if (!ErrorCode.CONNECTION_CLOSED.equals(result.errorCode())) {
					assertThat(result.errorMessage()).as("I1 own reply").isEqualTo("ERR '" + key + "' not found");
				}
			}
			assertThat(connection.isConnected()).as("close wins").isFalse();
		}
		server.close();
		probe.awaitNoLeak();
	}

	@Test
	void twiceAndFromACallbackAndAListenerAndInterrupted() {
		ScriptedServer server = server(new MemoryScript(Dialect.TERMINATED));
		CompletableFuture<Boolean> closed = new CompletableFuture<>();
		Connection connection = connection(server.port(),
				(options) -> options.dialect(Dialect.TERMINATED).listener(new ConnectionListener() {

					@Override
					public void disconnected(Connection source, String reason) {
						source.close();
						closed.complete(true);
					}

				}));
		Result<Object> result = Await.value(connection.sendAsync(GET).thenApply((reply) -> {
			connection.close();
			return reply;
		}));
		assertThat(result.errorMessage()).isEqualTo("ERR 'key' not found");
		assertThat(Await.value(closed)).isTrue();
		Thread.currentThread().interrupt();
		connection.close();
		assertThat(Thread.interrupted()).as("the interrupt status is kept").isTrue();
		assertThat(connection.isClosed()).isTrue();
		assertThatThrownBy(connection::connect).isInstanceOf(ZcachedConnectionException.class)
			.hasMessageContaining("closed");
		assertThat(connection.tryReconnect().errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
	}

	@Test
	void fromAVirtualThread() {
		VirtualThreads.assume();
		ScriptedServer server = server(Script.afterHandshake(Script.silent()));
		Connection connection = connection(server.port(), CloseFaultTests::patient);
		connection.connect();
		RunningCall<Result<Object>> call = Await.start(() -> connection.send(GET));
		Await.until("it waits", () -> connection.pendingRequests() == 1);
		Await.value(VirtualThreads.start(() -> {
			connection.close();
			return null;
		}, null));
		assertThat(Await.value(call).errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
	}

}
