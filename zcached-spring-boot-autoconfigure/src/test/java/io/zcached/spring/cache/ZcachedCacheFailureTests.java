package io.zcached.spring.cache;

import java.time.Duration;
import java.util.AbstractList;
import java.util.ConcurrentModificationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.zcached.client.ZcachedCommandException;
import io.zcached.client.ZcachedException;
import io.zcached.spring.boot.testsupport.CommandProxy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ZcachedCache}: failures that are no outage, and how often one is
 * counted.
 */
@ExtendWith(OutputCaptureExtension.class)
class ZcachedCacheFailureTests extends AbstractZcachedCacheTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(3);

	private static final ZcachedCacheConfiguration BRIEF = DEFAULTS.withTimeout(TIMEOUT);

	private static final ZcachedCacheConfiguration STRICT = DEFAULTS.withOnError(ZcachedCacheErrorPolicy.THROW);

	@Test
	void errorLineOfALivingServerIsNoOutage(CapturedOutput output) {
		CommandProxy proxy = proxy();
		ZcachedCache cache = cache(this.connection, DEFAULTS);
		cache.put("key", "value");
		proxy.rule((request) -> request.contains("MGET") ? "-ERR out of order" : null);
		assertThat(cache.get("key")).isNull();
		assertThat(cache.get("key")).isNull();
		proxy.rule((request) -> null);
		assertThat(cache.get("key", String.class)).as("asked at once").isEqualTo("value");
		assertThat(cache.statistics().errors()).isEqualTo(2);
		assertThat(output).doesNotContain("does without its server").containsOnlyOnce("out of order");
	}

	@Test
	void valueThatTheServerRefusesRemovesTheOldOne(CapturedOutput output) {
		CommandProxy proxy = proxy();
		ZcachedCache cache = cache(this.connection, DEFAULTS);
		cache.put("key", "old");
		cache.put("other", "kept");
		proxy.rule((request) -> request.contains("SET") ? "-ERR maximum payload size exceeded" : null);
		cache.put("key", "new");
		assertThat(cache.get("key")).isNull();
		assertThat(cache.get("other", String.class)).isEqualTo("kept");
		assertThat(output).doesNotContain("does without its server");
	}

	@Test
	void timeSpentWaitingForAnotherThreadIsNotTheServers(CapturedOutput output) throws Exception {
		CommandProxy proxy = proxy();
		ZcachedCache cache = cache(this.connection, BRIEF);
		cache.get("warm");
		proxy.rule(slow("MGET", TIMEOUT.dividedBy(100)));
		CompletableFuture<Object> found = afterAnInterruptedLoad(cache, TIMEOUT.plusMillis(100), () -> {
		});
		assertThat(found).succeedsWithin(LIMIT).isEqualTo("mine");
		proxy.rule((request) -> null);
		assertThat(cache.get("key", String.class)).as("it was stored").isEqualTo("mine");
		assertThat(cache.statistics().errors()).isZero();
		assertThat(output).doesNotContain("does without its server");
	}

	@Test
	void littleTimeThatAReadLeavesForTheWriteIsNoOutage(CapturedOutput output) {
		CommandProxy proxy = proxy();
		ZcachedCache cache = cache(this.connection, BRIEF);
		cache.get("warm");
		CommandProxy.Rule reads = slow("MGET", TIMEOUT.multipliedBy(6).dividedBy(10));
		CountDownLatch written = new CountDownLatch(1);
		this.resources.add(written::countDown);
		proxy.rule((request) -> {
			if (request.contains("orders::key") && request.contains("SET")) {
				written.await();
			}
			return reads.answer(request);
		});
		assertThat(cache.get("key", () -> "loaded")).isEqualTo("loaded");
		assertThat(cache.statistics().errors()).as("the write").isEqualTo(1);
		proxy.rule((request) -> null);
		written.countDown();
		awaitStored(cache, "other", 1);
		assertThat(output).doesNotContain("does without its server").contains("could not remove something");
	}

	@Test
	void serverThatFreezesDuringALoadCostsOneLimitAndThenNothing(CapturedOutput output) {
		CommandProxy proxy = proxy();
		ZcachedCache cache = cache(this.connection, BRIEF);
		cache.get("warm");
		CountDownLatch thawed = new CountDownLatch(1);
		this.resources.add(thawed::countDown);
		assertThat(cache.get("key", () -> {
			proxy.rule((request) -> {
				thawed.await();
				return null;
			});
			return "loaded";
		})).isEqualTo("loaded");
		long start = System.nanoTime();
		cache.get("key");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT);
		assertThat(output).containsOnlyOnce("does without its server");
	}

	@Test
	void failureIsCountedOnceWhereItIsThrown() {
		ZcachedCache cache = cache(STRICT);
		cache.get("warm");
		this.server.close();
		assertThatExceptionOfType(ZcachedException.class).isThrownBy(() -> cache.putIfAbsent("key", 1));
		assertThat(cache.statistics().errors()).isEqualTo(1);
	}

	@Test
	void readThatFailsAfterAnotherThreadsLoadIsNotTheLoadersFailure() throws Exception {
		CommandProxy proxy = proxy();
		ZcachedCache cache = cache(this.connection, STRICT);
		CompletableFuture<Object> found = afterAnInterruptedLoad(cache, Duration.ZERO,
				() -> proxy.rule((request) -> request.contains("MGET") ? "-ERR out of order" : null));
		assertThat(found).succeedsWithin(LIMIT).isEqualTo("mine");
		assertThat(cache.statistics().errors()).isEqualTo(1);
	}

	@Test
	void entryThatOthersWriteAndRemoveAgainAndAgainIsNotStored() {
		CommandProxy proxy = proxy();
		ZcachedCache cache = cache(this.connection, STRICT);
		proxy.rule((request) -> request.contains("COPY") ? "-BUSYKEY key already exists" : null);
		assertThatExceptionOfType(ZcachedCommandException.class).isThrownBy(() -> cache.putIfAbsent("key", 1))
			.withMessageContaining("orders::key")
			.withMessageContaining("3 times");
		assertThat(cache.statistics().errors()).isEqualTo(1);
	}

	@Test
	void loadedValueIsReturnedWhateverBecomesOfStoringIt(CapturedOutput output) {
		cache(DEFAULTS);
		AtomicBoolean broken = new AtomicBoolean();
		ZcachedCache cache = (ZcachedCache) ZcachedCacheManager.builder(() -> {
			if (broken.get()) {
				throw new IllegalStateException("secret");
			}
			return this.connection;
		}).build().getCache("orders");
		assertThat(cache.get("key", () -> {
			broken.set(true);
			return "loaded";
		})).isEqualTo("loaded");
		assertThat(cache.statistics().errors()).isEqualTo(1);
		broken.set(false);
		assertThat(cache.retrieve("other", () -> {
			broken.set(true);
			return CompletableFuture.completedFuture("loaded");
		})).succeedsWithin(LIMIT).isEqualTo("loaded");
		assertThat(cache.statistics().errors()).isEqualTo(2);
		assertThat(output).containsOnlyOnce("IllegalStateException").doesNotContain("secret");
	}

	@Test
	void valueThatFailsWhenItIsLookedAtIsNotStored(CapturedOutput output) {
		ZcachedCache cache = cache(ALLOWING);
		cache.put("key", "old");
		cache.put("key", new AbstractList<String>() {

			@Override
			public String get(int index) {
				throw new ConcurrentModificationException("secret");
			}

			@Override
			public int size() {
				return 1;
			}

		});
		assertThat(cache.get("key")).isNull();
		assertThat(cache.statistics().errors()).isEqualTo(1);
		assertThat(output).doesNotContain("secret");
	}

	/**
	 * What a caller gets who waited for a load that was interrupted, and then loads
	 * himself.
	 * @param wait how long he waits at least
	 * @param meanwhile what happens while he waits
	 */
	private static CompletableFuture<Object> afterAnInterruptedLoad(ZcachedCache cache, Duration wait,
			Runnable meanwhile) throws InterruptedException {
		CountDownLatch loading = new CountDownLatch(1);
		Thread leader = daemon(() -> cache.get("key", () -> {
			loading.countDown();
			new CountDownLatch(1).await();
			return "never";
		}));
		assertThat(loading.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
		CompletableFuture<Object> found = new CompletableFuture<>();
		Thread waiter = daemon(() -> {
			try {
				found.complete(cache.get("key", () -> "mine"));
			}
			catch (RuntimeException ex) {
				found.completeExceptionally(ex);
			}
		});
		Awaitility.await().atMost(LIMIT).until(() -> isIn(waiter, SingleFlight.class));
		long start = System.nanoTime();
		Awaitility.await().atMost(LIMIT).until(() -> System.nanoTime() - start > wait.toNanos());
		meanwhile.run();
		leader.interrupt();
		return found;
	}

	private static CommandProxy.Rule slow(String command, Duration delay) {
		return (request) -> {
			if (request.contains(command)) {
				Thread.sleep(delay.toMillis());
			}
			return null;
		};
	}

}
