package io.zcached.client;

import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.Await.RunningCall;
import io.zcached.client.testsupport.LeakProbe;
import io.zcached.client.testsupport.Script;
import io.zcached.client.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * {@link Connection#disconnect()}: no socket is left, and the next request opens one.
 */
class DisconnectTests extends AbstractConnectionTests {

	/** Limits that a test would notice if it had to wait for them. */
	private static void patient(ConnectionOptions.Builder options) {
		options.dialect(Dialect.TERMINATED)
			.timeoutLimit(Duration.ofSeconds(100))
			.connectTimeout(Duration.ofSeconds(100));
	}

	@Test
	void whenIdleClosesTheSocketAndTheNextRequestOpensAnother() {
		ScriptedServer server = server(Script.always("+PONG\r\n"));
		Connection connection = connection(server.port(), DisconnectTests::patient);
		connection.connect();
		Socket socket = connection.socket();
		connection.disconnect();
		assertThat(socket).isNotNull();
		assertThat(socket.isClosed()).isTrue();
		assertThat(connection.isConnected()).isFalse();
		assertThat(connection.isClosed()).isFalse();
		assertThat(connection.lastFailure()).isNull();
		assertThat(connection.send(Command.of("PING")).isSuccess()).isTrue();
		assertThat(server.accepted()).isEqualTo(2);
	}

	@Test
	void whenReconnectIsOffTheNextRequestConnectsAsTheFirstOne() {
		ScriptedServer server = server(Script.always("+PONG\r\n"));
		Connection connection = connection(server.port(), (options) -> options.reconnect(false));
		connection.connect();
		connection.disconnect();
		assertThat(connection.send(Command.of("PING")).isSuccess()).isTrue();
	}

	@Test
	void whileRequestsWaitEachGetsOneFailureAndNoneConnects() {
		LeakProbe probe = new LeakProbe();
		ScriptedServer server = server(Script.afterHandshake(Script.silent()));
		Connection connection = connection(server.port(), DisconnectTests::patient);
		connection.connect();
		List<RunningCall<Result<Object>>> calls = IntStream.range(0, 8)
			.mapToObj((i) -> Await.start(() -> connection.send(GET)))
			.toList();
		Await.until("all wait", () -> connection.pendingRequests() == 8);
		connection.disconnect();
		for (RunningCall<Result<Object>> call : calls) {
			assertThat(Await.value(call).errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
			assertThat(Await.value(call).errorMessage()).contains("was disconnected");
		}
		assertThat(connection.pendingRequests()).isZero();
		assertThat(server.accepted()).isOne();
		connection.close();
		server.close();
		probe.awaitNoLeak();
	}

	@Test
	void whileConnectingEndsTheRoundAndClosesWhatIsBeingOpened() {
		LeakProbe probe = new LeakProbe();
		ScriptedServer server = server(Script.silent());
		Connection connection = connection(server.port(), DisconnectTests::patient);
		RunningCall<Result<Object>> call = Await.start(() -> connection.send(GET));
		Await.until("PING has arrived", () -> server.accepted() == 1 && server.peer(0).frames().size() == 1);
		long sockets = LeakProbe.sockets();
		connection.disconnect();
		Await.until("its socket is closed", () -> LeakProbe.sockets() < sockets);
		assertThat(Await.value(call).errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(connection.isConnected()).isFalse();
		Await.until("nothing goes on", () -> !connection.isLocked());
		assertThat(server.accepted()).isOne();
		connection.close();
		server.close();
		probe.awaitNoLeak();
	}

	@Test
	void whileAWriterIsBlockedFreesIt() {
		ScriptedServer server = server(Script.neverRead());
		Connection connection = connection(server.port(), DisconnectTests::patient);
		connection.connect();
		RunningCall<Result<Object>> writer = Await
			.start(() -> connection.send(Command.of("SET", "key", "x".repeat(9_000_000))));
		Await.until("the writer is blocked", () -> Await.isIn(writer.thread(), "SocketWire", "write"));
		connection.disconnect();
		assertThat(Await.value(writer).errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
	}

	@Test
	void inABackOffTheNextRequestTriesAtOnce() {
		ScriptedServer server = server(Script.always("+PONG\r\n"));
		int port = server.port();
		server.close();
		Connection connection = connection(port, (options) -> options.connectionAttempts(1));
		assertThat(catchThrowable(connection::connect)).isInstanceOf(ZcachedConnectionException.class);
		connection.disconnect();
		assertThat(connection.backOff()).isZero();
		assertThat(connection.lastFailure()).isNull();
	}

	@Test
	void isTidingsForTheListenerAndNotForTheLog() {
		List<String> told = new CopyOnWriteArrayList<>();
		ScriptedServer server = server(Script.always("+PONG\r\n"));
		Connection connection = connection(server.port(), (options) -> options.listener(new ConnectionListener() {

			@Override
			public void connected(Connection source) {
				told.add("connected");
			}

			@Override
			public void disconnected(Connection source, String reason) {
				told.add(reason);
			}

		}));
		connection.connect();
		connection.disconnect();
		connection.disconnect();
		connection.connect();
		Await.until("all is told", () -> told.size() == 3);
		assertThat(told).containsExactly("connected", "the connection was disconnected", "connected");
	}

	@Test
	void afterCloseStaysClosed() {
		ScriptedServer server = server(Script.always("+PONG\r\n"));
		Connection connection = connection(server.port(), DisconnectTests::patient);
		connection.connect();
		connection.close();
		connection.disconnect();
		assertThat(connection.send(Command.of("PING")).errorMessage()).contains("was closed");
	}

	@Test
	void ofAPoolClosesTheSocketsOfAll() {
		ScriptedServer server = server(Script.always("+PONG\r\n"));
		try (ConnectionPool pool = new ConnectionPool("127.0.0.1", server.port(), 3)) {
			pool.connect();
			List<Socket> sockets = pool.connections().stream().map(Connection::socket).toList();
			pool.disconnect();
			assertThat(sockets).doesNotContainNull().allMatch(Socket::isClosed);
			assertThat(pool.isConnected()).isFalse();
			assertThat(pool.connection().send(Command.of("PING")).isSuccess()).isTrue();
		}
	}

}
