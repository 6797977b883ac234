package io.zcached.spring.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.zcached.client.Connection;
import io.zcached.client.ZcachedException;
import io.zcached.client.protocol.Dialect;
import io.zcached.spring.boot.testsupport.ServerProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZcachedCache}: reads and loads of those who do not wait.
 */
class ZcachedCacheRetrievalTests extends AbstractZcachedCacheTests {

	@Test
	void loadedValueIsStoredAndFound() {
		ZcachedCache cache = cache(ALLOWING);
		AtomicInteger loads = new AtomicInteger();
		for (int i = 0; i < 2; i++) {
			assertThat(cache.retrieve("key", () -> CompletableFuture.supplyAsync(loads::incrementAndGet)))
				.succeedsWithin(LIMIT)
				.isEqualTo(1);
		}
		assertThat(cache.retrieve("key")).succeedsWithin(LIMIT).isNotNull();
		assertThat(cache.retrieve("missing")).succeedsWithin(LIMIT).isNull();
		assertThat(cache.retrieve("null", () -> CompletableFuture.completedFuture(null))).succeedsWithin(LIMIT)
			.isNull();
		assertThat(cache.retrieve("null")).as("a null is a value").succeedsWithin(LIMIT).isNotNull();
	}

	@Test
	void manyCallersLoadOnceAndOneWhoCancelsHarmsNobody() {
		ZcachedCache cache = cache(DEFAULTS);
		AtomicInteger loads = new AtomicInteger();
		CompletableFuture<String> load = new CompletableFuture<>();
		List<CompletableFuture<String>> calls = new ArrayList<>();
		for (int i = 0; i < 16; i++) {
			calls.add(cache.retrieve("key", () -> {
				loads.incrementAndGet();
				return load;
			}));
		}
		calls.get(0).cancel(true);
		calls.get(7).cancel(true);
		load.complete("value");
		assertThat(calls.get(1)).succeedsWithin(LIMIT).isEqualTo("value");
		assertThat(calls.get(15)).succeedsWithin(LIMIT).isEqualTo("value");
		assertThat(loads).hasValue(1);
		assertThat(cache.get("key", String.class)).isEqualTo("value");
	}

	@Test
	void loaderThatFailsIsToldAndNothingIsStored() {
		ZcachedCache cache = cache(DEFAULTS);
		assertThat(cache.retrieve("key", () -> CompletableFuture.failedFuture(new IllegalStateException("no"))))
			.failsWithin(LIMIT)
			.withThrowableThat()
			.havingCause()
			.isInstanceOf(IllegalStateException.class);
		assertThat(cache.retrieve("key", () -> {
			throw new IllegalArgumentException("no");
		})).failsWithin(LIMIT).withThrowableThat().havingCause().isInstanceOf(IllegalArgumentException.class);
		assertThat(cache.get("key")).isNull();
		assertThat(cache.retrieve("key", () -> CompletableFuture.completedFuture("later"))).succeedsWithin(LIMIT)
			.isEqualTo("later");
	}

	@Test
	void valueThatCannotBeStoredIsReturnedAndRemovesTheOldOne() {
		ZcachedCache cache = cache(Dialect.UNTERMINATED, DEFAULTS.withTimeToLive(Duration.ofMillis(1)));
		for (Object value : List.of(new Object(), "too large for a server of this line".repeat(500))) {
			cache.put("key", "old");
			Awaitility.await().until(() -> cache.get("key") == null);
			assertThat(cache.retrieve("key", () -> CompletableFuture.completedFuture(value))).succeedsWithin(LIMIT)
				.isSameAs(value);
			assertThat(client().exists("orders::key")).isFalse();
		}
		assertThat(cache.statistics().errors()).isEqualTo(2);
	}

	@Test
	void valueLoadedBeforeClearDoesNotOutliveIt() {
		ZcachedCache cache = cache(DEFAULTS);
		CompletableFuture<String> load = new CompletableFuture<>();
		CountDownLatch asked = new CountDownLatch(1);
		CompletableFuture<String> call = cache.retrieve("key", () -> {
			asked.countDown();
			return load;
		});
		assertThat(await(asked)).isTrue();
		elsewhere().clear();
		load.complete("stale");
		assertThat(call).succeedsWithin(LIMIT).isEqualTo("stale");
		assertThat(cache.get("key")).isNull();
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process is stopped by a signal")
	void frozenServerHoldsNeitherTheLoaderNorTheThreadThatCompletesIt() {
		Duration timeout = Duration.ofSeconds(1);
		try (ServerProcess server = ServerProcess.start();
				Connection frozen = new Connection("127.0.0.1", server.port())) {
			ZcachedCache cache = cache(frozen, DEFAULTS.withTimeout(timeout));
			ZcachedCache strict = cache(frozen,
					DEFAULTS.withTimeout(timeout).withOnError(ZcachedCacheErrorPolicy.THROW));
			awaitStored(cache, "warm", 1);
			long before = cache.statistics().errors();
			CompletableFuture<String> load = new CompletableFuture<>();
			CountDownLatch asked = new CountDownLatch(1);
			CompletableFuture<String> call = cache.retrieve("key", () -> {
				asked.countDown();
				return load;
			});
			assertThat(await(asked)).isTrue();
			server.freeze();
			load.complete("value");
			assertThat(call).as("it is being stored, and its loader's thread goes on").isNotDone();
			assertThat(call).succeedsWithin(LIMIT).isEqualTo("value");
			assertThat(cache.statistics().errors()).as("the write").isEqualTo(before + 1);
			assertThat(strict.retrieve("key")).failsWithin(LIMIT)
				.withThrowableThat()
				.havingCause()
				.isInstanceOf(ZcachedException.class);
		}
	}

	private static boolean await(CountDownLatch latch) {
		try {
			return latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new AssertionError(ex);
		}
	}

}
