package io.zcached.client;

import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.FakeEnvironment;
import io.zcached.client.testsupport.LogCapture;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.testsupport.Script;
import io.zcached.client.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * User code and logs on the side of the I/O path: told in order, and powerless to harm it
 * (rows 19 and 43).
 */
class CallbackFaultTests extends AbstractConnectionTests {

	private static class Recorder implements ConnectionListener {

		final List<String> events = new CopyOnWriteArrayList<>();

		@Override
		public void connected(Connection connection) {
			this.events.add("connected");
		}

		@Override
		public void disconnected(Connection connection, String reason) {
			this.events.add("disconnected: " + reason);
		}

		@Override
		public void connectFailed(Connection connection, String reason) {
			this.events.add("connectFailed");
		}

	}

	@Test
	void listenerIsToldInOrderAndTheLogHasOneWarnAndOneInfoForAnOutage() {
		Recorder recorder = new Recorder();
		FakeEnvironment environment = FakeEnvironment.withMemory();
		environment.jitter(() -> 0);
		environment.dialFault((index) -> (index > 0 && index < 5) ? new ConnectException("Connection refused") : null);
		try (LogCapture log = new LogCapture()) {
			Connection connection = connection(environment, (options) -> options.listener(recorder));
			connection.connect();
			environment.wire(0).end();
			for (int i = 0; i < 5; i++) {
				connection.send(GET);
			}
			assertThat(connection.isConnected()).as("I8 recovers").isTrue();
			connection.close();
			Await.until("the last event", () -> recorder.events.size() == 8);
			assertThat(recorder.events).containsExactly("connected",
					"disconnected: reading from the server failed: the server closed the connection", "connectFailed",
					"connectFailed", "connectFailed", "connectFailed", "connected",
					"disconnected: the connection was closed");
			assertThat(log.messages(Level.WARN, connection.id())).as("one WARN for an outage").hasSize(1);
			assertThat(log.messages(Level.INFO, connection.id())).as("one INFO when it is over").hasSize(1);
			assertThat(log.messages(Level.ERROR, connection.id())).isEmpty();
		}
	}

	@Test
	void listenerThatThrowsIsPassedOver() {
		Recorder recorder = new Recorder() {

			@Override
			public void connected(Connection connection) {
				super.connected(connection);
				throw new IllegalStateException("from a listener");
			}

			@Override
			public void disconnected(Connection connection, String reason) {
				super.disconnected(connection, reason);
				throw new AssertionError("from a listener");
			}

		};
		ScriptedServer server = server(new MemoryScript(Dialect.TERMINATED));
		Connection connection = connection(server.port(),
				(options) -> options.dialect(Dialect.TERMINATED).listener(recorder));
		assertThat(connection.send(Command.of("SET", "k", 1)).value()).isEqualTo("OK");
		connection.close();
		Await.until("both events", () -> recorder.events.size() == 2);
	}

	@Test
	void listenerThatBlocksDelaysNobody() {
		CountDownLatch release = new CountDownLatch(1);
		ScriptedServer server = server(Script.afterHandshake((peer) -> {
			peer.frame();
			peer.reply(VALUE_REPLY);
		}));
		Connection connection = connection(server.port(),
				(options) -> options.dialect(Dialect.TERMINATED).listener(new ConnectionListener() {

					@Override
					public void connected(Connection source) {
						try {
							release.await();
						}
						catch (InterruptedException ex) {
							Thread.currentThread().interrupt();
						}
					}

				}));
		for (int i = 0; i < 10; i++) {
			Result<Object> result = connection.send(GET);
			assertThat(result.value() != null || ErrorCode.CONNECTION_REESTABLISHED.equals(result.errorCode()))
				.isTrue();
		}
		connection.close();
		release.countDown();
	}

	@Test
	void listenerMaySendAndReconnectAndClose() {
		CompletableFuture<Object> nested = new CompletableFuture<>();
		ScriptedServer server = server(new MemoryScript(Dialect.TERMINATED));
		Connection connection = connection(server.port(),
				(options) -> options.dialect(Dialect.TERMINATED).listener(new ConnectionListener() {

					@Override
					public void connected(Connection source) {
						source.tryReconnect();
						nested.complete(source.send(Command.of("SET", "nested", 1)).value());
						source.close();
					}

				}));
		connection.send(Command.of("SET", "k", 1));
		assertThat(Await.value(nested)).as("I3 no deadlock").isEqualTo("OK");
		Await.until("it is closed", connection::isClosed);
	}

	@Test
	void appenderThatThrowsHarmsNobody() {
		Logger logger = (Logger) LoggerFactory.getLogger(Connection.class);
		AppenderBase<ILoggingEvent> throwing = new AppenderBase<>() {

			@Override
			public void doAppend(ILoggingEvent event) {
				throw new IllegalStateException("the disk is full");
			}

			@Override
			protected void append(ILoggingEvent event) {
			}

		};
		throwing.start();
		logger.addAppender(throwing);
		try {
			ScriptedServer server = server(Script.afterHandshake((peer) -> {
				peer.frame();
				peer.reply(VALUE_REPLY);
			}));
			Connection connection = connection(server.port());
			for (int i = 0; i < 6; i++) {
				Result<Object> result = connection.send(GET);
				assertThat(result.value() != null || ErrorCode.CONNECTION_REESTABLISHED.equals(result.errorCode()))
					.isTrue();
			}
		}
		finally {
			logger.detachAppender(throwing);
		}
	}

	@Test
	void callbackThatThrowsOrBlocksDelaysNoReply() {
		CountDownLatch release = new CountDownLatch(1);
		ScriptedServer server = server(new MemoryScript(Dialect.TERMINATED));
		Connection connection = connection(server.port());
		CompletableFuture<Object> blocked = connection.sendAsync(Command.of("SET", "a", 1)).thenApply((result) -> {
			try {
				release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			throw new IllegalStateException("from a callback");
		});
		for (int i = 0; i < 10; i++) {
			assertThat(Await.value(connection.sendAsync(Command.of("SET", "b", i))).value()).isEqualTo("OK");
			assertThat(connection.send(Command.of("SET", "c", i)).value()).isEqualTo("OK");
		}
		release.countDown();
		Await.until("the callback is done", blocked::isCompletedExceptionally);
	}

	@Test
	void valuesAndKeysAreNotWrittenIntoLogsAndMessages() {
		String canary = "canary-value";
		ScriptedServer server = server(Script.afterHandshake((peer) -> {
			peer.frame();
			switch (peer.index() % 3) {
				case 0 -> peer.send("$100\r\n" + canary);
				case 1 -> peer.send("+" + canary + "\r\n\u0003+" + canary + "\r\n\u0003");
				default -> peer.reply("+" + canary + "\r\n");
			}
		}));
		try (LogCapture log = new LogCapture()) {
			Connection connection = connection(server.port());
			StringBuilder messages = new StringBuilder();
			for (int i = 0; i < 12; i++) {
				for (Command command : List.of(Command.of("SET", "key", canary), Command.of("GET", "key"),
						Command.of("ECHO", canary))) {
					messages.append(connection.send(command)).append(connection.send(command).errorMessage());
					messages.append(command);
				}
			}
			messages.append(connection).append(connection.lastFailure()).append(connection.options());
			connection.close();
			Await.until("all is logged", () -> log.text().contains("was closed"));
			assertThat(messages.toString()).as("I10 no value in messages").doesNotContain(canary);
			assertThat(log.text()).as("I10 no value in logs").doesNotContain(canary).contains(connection.id());
		}
	}

}
