package io.zcached.spring.cache;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionOptions;
import io.zcached.client.ZcachedException;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.testsupport.ServerProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ZcachedCache}: a server that fails (rows 61 and 62).
 */
class ZcachedCacheOutageTests extends AbstractZcachedCacheTests {

	@Test
	void failureOfTheServerIsAMissAndALoadedValueIsReturned() {
		ZcachedCache cache = cache(DEFAULTS);
		cache.put("key", "value");
		this.server.close();
		AtomicInteger loads = new AtomicInteger();
		assertThat(cache.get("key")).isNull();
		cache.put("key", "other");
		cache.evict("key");
		cache.clear();
		assertThat(cache.putIfAbsent("key", 1)).isNull();
		assertThat(cache.get("key", loads::incrementAndGet)).isEqualTo(1);
		assertThat(cache.retrieve("key")).succeedsWithin(LIMIT).isNull();
		assertThat(cache.retrieve("key", () -> CompletableFuture.completedFuture("loaded"))).succeedsWithin(LIMIT)
			.isEqualTo("loaded");
		assertThat(loads).hasValue(1);
		assertThat(cache.statistics().errors()).isPositive();
	}

	@Test
	void writeThatFailsAfterALoadDoesNotLoadAgain() {
		ZcachedCache cache = cache(DEFAULTS);
		AtomicInteger loads = new AtomicInteger();
		assertThat(cache.get("key", () -> {
			this.server.close();
			return loads.incrementAndGet();
		})).isEqualTo(1);
		assertThat(loads).hasValue(1);
		assertThat(cache.statistics().errors()).isEqualTo(1);
	}

	@Test
	void cacheWorksAgainWhenTheServerDoes() {
		ZcachedCache cache = cache(DEFAULTS);
		cache.put("key", "value");
		this.server.close();
		assertThat(cache.get("key")).isNull();
		try (EmbeddedZcachedServer again = EmbeddedZcachedServer.builder().port(this.server.port()).build().start()) {
			awaitStored(cache, "key", "again");
			assertThat(again.port()).isEqualTo(this.server.port());
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void outageAndRefusalAreToldOnce(CapturedOutput output) {
		ZcachedCache cache = cache(DEFAULTS);
		for (int i = 0; i < 3; i++) {
			cache.put("key", new Object());
			cache.put("key", "value");
		}
		assertThat(output).containsOnlyOnce("Cache 'orders' cannot store a value");
		this.server.close();
		for (int i = 0; i < 3; i++) {
			cache.get("key");
			cache.put("key", "secret-value");
		}
		assertThat(output).containsOnlyOnce("Cache 'orders' does without its server").doesNotContain("secret-value");
	}

	@Test
	void failureIsThrownWhereThatIsWanted() {
		ZcachedCache cache = cache(DEFAULTS.withOnError(ZcachedCacheErrorPolicy.THROW));
		cache.put("key", "value");
		assertThatExceptionOfType(UncacheableValueException.class).isThrownBy(() -> cache.put("key", new Object()));
		this.server.close();
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(ZcachedException.class).isThrownBy(() -> cache.get("key"))
				.withMessageContaining(":" + this.server.port());
			assertThatExceptionOfType(ZcachedException.class).isThrownBy(() -> cache.put("key", 1));
			assertThatExceptionOfType(ZcachedException.class).isThrownBy(cache::clear);
		}
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process is stopped by a signal")
	void frozenServerCostsOneTimeLimitAndThenNothing() {
		Duration timeout = Duration.ofMillis(1500);
		try (ServerProcess server = ServerProcess.start();
				Connection frozen = new Connection("127.0.0.1", server.port(),
						ConnectionOptions.builder().timeoutLimit(timeout.multipliedBy(2)).build())) {
			ZcachedCache cache = cache(frozen, DEFAULTS.withTimeout(timeout));
			awaitStored(cache, "key", "value");
			server.freeze();
			AtomicInteger loads = new AtomicInteger();
			long start = System.nanoTime();
			cache.get("key", loads::incrementAndGet);
			Duration first = Duration.ofNanos(System.nanoTime() - start);
			assertThat(first).as("the read, and no more for the write").isLessThan(timeout.multipliedBy(2));
			Duration longest = Duration.ZERO;
			while (System.nanoTime() - start < timeout.multipliedBy(5).toNanos()) {
				long before = System.nanoTime();
				cache.get("key", loads::incrementAndGet);
				Duration one = Duration.ofNanos(System.nanoTime() - before);
				longest = (one.compareTo(longest) > 0) ? one : longest;
				LockSupport.parkNanos(100_000);
			}
			assertThat(longest).as("any later call, also when the socket has been given up and others are tried")
				.isLessThan(timeout);
			assertThat(loads.get()).isGreaterThan(100);
			server.thaw();
			Awaitility.await().atMost(LIMIT).until(() -> cache.get("key") != null);
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void interruptOfACallerIsNoOutage(CapturedOutput output) {
		ZcachedCache cache = cache(DEFAULTS);
		cache.put("key", "value");
		Thread.currentThread().interrupt();
		assertThat(cache.get("key")).isNull();
		assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
		assertThat(cache.get("key", String.class)).isEqualTo("value");
		assertThat(output).doesNotContain("does without its server");
	}

	@Test
	void interruptOfTheOneWhoLoadsIsNotThatOfThoseWhoWait() throws Exception {
		ZcachedCache cache = cache(DEFAULTS);
		CountDownLatch loading = new CountDownLatch(1);
		AtomicBoolean kept = new AtomicBoolean();
		Thread leader = daemon(() -> {
			try {
				cache.get("key", () -> {
					loading.countDown();
					new CountDownLatch(1).await();
					return "never";
				});
			}
			catch (RuntimeException ex) {
				kept.set(Thread.currentThread().isInterrupted());
			}
		});
		loading.await();
		AtomicBoolean flagged = new AtomicBoolean();
		CompletableFuture<Object> found = new CompletableFuture<>();
		Thread waiter = daemon(() -> {
			found.complete(cache.get("key", () -> "mine"));
			flagged.set(Thread.currentThread().isInterrupted());
		});
		Awaitility.await().atMost(LIMIT).until(() -> isIn(waiter, SingleFlight.class));
		leader.interrupt();
		leader.join();
		waiter.join();
		assertThat(found).as("he loads himself").isCompletedWithValue("mine");
		assertThat(flagged).isFalse();
		assertThat(kept).as("the flag of the one who was interrupted").isTrue();
	}

}
