package io.zcached.spring.boot.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HealthRound}.
 */
class HealthRoundTests {

	private final AtomicInteger first = new AtomicInteger();

	private final AtomicInteger second = new AtomicInteger();

	@Test
	void eachIsAskedOnceInARoundAndAgainInTheNext() {
		List<HealthIndicator> joined = join(Duration.ofHours(1), counting(this.first), counting(this.second));
		for (int round = 1; round <= 3; round++) {
			assertThat(joined.get(0).health().getDetails()).containsEntry("asked", round);
			assertThat(joined.get(1).health().getDetails()).containsEntry("asked", round);
		}
		assertThat(this.first).hasValue(3);
		assertThat(this.second).hasValue(3);
	}

	@Test
	void whoeverIsAskedFirstHasTheOthersAskedMeanwhile() {
		CountDownLatch secondAsked = new CountDownLatch(1);
		List<HealthIndicator> joined = join(Duration.ofHours(1), () -> {
			try {
				secondAsked.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return Health.up().build();
		}, () -> {
			secondAsked.countDown();
			return Health.down().build();
		});
		assertThat(joined.get(0).health().getStatus()).isEqualTo(Status.UP);
		assertThat(joined.get(1).health().getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void answerThatNobodyTookInTimeIsNotUsed() {
		List<HealthIndicator> joined = join(Duration.ZERO, counting(this.first), counting(this.second));
		joined.get(0).health();
		Awaitility.await().until(() -> this.second.get() == 1);
		Awaitility.await().until(() -> (int) joined.get(1).health().getDetails().get("asked") > 1);
	}

	@Test
	void failureIsToldAndNotKept() {
		List<HealthIndicator> joined = join(Duration.ofHours(1), () -> {
			if (this.first.incrementAndGet() == 1) {
				throw new IllegalStateException("no");
			}
			return Health.up().build();
		});
		assertThatExceptionOfType(CompletionException.class).isThrownBy(joined.get(0)::health)
			.havingCause()
			.withMessage("no");
		assertThat(joined.get(0).health().getStatus()).isEqualTo(Status.UP);
	}

	private static HealthIndicator counting(AtomicInteger asked) {
		return () -> Health.up().withDetail("asked", asked.incrementAndGet()).build();
	}

	private static List<HealthIndicator> join(Duration freshness, HealthIndicator... indicators) {
		Map<String, HealthIndicator> byName = new LinkedHashMap<>();
		for (HealthIndicator indicator : indicators) {
			byName.put("server " + byName.size(), indicator);
		}
		return List.copyOf(HealthRound.of(byName, freshness).values());
	}

}
