package io.zcached.spring.cache;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.zcached.client.ZcachedTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PutIfAbsent}: callers of one JVM who meet.
 */
class PutIfAbsentTests extends AbstractZcachedCacheTests {

	/** What a held value waits for when it is made or looked at. */
	private static final AtomicReference<CountDownLatch> GATE = new AtomicReference<>(new CountDownLatch(0));

	private static final AtomicReference<CountDownLatch> REACHED = new AtomicReference<>(new CountDownLatch(1));

	@AfterEach
	void open() {
		GATE.getAndSet(new CountDownLatch(0)).countDown();
	}

	@Test
	void othersAreWaitedForUntilTheDeadline() throws Exception {
		ZcachedCache cache = cache(
				ALLOWING.withTimeout(Duration.ofSeconds(2)).withOnError(ZcachedCacheErrorPolicy.THROW));
		awaitStored(cache, "key", new Held("old"));
		hold();
		CompletableFuture<Object> holder = CompletableFuture.supplyAsync(() -> found(cache, "first"));
		assertThat(REACHED.get().await(LIMIT.toSeconds(), TimeUnit.SECONDS)).as("reads what is there").isTrue();
		assertThatExceptionOfType(ZcachedTimeoutException.class).isThrownBy(() -> cache.putIfAbsent("key", "second"))
			.withMessageContaining("orders::key");
		open();
		assertThat(holder).succeedsWithin(LIMIT).isEqualTo(new Held("old"));
	}

	@Test
	void nobodyWaitsWhileAValueIsLookedAt() throws Exception {
		ZcachedCache cache = cache(ALLOWING);
		Held value = new Held("slow");
		hold();
		CompletableFuture<Object> slow = CompletableFuture.supplyAsync(() -> found(cache, value));
		assertThat(REACHED.get().await(LIMIT.toSeconds(), TimeUnit.SECONDS)).as("looks at it").isTrue();
		assertThat(cache.putIfAbsent("key", "fast")).isNull();
		assertThat(cache.get("key", String.class)).isEqualTo("fast");
		open();
		assertThat(slow).succeedsWithin(LIMIT).isEqualTo("fast");
	}

	@Test
	void valueThatCannotBeStoredFindsWhatIsThere() {
		ZcachedCache cache = cache(DEFAULTS.withOnError(ZcachedCacheErrorPolicy.THROW));
		cache.put("key", "old");
		assertThat(found(cache, new Object())).isEqualTo("old");
		assertThatExceptionOfType(UncacheableValueException.class)
			.isThrownBy(() -> cache.putIfAbsent("other", new Object()));
		assertThat(cache.statistics().errors()).isEqualTo(1);
	}

	private static Object found(ZcachedCache cache, Object value) {
		return Objects.requireNonNull(Objects.requireNonNull(cache.putIfAbsent("key", value)).get());
	}

	private static void hold() {
		REACHED.set(new CountDownLatch(1));
		GATE.set(new CountDownLatch(1));
	}

	/** A value of an application whose class takes its time. */
	record Held(String name) {

		Held {
			pass();
		}

		@Override
		public String name() {
			pass();
			return this.name;
		}

		private static void pass() {
			try {
				REACHED.get().countDown();
				GATE.get().await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
