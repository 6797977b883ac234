package io.zcached.spring.boot.health;

import java.time.Duration;
import java.util.function.Supplier;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionOptions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One connection and its indicator, which must answer in time and leave no thread.
 */
abstract class AbstractHealthIndicatorTests {

	static final Duration TIMEOUT = Duration.ofSeconds(1);

	Connection connection = new Connection("127.0.0.1", 1);

	ZcachedHealthIndicator indicator = new ZcachedHealthIndicator(this.connection, TIMEOUT);

	@AfterEach
	void close() {
		this.connection.close();
		Awaitility.await("no thread is left")
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
				.noneMatch((thread) -> thread.getName().startsWith("zcached-")));
	}

	void watch(int port) {
		watch(new Connection("127.0.0.1", port));
	}

	/** Nothing but the health check's own limit can end a wait for this connection. */
	void watchWithoutOtherLimit(int port) {
		watch(new Connection("127.0.0.1", port,
				ConnectionOptions.builder()
					.connectTimeout(Duration.ofHours(1))
					.timeoutLimit(Duration.ofHours(1))
					.build()));
	}

	void watch(Connection connection) {
		this.connection = connection;
		this.indicator = new ZcachedHealthIndicator(connection, TIMEOUT);
	}

	void assertDownInTime(String error) {
		Health health = inTime(this.indicator::health);
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsKeys("address", "id", "pendingRequests").doesNotContainKey("exception");
		assertThat(health.getDetails().get("error")).asString().contains(error);
	}

	static Health inTime(Supplier<Health> probe) {
		long start = System.nanoTime();
		Health health = probe.get();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.multipliedBy(3));
		return health;
	}

}
