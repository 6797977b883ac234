package io.zcached.spring.boot.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionOptions;
import io.zcached.client.ConnectionPool;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.testsupport.FaultyServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ZcachedHealthIndicator} of a pool.
 */
class PoolHealthTests {

	private static final Duration TIMEOUT = AbstractHealthIndicatorTests.TIMEOUT;

	private final List<Connection> opened = new ArrayList<>();

	@AfterEach
	void close() {
		this.opened.forEach(Connection::close);
	}

	@Test
	void createWithoutConnectionIsRejected() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ZcachedHealthIndicator(List.of(), TIMEOUT));
	}

	@Test
	void healthWhenOnlyTheLastIsConnectedIsUpAndOpensNothing() {
		try (FaultyServer server = FaultyServer.ponging()) {
			List<Connection> pool = pool(server.port(), 3);
			pool.get(2).connect();
			ZcachedHealthIndicator indicator = new ZcachedHealthIndicator(pool, TIMEOUT);
			for (int i = 0; i < 20; i++) {
				assertUp(indicator, 3, 1);
			}
			assertThat(server.accepted()).isOne();
		}
	}

	@Test
	void healthWhenNoneIsConnectedYetConnectsOne() {
		try (FaultyServer server = FaultyServer.ponging()) {
			assertUp(new ZcachedHealthIndicator(pool(server.port(), 3), TIMEOUT), 3, 1);
			assertThat(server.accepted()).isOne();
		}
	}

	@Test
	void healthWhenOneIsStalledIsUpByAnother() {
		try (FaultyServer stalled = FaultyServer.ponging(); FaultyServer healthy = FaultyServer.ponging()) {
			List<Connection> pool = List.of(connected(stalled), connected(healthy));
			ZcachedHealthIndicator indicator = new ZcachedHealthIndicator(pool, TIMEOUT);
			stalled.freeze();
			assertUp(indicator, 2, 2);
			assertUp(indicator, 2, 2);
			assertThat(pool.get(0).pendingRequests()).isOne();
		}
	}

	@Test
	void healthWhenAllAreStalledIsDownInTimeHoweverManyAsk() throws Exception {
		try (FaultyServer server = FaultyServer.ponging()) {
			List<Connection> pool = List.of(connected(server), connected(server));
			ZcachedHealthIndicator indicator = new ZcachedHealthIndicator(pool, TIMEOUT);
			server.freeze();
			List<Health> all = probeAtOnce(indicator, 50);
			assertThat(all).extracting(Health::getStatus).containsOnly(Status.DOWN);
			assertThat(all).allSatisfy((health) -> assertThat(health.getDetails()).containsEntry("connected", 2)
				.extractingByKey("error")
				.asString()
				.contains("None of the pool's 2 connected connections has answered"));
			assertThat(pool).allSatisfy((connection) -> assertThat(connection.pendingRequests()).isOne());
			server.thaw();
			assertUp(indicator, 2, 2);
			assertThat(server.accepted()).isEqualTo(2);
		}
	}

	@Test
	void healthWhenNoneCanConnectIsDownByOneAttempt() throws Exception {
		try (FaultyServer server = FaultyServer.silent()) {
			ZcachedHealthIndicator indicator = new ZcachedHealthIndicator(pool(server.port(), 3), TIMEOUT);
			List<Health> all = probeAtOnce(indicator, 50);
			assertThat(all).extracting(Health::getStatus).containsOnly(Status.DOWN);
			assertThat(all).allSatisfy((health) -> assertThat(health.getDetails()).containsEntry("poolSize", 3)
				.containsEntry("connected", 0)
				.containsEntry("address", "127.0.0.1:" + server.port()));
			assertThat(server.accepted()).isOne();
		}
	}

	@Test
	void healthWhenServerWasRestartedUnnoticedIsUp() {
		EmbeddedZcachedServer first = start(0);
		List<Connection> pool = pool(first.port(), 2);
		pool.forEach(Connection::connect);
		ZcachedHealthIndicator indicator = new ZcachedHealthIndicator(pool, TIMEOUT);
		assertUp(indicator, 2, 2);
		first.close();
		try (EmbeddedZcachedServer second = start(first.port())) {
			assertThat(second.isRunning()).isTrue();
			assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		}
	}

	@Test
	void healthWhenOneIsRestoredWhileAnotherIsStalledIsUp() {
		EmbeddedZcachedServer first = start(0);
		try (FaultyServer stalled = FaultyServer.ponging()) {
			Connection restored = pool(first.port(), 1).get(0);
			restored.connect();
			ZcachedHealthIndicator indicator = new ZcachedHealthIndicator(List.of(restored, connected(stalled)),
					TIMEOUT);
			stalled.freeze();
			first.close();
			try (EmbeddedZcachedServer second = start(first.port())) {
				assertThat(second.isRunning()).isTrue();
				assertUp(indicator, 2, 2);
			}
		}
	}

	@Test
	void healthWhenServerIsGoneIsDownWithCause() {
		EmbeddedZcachedServer server = start(0);
		List<Connection> pool = pool(server.port(), 2);
		pool.forEach(Connection::connect);
		ZcachedHealthIndicator indicator = new ZcachedHealthIndicator(pool, TIMEOUT);
		server.close();
		Health health = AbstractHealthIndicatorTests.inTime(indicator::health);
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails().get("error")).asString().contains("127.0.0.1:" + server.port());
	}

	private static void assertUp(ZcachedHealthIndicator indicator, int size, int connected) {
		Health health = AbstractHealthIndicatorTests.inTime(indicator::health);
		assertThat(health.getStatus()).as("%s", health).isEqualTo(Status.UP);
		assertThat(health.getDetails().keySet()).containsExactly("address", "poolSize", "connected", "dialect",
				"roundTripTime", "pendingRequests");
		assertThat(health.getDetails()).containsEntry("poolSize", size).containsEntry("connected", connected);
	}

	private static List<Health> probeAtOnce(ZcachedHealthIndicator indicator, int count) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(count);
		try {
			Callable<Health> probe = () -> AbstractHealthIndicatorTests.inTime(indicator::health);
			List<Health> result = new ArrayList<>();
			for (Future<Health> future : executor.invokeAll(Collections.nCopies(count, probe))) {
				result.add(future.get());
			}
			return result;
		}
		finally {
			executor.shutdownNow();
		}
	}

	private List<Connection> pool(int port, int size) {
		List<Connection> connections = new ConnectionPool("127.0.0.1", port, size).connections();
		this.opened.addAll(connections);
		return connections;
	}

	/** Nothing but the health check's own limit can end a wait for this connection. */
	private Connection connected(FaultyServer server) {
		Connection connection = new Connection("127.0.0.1", server.port(),
				ConnectionOptions.builder().timeoutLimit(Duration.ofHours(1)).build());
		this.opened.add(connection);
		connection.connect();
		return connection;
	}

	private static EmbeddedZcachedServer start(int port) {
		EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().port(port).build();
		server.start();
		return server;
	}

}
