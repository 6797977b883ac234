package io.zcached.spring.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import org.springframework.cache.Cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ZcachedCacheManager} and its builder.
 */
class ZcachedCacheManagerTests extends AbstractZcachedCacheTests {

	@Test
	void cacheThatManyAskForAtOnceIsMadeOnce() throws Exception {
		List<String> told = new CopyOnWriteArrayList<>();
		ZcachedCacheManager manager = ZcachedCacheManager.builder(this.connection)
			.onCacheCreated((cache) -> told.add(cache.getName()))
			.build();
		ExecutorService executor = Executors.newFixedThreadPool(8);
		this.resources.add(executor::shutdownNow);
		for (int round = 0; round < 50; round++) {
			String name = "cache" + round;
			CountDownLatch start = new CountDownLatch(1);
			List<Future<Cache>> calls = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				Callable<Cache> call = () -> {
					start.await();
					return Objects.requireNonNull(manager.getCache(name));
				};
				calls.add(executor.submit(call));
			}
			start.countDown();
			Set<Cache> caches = new HashSet<>();
			for (Future<Cache> call : calls) {
				caches.add(call.get());
			}
			assertThat(caches).hasSize(1);
		}
		assertThat(told).hasSize(50).doesNotHaveDuplicates();
	}

	@Test
	void builderThatIsChangedLaterChangesNoManager() {
		ZcachedCacheManagerBuilder builder = ZcachedCacheManager.builder(this.connection);
		ZcachedCacheManager manager = builder.build();
		builder.defaults(DEFAULTS.withKeyPrefix("later:"))
			.cache("a", DEFAULTS.withJitter(0))
			.disabled("b")
			.cacheNames(List.of());
		assertThat(manager.getCache("a")).isInstanceOfSatisfying(ZcachedCache.class,
				(cache) -> assertThat(cache.configuration()).isEqualTo(DEFAULTS));
		assertThat(manager.getCache("b")).isInstanceOf(ZcachedCache.class);
	}

	@Test
	void managerThatIsRefusedLeavesNoThread() {
		Set<Thread> before = sweepers();
		assertThatIllegalStateException()
			.isThrownBy(() -> ZcachedCacheManager.builder(this.connection)
				.cache("a", DEFAULTS.withKeyPrefix("x"))
				.cacheNames(List.of("xa"))
				.sweepInterval(Duration.ofHours(1))
				.build())
			.withMessageContaining("'xa' and 'a' would share keys");
		assertThat(before).containsAll(sweepers());
	}

	private static Set<Thread> sweepers() {
		Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
		threads.removeIf((thread) -> !thread.getName().equals("zcached-cache-sweeper"));
		return threads;
	}

}
