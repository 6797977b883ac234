package io.zcached.spring.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionOptions;
import io.zcached.client.protocol.Dialect;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.util.Assert;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CacheSweeper} and {@link CacheSweep}.
 */
class CacheSweeperTests extends AbstractZcachedCacheTests {

	private static final Duration HOUR = Duration.ofHours(1);

	@ParameterizedTest
	@EnumSource
	void outdatedEntriesOfTheCacheAreDeletedAndNothingElse(Dialect dialect) throws Exception {
		ZcachedCache cache = cache(dialect, DEFAULTS);
		for (int i = 0; i < 120; i++) {
			cache.put("cleared:" + i, i);
		}
		cache.clear();
		ZcachedCache brief = cache(this.connection, DEFAULTS.withTimeToLive(Duration.ofMillis(1)));
		brief.put("expired", 1);
		cache.put("kept", 2);
		cache(this.connection, "other").put("kept", 3);
		client().set("orders::foreign", "text");
		client().set("mine", 4);
		Awaitility.await().until(() -> brief.get("expired") == null);
		assertThat(cache.sweep().sweep(UnaryOperator.identity())).isEqualTo(121);
		assertThat(client().keys()).containsExactlyInAnyOrder("orders::kept", "orders:generation", "other::kept",
				"orders::foreign", "mine");
		assertThat(cache.get("kept", Integer.class)).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void oneOfAllJvmsHasTheLeaseUntilItExpires(Dialect dialect) {
		ZcachedCache cache = cache(dialect, DEFAULTS);
		assertThat(cache.sweep().takeLease(HOUR)).isTrue();
		assertThat(cache.sweep().takeLease(HOUR)).isFalse();
		assertThat(elsewhere().sweep().takeLease(HOUR)).isFalse();
		assertThat(cache(this.connection, "other").sweep().takeLease(Duration.ofMillis(1))).isTrue();
		Awaitility.await().until(() -> cache(this.connection, "other").sweep().takeLease(HOUR));
		assertThat(cache(this.connection, "other").sweep().takeLease(HOUR)).isFalse();
	}

	@Test
	void leaseOfAClockThatIsWrongDoesNotHoldForEver() {
		ZcachedCache cache = cache(DEFAULTS);
		for (long until : new long[] { Long.MAX_VALUE, System.currentTimeMillis() + HOUR.toMillis() * 3 }) {
			client().set("orders:generation:sweep", List.of(until, "somebody"));
			assertThat(cache.sweep().takeLease(HOUR)).isTrue();
			assertThat(cache.sweep().takeLease(HOUR)).isFalse();
		}
	}

	@Test
	void whatPutIfAbsentLeftBehindIsDeletedWhenItIsOld() throws Exception {
		ZcachedCache cache = cache(DEFAULTS);
		long now = System.currentTimeMillis();
		String start = "orders:generation:tmp:";
		String fresh = start + now + ":uuid";
		String later = start + (now + HOUR.toMillis()) + ":uuid";
		for (String key : List.of(fresh, later, start + (now - HOUR.toMillis() - 1) + ":uuid", start + "0:uuid",
				start + "no-time:uuid", start + "1", "others:generation:tmp:1:uuid")) {
			client().set(key, "left behind");
		}
		assertThat(cache.sweep().sweep(UnaryOperator.identity())).isEqualTo(2);
		assertThat(client().keys()).containsExactlyInAnyOrder(fresh, later, start + "no-time:uuid", start + "1",
				"others:generation:tmp:1:uuid");
	}

	@Test
	void managerSweepsUntilItIsDestroyedAndSurvivesAnOutage() {
		cache(DEFAULTS);
		Set<Thread> sweepers = ConcurrentHashMap.newKeySet();
		ZcachedCacheManager manager = ZcachedCacheManager.builder(() -> {
			if (Thread.currentThread().getName().equals("zcached-cache-sweeper")) {
				sweepers.add(Thread.currentThread());
			}
			return this.connection;
		}).defaults(DEFAULTS.withTimeToLive(Duration.ofMillis(1))).sweepInterval(Duration.ofMillis(20)).build();
		this.resources.add(manager::destroy);
		Cache cache = Objects.requireNonNull(manager.getCache("swept"));
		cache.put("key", 1);
		Awaitility.await().atMost(LIMIT).until(() -> !client().exists("swept::key"));
		this.connection.disconnect();
		cache.put("key", 1);
		Awaitility.await().atMost(LIMIT).until(() -> !client().exists("swept::key"));
		assertThat(sweepers).hasSize(1);
		manager.destroy();
		Awaitility.await().atMost(LIMIT).until(() -> sweepers.stream().noneMatch(Thread::isAlive));
		assertThat(manager.isRunning()).isFalse();
	}

	@Test
	void allKeysAreAskedForOnOneConnectionOfItsOwn() throws Exception {
		cache(DEFAULTS);
		Map<String, Set<Connection>> used = new ConcurrentHashMap<>();
		Connection shared = new Connection(this.server.address(), this.server.port(),
				ConnectionOptions.builder().commandObserver((connection, command, commands) -> {
					used.computeIfAbsent(command, (name) -> ConcurrentHashMap.newKeySet()).add(connection);
					return (error, duration) -> {
					};
				}).build());
		this.resources.add(shared);
		ZcachedCacheManager manager = ZcachedCacheManager.builder(shared)
			.defaults(DEFAULTS.withTimeToLive(Duration.ofMillis(1)))
			.cacheNames(List.of("a", "b"))
			.sweepInterval(Duration.ofMillis(20))
			.build();
		this.resources.add(manager::destroy);
		sweepOf(manager, "a");
		sweepOf(manager, "b");
		assertThat(manager.isRunning()).isTrue();
		manager.stop();
		sweepOf(manager, "a");
		assertThat(used.get("KEYS")).as("kept for all caches and sweeps").hasSize(1).doesNotContain(shared);
		Connection own = used.get("KEYS").iterator().next();
		manager.destroy();
		assertThat(own.isConnected()).isFalse();
		assertThat(shared.isConnected()).isTrue();
	}

	private void sweepOf(ZcachedCacheManager manager, String name) {
		Objects.requireNonNull(manager.getCache(name)).put("key", 1);
		Awaitility.await().atMost(LIMIT).until(() -> !client().exists(name + "::key"));
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void failureThatNobodyExpectsIsLoggedAndEndsNoSweeps(CapturedOutput output) {
		cache(DEFAULTS);
		AtomicBoolean failing = new AtomicBoolean(true);
		ZcachedCacheManager manager = ZcachedCacheManager.builder(this.connection).connection("first", () -> {
			Assert.state(!failing.get(), "no connection today");
			return this.connection;
		})
			.cacheNames(List.of("first", "second"))
			.defaults(DEFAULTS.withTimeToLive(Duration.ofMillis(1)))
			.sweepInterval(Duration.ofMillis(20))
			.build();
		this.resources.add(manager::destroy);
		Objects.requireNonNull(manager.getCache("second")).put("key", 1);
		Awaitility.await().atMost(LIMIT).until(() -> !client().exists("second::key"));
		assertThat(output).contains("Cache 'first' was not swept")
			.contains("PT0.02S")
			.contains("IllegalStateException: no connection today");
		failing.set(false);
		Objects.requireNonNull(manager.getCache("first")).put("key", 1);
		Awaitility.await().atMost(LIMIT).until(() -> !client().exists("first::key"));
	}

}
