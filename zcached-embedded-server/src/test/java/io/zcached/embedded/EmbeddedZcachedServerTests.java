package io.zcached.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.zcached.client.protocol.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link EmbeddedZcachedServer}.
 */
class EmbeddedZcachedServerTests {

	private static final String PING = "*1|$4|PING|\\x03";

	private static final String PONG = "+PONG|\\x03";

	@Test
	void defaults() {
		EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().build();
		assertThat(server.isRunning()).isFalse();
		assertThat(server.port()).isZero();
		assertThat(server.address()).isEqualTo("127.0.0.1");
		assertThat(server.dialect()).isEqualTo(Dialect.TERMINATED);
		assertThat(server.connections()).isZero();
		assertThat(server.size()).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 65536 })
	void portOutOfRangeShouldBeRefused(int port) {
		assertThatIllegalArgumentException().isThrownBy(() -> EmbeddedZcachedServer.builder().port(port))
			.withMessageContaining("0 (a free one) to 65535")
			.withMessageContaining(String.valueOf(port));
	}

	@Test
	void otherOptionsOutOfRangeShouldBeRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> EmbeddedZcachedServer.builder().maxClients(0));
		assertThatIllegalArgumentException().isThrownBy(() -> EmbeddedZcachedServer.builder().address(" "));
	}

	@Test
	void startAndStopShouldBeIdempotent() {
		EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().build();
		server.stop();
		assertThat(server.start()).isSameAs(server);
		int port = server.port();
		assertThat(server.start().port()).isEqualTo(port).isPositive();
		assertThat(server.isRunning()).isTrue();
		server.stop();
		server.close();
		assertThat(server.isRunning()).isFalse();
		assertThat(server.port()).isEqualTo(port);
	}

	@Test
	void portInUseShouldBeNamed() throws IOException {
		try (EmbeddedZcachedServer first = EmbeddedZcachedServer.builder().build().start()) {
			EmbeddedZcachedServer second = EmbeddedZcachedServer.builder().port(first.port()).build();
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(second::start)
				.withMessageContaining("127.0.0.1:" + first.port());
			assertThat(second.isRunning()).isFalse();
			first.stop();
			assertThat(second.start().isRunning()).isTrue();
			second.close();
		}
	}

	@Test
	void unknownAddressShouldBeNamed() {
		EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().address("no-such-host.invalid").build();
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(server::start)
			.withMessageContaining("no-such-host.invalid:0");
	}

	@Test
	void restartShouldKeepThePortAndDropTheData() throws IOException {
		try (EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().build().start()) {
			int port = server.port();
			for (int i = 0; i < 3; i++) {
				try (RawClient client = new RawClient(server)) {
					assertThat(client.send("*1|$6|DBSIZE|\\x03").receiveLike(":0|\\x03")).isEqualTo(":0|\\x03");
					client.send("*3|$3|SET|$1|k|:1|\\x03").receiveLike("+OK|\\x03");
					assertThat(server.size()).isOne();
					server.stop();
					assertThat(client.receiveToEnd()).isEmpty();
				}
				assertThat(server.size()).isZero();
				assertThat(server.start().port()).isEqualTo(port);
			}
		}
	}

	@Test
	void stopShouldLeaveNoThreadAndNoPort() throws IOException {
		EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().build().start();
		int port = server.port();
		List<RawClient> clients = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			RawClient client = new RawClient(server);
			assertThat(client.send(PING).receiveLike(PONG)).isEqualTo(PONG);
			clients.add(client);
		}
		assertThat(server.connections()).isEqualTo(20);
		assertThat(threads(port)).hasSize(21).allMatch(Thread::isDaemon);
		server.stop();
		assertThat(threads(port)).isEmpty();
		assertThat(server.connections()).isZero();
		new ServerSocket(port).close();
		for (RawClient client : clients) {
			client.close();
		}
	}

	private static List<Thread> threads(int port) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("zcached-embedded-" + port + "-"))
			.toList();
	}

	@Test
	void oneClientTooManyShouldBeClosedWithoutAWord() throws IOException {
		try (CapturedLog log = new CapturedLog();
				EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().maxClients(2).build().start();
				RawClient first = new RawClient(server);
				RawClient second = new RawClient(server)) {
			assertThat(first.send(PING).receiveLike(PONG)).isEqualTo(PONG);
			assertThat(second.send(PING).receiveLike(PONG)).isEqualTo(PONG);
			try (RawClient third = new RawClient(server)) {
				assertThat(third.receiveToEnd()).isEmpty();
			}
			assertThat(log.warnings()).singleElement().asString().contains("2 clients");
			assertThat(first.send(PING).receiveLike(PONG)).isEqualTo(PONG);
			second.close();
			Eventually.when(() -> server.connections() == 1);
			try (RawClient fourth = new RawClient(server)) {
				assertThat(fourth.send(PING).receiveLike(PONG)).isEqualTo(PONG);
			}
		}
	}

	@Test
	void flushShouldEmptyTheData() throws IOException {
		try (EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().build().start();
				RawClient client = new RawClient(server)) {
			client.send("*5|$4|MSET|$1|a|:1|$1|b|:2|\\x03").receiveLike("+OK|\\x03");
			assertThat(server.size()).isEqualTo(2);
			server.flush();
			assertThat(server.size()).isZero();
		}
	}

	@Test
	void deepValuesShouldFitTheStack() throws IOException {
		try (EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().build().start();
				RawClient client = new RawClient(server)) {
			for (String shell : List.of("*1|", "/1|", "~1|", "%1|$1|a|")) {
				String value = shell.repeat(998) + ":1|";
				assertThat(client.send("*3|$3|SET|$1|k|" + value + "\\x03").receiveLike("+OK|\\x03"))
					.isEqualTo("+OK|\\x03");
				client.send("*2|$3|GET|$1|k|\\x03");
				assertThat(client.receiveLike(value + "\\x03")).isEqualTo(value + "\\x03");
			}
		}
	}

	@Test
	void clientsShouldNotDisturbEachOther() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try (EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().build().start()) {
			List<Callable<Integer>> clients = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				String key = "$5|key-" + i + "|";
				clients.add(() -> setAndGet(server, key));
			}
			for (Future<Integer> done : threads.invokeAll(clients)) {
				assertThat(done.get()).isEqualTo(200);
			}
			assertThat(server.size()).isEqualTo(8);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static int setAndGet(EmbeddedZcachedServer server, String key) throws IOException {
		int correct = 0;
		try (RawClient client = new RawClient(server)) {
			for (int i = 1000; i < 1200; i++) {
				client.send("*3|$3|SET|" + key + ":" + i + "|\\x03").receiveLike("+OK|\\x03");
				String reply = client.send("*2|$3|GET|" + key + "\\x03").receiveLike(":" + i + "|\\x03");
				correct += reply.equals(":" + i + "|\\x03") ? 1 : 0;
			}
		}
		return correct;
	}

}
