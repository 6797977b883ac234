package io.zcached.client;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.testsupport.Script;
import io.zcached.client.testsupport.ScriptedServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An observer is told of each request on every path, once, and can harm none.
 */
class CommandObserverTests extends AbstractConnectionTests {

	private final List<String> ended = new CopyOnWriteArrayList<>();

	private final CommandObserver recording = (connection, command, commands) -> (error, duration) -> {
		assertThat(duration).isPositive();
		this.ended.add(connection.port() + " " + command + " x" + commands + " " + error);
	};

	private int port;

	private Connection observed(CommandObserver observer) {
		ScriptedServer server = server(Dialect.TERMINATED, new MemoryScript(Dialect.TERMINATED));
		this.port = server.port();
		return connection(this.port, (options) -> options.commandObserver(observer));
	}

	@Test
	void everyPathIsToldOnce() throws Exception {
		Connection connection = observed(this.recording);
		connection.send(Command.of("SET", "key", "value"));
		connection.send(Command.of("GET", "key"), Duration.ofSeconds(5));
		connection.send("*1\r\n$4\r\nPING\r\n".getBytes());
		connection.sendAll(List.of(Command.of("GET", "key"), Command.of("GET", "missing")));
		connection.sendAll(List.of(Command.of("GET", "key"), Command.of("DBSIZE")));
		connection.sendAsync(Command.of("DBSIZE")).get();
		Await.until("6 requests are told", () -> this.ended.size() == 6);
		ZcachedClient client = ZcachedClient.of(connection);
		assertThat(client.get("key")).isEqualTo(Optional.of("value"));
		client.set("other", 1);
		client.delete("other");
		client.exists("key");
		assertThat(this.ended).containsExactly(told("SET x1", null), told("GET x1", null), told("RAW x1", null),
				told("GET x2", null), told("PIPELINE x2", null), told("DBSIZE x1", null), told("GET x1", null),
				told("SET x1", null), told("DELETE x1", null), told("SIZEOF x1", null));
	}

	@Test
	void refusalThatIsTheAnswerIsNoError() throws Exception {
		Connection connection = observed(this.recording);
		ZcachedClient client = ZcachedClient.of(connection);
		client.set("mine", 1);
		client.set("lock", 2);
		assertThat(client.copy("mine", "lock")).isFalse();
		assertThat(client.copy("missing", "lock")).isFalse();
		assertThat(client.rename("missing", "lock")).isFalse();
		assertThat(client.delete("missing")).isFalse();
		connection.sendAsync(Command.of("COPY", "mine", "lock")).get();
		connection.sendAll(List.of(Command.of("COPY", "mine", "lock"), Command.of("COPY", "mine", "lock")));
		connection.send(Command.of("NONSENSE"));
		Await.until("9 requests are told", () -> this.ended.size() == 9);
		assertThat(this.ended).containsExactlyInAnyOrder(told("SET x1", null), told("SET x1", null),
				told("COPY x1", null), told("COPY x1", null), told("RENAME x1", null), told("DELETE x1", null),
				told("COPY x1", null), told("COPY x2", null), told("NONSENSE x1", "ERR"));
	}

	@Test
	void whatCannotBeStoredIsToldAndCounted() {
		Connection connection = observed(this.recording);
		assertThatExceptionOfType(UnstorableValueException.class)
			.isThrownBy(() -> connection.send(Command.of("SET", "key", "a\u0003b")));
		assertThat(connection.sendAsync(Command.of("SET", "key", "a\u0003b"))).failsWithin(Duration.ofSeconds(5));
		Await.until("2 requests are told", () -> this.ended.size() == 2);
		assertThat(this.ended).containsOnly(told("SET x1", "UNSTORABLE_VALUE"));
		assertThat(connection.statistics().refusedValues()).isEqualTo(2);
	}

	@Test
	void observerThatThrowsHarmsNoRequest() {
		Connection connection = observed((sender, command, commands) -> {
			throw new IllegalStateException("at the start");
		});
		assertThat(connection.send(Command.of("PING")).value()).isEqualTo("PONG");
		Connection second = observed((sender, command, commands) -> (error, duration) -> {
			throw new IllegalStateException("at the end");
		});
		assertThat(second.send(Command.of("PING")).value()).isEqualTo("PONG");
		assertThat(second.sendAsync(Command.of("PING"))).succeedsWithin(Duration.ofSeconds(5));
	}

	@Test
	void timeoutDiscardAndReconnectAreCounted() throws Exception {
		ScriptedServer server = server(Script.afterHandshake((peer) -> peer.frame()));
		this.port = server.port();
		Connection connection = connection(this.port,
				(options) -> options.dialect(Dialect.TERMINATED)
					.timeoutLimit(Duration.ofMillis(300))
					.commandObserver(this.recording));
		connection.connect();
		connection.send(GET);
		connection.connect();
		assertThat(this.ended).hasSize(1);
		assertThat(connection.statistics().discardedChannels()).isEqualTo(1);
		assertThat(connection.statistics().reconnects()).isEqualTo(1);
		ScriptedServer silent = server(Script.silent());
		Connection waiting = connection(silent.port(), Duration.ofMillis(300));
		assertThat(waiting.send(GET).errorCode()).isEqualTo(ErrorCode.TIMEOUT_LIMIT);
		assertThat(waiting.statistics().timeouts()).isEqualTo(1);
	}

	@Test
	void connectsThatFailAreCounted() throws Exception {
		int closedPort;
		try (ServerSocket socket = new ServerSocket(0)) {
			closedPort = socket.getLocalPort();
		}
		Connection connection = connection(closedPort, (options) -> options.commandObserver(this.recording));
		this.port = closedPort;
		assertThat(connection.send(Command.of("PING")).isFailure()).isTrue();
		assertThat(this.ended).containsExactly(told("PING x1", "CONNECTION_CLOSED"));
		assertThat(connection.statistics())
			.isEqualTo(new ConnectionStatistics(0, connection.statistics().failedConnects(), 0, 0, 0));
		assertThat(connection.statistics().failedConnects()).isPositive();
	}

	private String told(String what, @Nullable String error) {
		return this.port + " " + what + " " + error;
	}

}
