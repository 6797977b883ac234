package io.zcached.embedded;

import java.io.IOException;
import java.time.Duration;

import io.zcached.client.protocol.Dialect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * A server that is frozen, thawed, stopped while it is frozen, or replaced by one of the
 * other dialect.
 */
class FreezeTests {

	private static final String PING = "*1|$4|PING|\\x03";

	private static final String PONG = "+PONG|\\x03";

	private final EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().build().start();

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void freezeShouldHoldBackRequestsOfOldAndNewClientsUntilThawed() throws IOException {
		try (RawClient old = new RawClient(this.server)) {
			assertThat(old.send(PING).receiveLike(PONG)).isEqualTo(PONG);
			this.server.freeze();
			assertThat(this.server.isFrozen()).isTrue();
			assertThat(old.send("*3|$3|SET|$1|k|:1|\\x03").isSilent()).isTrue();
			assertThat(this.server.size()).isZero();
			try (RawClient young = new RawClient(this.server)) {
				assertThat(young.send(PING).isSilent()).isTrue();
				this.server.thaw();
				assertThat(this.server.isFrozen()).isFalse();
				assertThat(young.receiveLike(PONG)).isEqualTo(PONG);
			}
			assertThat(old.receiveLike("+OK|\\x03")).isEqualTo("+OK|\\x03");
			assertThat(this.server.size()).isOne();
			assertThat(old.send(PING).receiveLike(PONG)).isEqualTo(PONG);
		}
	}

	@Test
	void stopShouldEndAFreezeAndLeaveNoThread() throws IOException {
		try (RawClient client = new RawClient(this.server)) {
			this.server.freeze();
			client.send(PING);
			Eventually.when(() -> this.server.connections() == 1);
			assertTimeoutPreemptively(Duration.ofSeconds(10), this.server::stop);
			assertThat(this.server.isFrozen()).isFalse();
			assertThat(client.receiveToEnd()).isEmpty();
		}
		assertThat(Thread.getAllStackTraces().keySet())
			.noneMatch((thread) -> thread.getName().startsWith("zcached-embedded-" + this.server.port() + "-"));
		this.server.start();
		try (RawClient client = new RawClient(this.server)) {
			assertThat(client.send(PING).receiveLike(PONG)).isEqualTo(PONG);
		}
	}

	@Test
	void freezeOfAStoppedServerShouldDoNothing() {
		this.server.stop();
		this.server.freeze();
		assertThat(this.server.isFrozen()).isFalse();
		this.server.thaw();
		assertThat(this.server.isRunning()).isFalse();
	}

	@Test
	void restartShouldSpeakTheOtherDialectOnTheSamePortWithoutTheData() throws IOException {
		int port = this.server.port();
		try (RawClient client = new RawClient(this.server)) {
			client.send("*3|$3|SET|$1|k|:1|\\x03").receiveLike("+OK|\\x03");
			assertThat(this.server.restart(Dialect.UNTERMINATED)).isSameAs(this.server);
			assertThat(client.receiveToEnd()).isEmpty();
		}
		assertThat(this.server.dialect()).isEqualTo(Dialect.UNTERMINATED);
		assertThat(this.server.port()).isEqualTo(port);
		assertThat(this.server.size()).isZero();
		try (RawClient client = new RawClient(this.server)) {
			assertThat(client.send("*1|$4|PING|").receiveLike("+PONG|")).isEqualTo("+PONG|");
			assertThat(client.isSilent()).isTrue();
		}
	}

	@Test
	void restartShouldStartAServerThatDoesNotRun() {
		this.server.stop();
		assertThat(this.server.restart(Dialect.TERMINATED).isRunning()).isTrue();
	}

}
