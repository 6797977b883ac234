package io.zcached.spring.boot.health;

import java.time.Duration;
import java.util.Locale;

import io.zcached.client.Connection;
import io.zcached.client.protocol.Dialect;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.testsupport.FaultyServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ZcachedHealthIndicator}.
 */
class ZcachedHealthIndicatorTests extends AbstractHealthIndicatorTests {

	private static final Duration UP_BY_ITSELF = Duration.ofSeconds(5);

	@Test
	void createWithoutPositiveTimeoutIsRejected() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ZcachedHealthIndicator(this.connection, Duration.ZERO));
	}

	@ParameterizedTest
	@EnumSource
	void healthWhenServerAnswersIsUp(Dialect dialect) {
		try (EmbeddedZcachedServer server = start(0, dialect)) {
			watch(server.port());
			Health health = this.indicator.health();
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails().keySet()).containsExactly("address", "id", "dialect", "roundTripTime",
					"pendingRequests");
			assertThat(health.getDetails()).containsEntry("address", "127.0.0.1:" + server.port())
				.containsEntry("id", this.connection.id())
				.containsEntry("dialect", dialect.name().toLowerCase(Locale.ROOT))
				.containsEntry("pendingRequests", 0);
			assertThat(health.getDetails().get("roundTripTime")).asString().matches("\\d+\\.\\d{3} ms");
		}
	}

	@Test
	void healthWhenHealthyStartsNoThread() {
		try (FaultyServer server = FaultyServer.ponging()) {
			watch(server.port());
			this.connection.connect();
			assertThat(this.indicator.health().getStatus()).isEqualTo(Status.UP);
			assertThat(Thread.getAllStackTraces().keySet())
				.noneMatch((thread) -> thread.getName().equals("zcached-health"));
			assertThat(server.accepted()).isOne();
		}
	}

	@Test
	void healthWhenNothingListensIsDownWithCause() {
		watch(FaultyServer.closedPort());
		assertDownInTime("Connection refused");
	}

	@Test
	void healthWhenClosedAtOnceIsDownWithCause() {
		try (FaultyServer server = FaultyServer.closing()) {
			watch(server.port());
			assertDownInTime("not whitelisted");
		}
	}

	@Test
	void healthWhenAcceptedAndSilentIsDownInTime() {
		try (FaultyServer server = FaultyServer.silent()) {
			watchWithoutOtherLimit(server.port());
			assertDownInTime("127.0.0.1:" + server.port() + " takes longer than the health check may");
			assertDownInTime("127.0.0.1:" + server.port() + " takes longer than the health check may");
			assertThat(server.accepted()).isOne();
		}
	}

	@Test
	void healthWhenConnectHasTimedOutTellsWhy() {
		try (FaultyServer server = FaultyServer.silent()) {
			watch(server.port());
			assertDownInTime("127.0.0.1:" + server.port());
			Awaitility.await().until(() -> this.connection.lastFailure() != null);
			assertDownInTime("did not answer PING");
		}
	}

	@Test
	void healthWhenNeverAcceptedIsDownInTime() {
		try (FaultyServer server = FaultyServer.notAccepting()) {
			watchWithoutOtherLimit(server.port());
			assertDownInTime("127.0.0.1:" + server.port());
		}
	}

	@Test
	void healthWhenHostIsUnknownIsDownInTime() {
		watch(new Connection("cache.invalid", 7556));
		assertDownInTime("cache.invalid:7556");
	}

	@Test
	void healthWhenServerFreezesIsDownInTimeAndUpAgainByItself() {
		try (FaultyServer server = FaultyServer.ponging()) {
			watchWithoutOtherLimit(server.port());
			assertThat(this.indicator.health().getStatus()).isEqualTo(Status.UP);
			server.freeze();
			assertDownInTime("Time limit");
			assertDownInTime("127.0.0.1:" + server.port());
			server.thaw();
			assertUpByItself();
		}
	}

	@Test
	void healthWhenConnectionIsClosedIsDown() {
		watch(FaultyServer.closedPort());
		this.connection.close();
		assertDownInTime("was closed");
	}

	@ParameterizedTest
	@EnumSource
	void healthFollowsServerThatStopsAndComesBackInEitherDialect(Dialect comesBackAs) {
		EmbeddedZcachedServer first = start(0, Dialect.TERMINATED);
		watch(first.port());
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.UP);
		first.close();
		assertDownInTime("127.0.0.1:" + first.port());
		try (EmbeddedZcachedServer second = start(first.port(), comesBackAs)) {
			assertUpByItself();
			assertThat(this.indicator.health().getDetails()).containsEntry("dialect",
					second.dialect().name().toLowerCase(Locale.ROOT));
		}
	}

	@Test
	void healthWhenServerWasRestartedUnnoticedIsUp() {
		EmbeddedZcachedServer first = start(0, Dialect.TERMINATED);
		watch(first.port());
		assertThat(this.indicator.health().getStatus()).isEqualTo(Status.UP);
		first.close();
		try (EmbeddedZcachedServer second = start(first.port(), Dialect.TERMINATED)) {
			assertThat(second.isRunning()).isTrue();
			assertThat(this.indicator.health().getStatus()).isEqualTo(Status.UP);
		}
	}

	private void assertUpByItself() {
		Awaitility.await()
			.atMost(UP_BY_ITSELF.plusSeconds(5))
			.until(() -> inTime(this.indicator::health).getStatus().equals(Status.UP));
	}

	private static EmbeddedZcachedServer start(int port, Dialect dialect) {
		EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().port(port).dialect(dialect).build();
		server.start();
		return server;
	}

}
