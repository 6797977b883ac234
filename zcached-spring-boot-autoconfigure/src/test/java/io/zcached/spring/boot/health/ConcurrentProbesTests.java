package io.zcached.spring.boot.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.zcached.client.Connection;
import io.zcached.client.Result;
import io.zcached.spring.boot.testsupport.FaultyServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZcachedHealthIndicator} with many probes of a server that is down.
 */
class ConcurrentProbesTests extends AbstractHealthIndicatorTests {

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
