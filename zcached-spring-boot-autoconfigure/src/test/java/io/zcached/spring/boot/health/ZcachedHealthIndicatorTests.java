package io.zcached.spring.boot.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.zcached.client.Connection;
import io.zcached.client.Result;
import io.zcached.client.protocol.Dialect;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.testsupport.FaultyServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
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
class ZcachedHealthIndicatorTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	private static final Duration UP_BY_ITSELF = Duration.ofSeconds(5);

	private Connection connection = new Connection("127.0.0.1", 1);

	private ZcachedHealthIndicator indicator = new ZcachedHealthIndicator(this.connection, TIMEOUT);

	@AfterEach
	void close() {
		this.connection.close();
		Awaitility.await("no thread is left")
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
				.noneMatch((thread) -> thread.getName().startsWith("zcached-")));
	}

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
			watch(server.port());
			assertDownInTime("127.0.0.1:" + server.port());
			Awaitility.await().until(() -> this.connection.lastFailure() != null);
			assertDownInTime("did not answer PING");
		}
	}

	@Test
	void healthWhenNeverAcceptedIsDownInTime() {
		try (FaultyServer server = FaultyServer.notAccepting()) {
			watch(server.port());
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
			watch(server.port());
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

	@Test
	void manyProbesAtOnceMakeOneAttempt() throws Exception {
		try (FaultyServer server = FaultyServer.silent()) {
			watch(server.port());
			List<Health> all = probeAtOnce(50);
			assertThat(all).extracting(Health::getStatus).containsOnly(Status.DOWN);
			assertThat(server.accepted()).isOne();
		}
	}

	@Test
	void manyProbesAtOnceOfServerThatClosesMakeOneAttempt() throws Exception {
		try (FaultyServer server = FaultyServer.closing()) {
			PatientConnection patient = new PatientConnection(server.port());
			watch(patient);
			List<Health> all = probeAtOnce(50);
			assertThat(all).extracting(Health::getStatus).containsOnly(Status.DOWN);
			assertThat(patient.attempts).hasValue(1);
			assertThat(server.accepted()).isOne();
		}
	}

	@Test
	void probesInBackOffAnswerAtOnceFromTheLastFailure() {
		try (FaultyServer server = FaultyServer.closing()) {
			PatientConnection patient = new PatientConnection(server.port());
			watch(patient);
			for (int i = 0; i < 20; i++) {
				assertDownInTime("not whitelisted");
			}
			assertThat(patient.attempts).hasValue(1);
			assertThat(server.accepted()).isOne();
		}
	}

	private void watch(int port) {
		watch(new Connection("127.0.0.1", port));
	}

	private void watch(Connection connection) {
		this.connection = connection;
		this.indicator = new ZcachedHealthIndicator(connection, TIMEOUT);
	}

	private void assertDownInTime(String error) {
		Health health = inTime(this.indicator::health);
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsKeys("address", "id", "pendingRequests").doesNotContainKey("exception");
		assertThat(health.getDetails().get("error")).asString().contains(error);
	}

	private void assertUpByItself() {
		Awaitility.await()
			.atMost(UP_BY_ITSELF.plusSeconds(5))
			.until(() -> inTime(this.indicator::health).getStatus().equals(Status.UP));
	}

	private static Health inTime(Supplier<Health> probe) {
		long start = System.nanoTime();
		Health health = probe.get();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.multipliedBy(3));
		return health;
	}

	private List<Health> probeAtOnce(int count) throws InterruptedException, ExecutionException {
		ExecutorService executor = Executors.newFixedThreadPool(count);
		try {
			Callable<Health> probe = () -> inTime(this.indicator::health);
			List<Future<Health>> futures = executor.invokeAll(Collections.nCopies(count, probe));
			List<Health> result = new ArrayList<>();
			for (Future<Health> future : futures) {
				result.add(future.get());
			}
			return result;
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static EmbeddedZcachedServer start(int port, Dialect dialect) {
		EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().port(port).dialect(dialect).build();
		server.start();
		return server;
	}

	/** Counts attempts, and is for ever in its back-off after the first failure. */
	private static final class PatientConnection extends Connection {

		private final AtomicInteger attempts = new AtomicInteger();

		PatientConnection(int port) {
			super("127.0.0.1", port);
		}

		@Override
		public Result<Object> tryReconnect() {
			this.attempts.incrementAndGet();
			return super.tryReconnect();
		}

		@Override
		public Duration backOff() {
			return (lastFailure() != null) ? Duration.ofHours(1) : Duration.ZERO;
		}

	}

}
