package io.zcached.spring.cache;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionOptions;
import io.zcached.client.protocol.Dialect;
import io.zcached.spring.boot.testsupport.CommandProxy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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

	private static final Duration INTERVAL = Duration.ofMillis(20);

	private static final String LEASE = "orders:generation:sweep";

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
		assertThat(sweep(cache)).isEqualTo(121);
		assertThat(client().keys()).containsExactlyInAnyOrder("orders::kept", "orders:generation", "other::kept",
				"orders::foreign", "mine", LEASE);
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
			client().set(LEASE, List.of(until, "somebody"));
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
		assertThat(sweep(cache)).isEqualTo(2);
		assertThat(client().keys()).containsExactlyInAnyOrder(fresh, later, start + "no-time:uuid", start + "1",
				"others:generation:tmp:1:uuid", LEASE);
	}

	@Test
	void nothingIsDeletedOnceTheRoundIsStopped() throws Exception {
		ZcachedCache cache = cache(DEFAULTS);
		for (int i = 0; i < 120; i++) {
			client().set("orders:generation:tmp:1:" + i, "left behind");
		}
		AtomicInteger asked = new AtomicInteger();
		SweepRound round = new SweepRound(HOUR, UnaryOperator.identity(), () -> asked.incrementAndGet() > 1);
		assertThat(cache.sweep().takeLease(HOUR)).isTrue();
		assertThat(cache.sweep().sweep(round)).as("a batch").isEqualTo(50);
	}

	@Test
	void leaseIsRenewedWhileTheSweepGoesOn() throws Exception {
		ZcachedCache cache = cache(DEFAULTS);
		cache.put("key", 1);
		assertThat(cache.sweep().takeLease(HOUR)).isTrue();
		long soon = System.currentTimeMillis() + HOUR.toMillis() / 3;
		Object owner = ((List<?>) client().get(LEASE).orElseThrow()).get(1);
		client().set(LEASE, Arrays.asList(soon, owner));
		assertThat(cache.sweep().sweep(round())).isZero();
		List<?> renewed = (List<?>) client().get(LEASE).orElseThrow();
		assertThat((Long) renewed.get(0)).isGreaterThan(soon);
		assertThat(renewed.get(1)).isEqualTo(owner);
		assertThat(elsewhere().sweep().takeLease(HOUR)).isFalse();
	}

	@Test
	void sweepEndsWhenAnotherJvmHasTheLease() throws Exception {
		ZcachedCache cache = cache(DEFAULTS.withTimeToLive(Duration.ofMillis(1)));
		cache.put("key", 1);
		Awaitility.await().until(() -> cache.get("key") == null);
		assertThat(cache.sweep().takeLease(HOUR)).isTrue();
		client().delete(LEASE);
		assertThat(elsewhere().sweep().takeLease(HOUR)).isTrue();
		assertThat(cache.sweep().sweep(round())).isZero();
		assertThat(client().exists("orders::key")).isTrue();
		assertThat(elsewhere().sweep().takeLease(HOUR)).isFalse();
	}

	@Test
	void allKeysOfEachServerAreAskedForOnceInARound() throws Exception {
		ZcachedCacheConfiguration brief = DEFAULTS.withTimeToLive(Duration.ofMillis(1));
		Connection first = new Connection("localhost", proxy().port());
		this.resources.add(first);
		ZcachedCacheManager manager = manager(first, brief);
		CommandProxy second = proxy();
		ZcachedCacheManager other = manager(this.connection, brief);
		SweepRound round = round();
		for (ZcachedCache cache : List.of(of(manager, "a"), of(manager, "b"), of(other, "a"), of(other, "b"))) {
			cache.put("key", 1);
		}
		Awaitility.await().until(() -> of(other, "b").get("key") == null);
		for (ZcachedCache cache : List.of(of(manager, "a"), of(other, "a"), of(manager, "b"), of(other, "b"))) {
			assertThat(cache.sweep().takeLease(HOUR)).isTrue();
			assertThat(cache.sweep().sweep(round)).isOne();
		}
		assertThat(second.requests()).filteredOn((request) -> request.contains("KEYS")).hasSize(1);
	}

	@Test
	void roundIsOfAllCaches() {
		CommandProxy proxy = proxy();
		sweeping(List.of("a", "b"));
		Pattern seen = Pattern.compile("(?s).*(KEYS|COPY.*\\s(.):generation:sweep\\s).*");
		List<String> rounds = Awaitility.await()
			.atMost(LIMIT)
			.until(() -> proxy.requests()
				.stream()
				.map(seen::matcher)
				.filter(Matcher::matches)
				.map((match) -> Objects.requireNonNullElse(match.group(2), "KEYS"))
				.limit(6)
				.toList(), (some) -> some.size() == 6);
		assertThat(rounds).containsExactly("a", "KEYS", "b", "a", "KEYS", "b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "KEYS", "MGET a::key", "MGET a:generation:sweep" })
	@ExtendWith(OutputCaptureExtension.class)
	void nothingIsAskedAndNothingLoggedOnceItIsStopped(String held, CapturedOutput output) {
		CommandProxy proxy = proxy();
		ZcachedCacheManager manager = sweeping(List.of("a", "b"));
		of(manager, "a").put("key", 1);
		CountDownLatch reached = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		this.resources.add(released::countDown);
		proxy.rule((request) -> {
			if (Stream.of(held.split(" ")).allMatch(request::contains) && reached.getCount() > 0) {
				reached.countDown();
				released.await();
			}
			return null;
		});
		Awaitility.await().atMost(LIMIT).until(() -> reached.getCount() == 0);
		manager.stop();
		assertThat(manager.isRunning()).isFalse();
		int asked = proxy.requests().size();
		released.countDown();
		Awaitility.await().during(INTERVAL.multipliedBy(10)).until(() -> proxy.requests().size() == asked);
		assertThat(output).doesNotContain("was not swept");
		manager.start();
		sweepOf(manager, "a");
		sweepOf(manager, "b");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void endOfTheManagerIsNoFailureOfItsSweep(CapturedOutput output) {
		CommandProxy proxy = proxy();
		Set<Thread> sweepers = ConcurrentHashMap.newKeySet();
		ZcachedCacheManager manager = ZcachedCacheManager.builder(() -> {
			sweepers.add(Thread.currentThread());
			return this.connection;
		}).cacheNames(List.of("a", "b")).sweepInterval(INTERVAL).build();
		CountDownLatch reached = new CountDownLatch(1);
		proxy.rule((request) -> {
			if (request.contains("KEYS")) {
				reached.countDown();
				Thread.currentThread().join();
			}
			return null;
		});
		Awaitility.await().atMost(LIMIT).until(() -> reached.getCount() == 0);
		manager.destroy();
		Awaitility.await().atMost(LIMIT).until(() -> sweepers.stream().noneMatch(Thread::isAlive));
		assertThat(output).doesNotContain("was not swept");
	}

	@Test
	void managerIsStoppedThoughNoSocketOfASweepIsOpen() {
		cache(DEFAULTS);
		ZcachedCacheManager manager = ZcachedCacheManager.builder(this.connection).sweepInterval(HOUR).build();
		this.resources.add(manager::destroy);
		assertThat(manager.isRunning()).isTrue();
		manager.stop();
		assertThat(manager.isRunning()).isFalse();
		manager.start();
		assertThat(manager.isRunning()).isTrue();
		manager.destroy();
		manager.start();
		manager.stop();
		assertThat(manager.isRunning()).isFalse();
	}

	private ZcachedCacheManager sweeping(List<String> names) {
		ZcachedCacheManager manager = ZcachedCacheManager.builder(this.connection)
			.defaults(DEFAULTS.withTimeToLive(Duration.ofMillis(1)).withTimeout(LIMIT))
			.cacheNames(names)
			.sweepInterval(INTERVAL)
			.build();
		this.resources.add(manager::destroy);
		return manager;
	}

	private static ZcachedCache of(ZcachedCacheManager manager, String name) {
		return (ZcachedCache) Objects.requireNonNull(manager.getCache(name));
	}

	private static SweepRound round() {
		return new SweepRound(HOUR, UnaryOperator.identity(), () -> false);
	}

	private static int sweep(ZcachedCache cache) throws InterruptedException {
		assertThat(cache.sweep().takeLease(HOUR)).isTrue();
		return cache.sweep().sweep(round());
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
		manager.start();
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
