package io.zcached.spring.cache;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SingleFlight} and {@link CacheRetrieval}: loads that wait for each
 * other.
 */
class SingleFlightTests extends AbstractZcachedCacheTests {

	@Test
	void loadsThatNeedEachOthersKeysEnd() {
		ZcachedCache cache = cache(DEFAULTS);
		ZcachedCache second = cache(this.connection, "second");
		CyclicBarrier loading = new CyclicBarrier(2);
		CompletableFuture<String> one = inAThread(() -> cache.get("1", () -> {
			loading.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
			return "1 needs " + second.get("2", () -> "2 itself");
		}));
		CompletableFuture<String> two = inAThread(() -> second.get("2", () -> {
			loading.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
			return "2 needs " + cache.get("1", () -> "1 itself");
		}));
		assertThat(one).succeedsWithin(LIMIT);
		assertThat(two).succeedsWithin(LIMIT);
		assertThat(one.join() + ", " + two.join()).as("one of them waits, the other loads")
			.isIn("1 needs 2 itself, 2 needs 1 needs 2 itself", "1 needs 2 needs 1 itself, 2 needs 1 itself");
	}

	@Test
	void loadsThatNeedOneKeyShareIt() {
		ZcachedCache cache = cache(DEFAULTS);
		CompletableFuture<String> inner = new CompletableFuture<>();
		CompletableFuture<String> one = inAThread(() -> cache.get("1", () -> cache.get("inner", inner::get)));
		CompletableFuture<String> two = inAThread(() -> cache.get("2", () -> cache.get("inner", inner::get)));
		inner.complete("shared");
		assertThat(one).succeedsWithin(LIMIT).isEqualTo("shared");
		assertThat(two).succeedsWithin(LIMIT).isEqualTo("shared");
		assertThat(cache.statistics().puts()).isEqualTo(3);
	}

	@Test
	void callThatDoesNotEndIsMadeAgainByOneOfThoseWhoWait() throws Exception {
		SingleFlight flights = new SingleFlight(Duration.ofSeconds(2));
		CompletableFuture<String> stuck = new CompletableFuture<>();
		CountDownLatch calling = new CountDownLatch(1);
		CompletableFuture<Object> first = inAThread(() -> flights.call("key", () -> {
			calling.countDown();
			return stuck.get();
		}));
		assertThat(calling.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		CompletableFuture<String> again = new CompletableFuture<>();
		AtomicInteger calls = new AtomicInteger();
		List<CompletableFuture<Object>> others = Stream.generate(() -> inAThread(() -> flights.call("key", () -> {
			calls.incrementAndGet();
			return again.get();
		}))).limit(4).toList();
		Awaitility.await().atMost(LIMIT).until(() -> calls.get() > 0);
		Awaitility.await().during(Duration.ofMillis(500)).atMost(LIMIT).until(() -> calls.get() == 1);
		again.complete("again");
		others.forEach((other) -> assertThat(other).succeedsWithin(LIMIT).isEqualTo("again"));
		assertThat(calls).hasValue(1);
		assertThat(first).isNotDone();
		stuck.complete("at last");
		assertThat(first).succeedsWithin(LIMIT).isEqualTo("at last");
	}

	@Test
	void asynchronousLoadThatNeedsItsOwnKeyEnds() {
		ZcachedCache cache = cache(DEFAULTS);
		assertThat(
				cache.retrieve("key", () -> cache.retrieve("key", () -> CompletableFuture.completedFuture("nested"))))
			.succeedsWithin(LIMIT)
			.isEqualTo("nested");
		assertThat(cache.retrieve("1",
				() -> cache.retrieve("2",
						() -> cache.retrieve("1", () -> CompletableFuture.completedFuture("nested twice")))))
			.succeedsWithin(LIMIT)
			.isEqualTo("nested twice");
	}

	private static <T> CompletableFuture<T> inAThread(Callable<T> call) {
		CompletableFuture<T> outcome = new CompletableFuture<>();
		daemon(() -> {
			try {
				outcome.complete(call.call());
			}
			catch (Exception ex) {
				outcome.completeExceptionally(ex);
			}
		});
		return outcome;
	}

}
