package io.zcached.spring.cache;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionOptions;
import io.zcached.client.ZcachedClient;
import io.zcached.client.ZcachedException;
import io.zcached.client.protocol.Dialect;
import io.zcached.embedded.EmbeddedZcachedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.support.NoOpCache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Tests for {@link ZcachedCache} and {@link ZcachedCacheManager}: what Spring promises of
 * a cache, and what ours promises beyond.
 */
class ZcachedCacheTests {

	private static final ZcachedCacheConfiguration DEFAULTS = ZcachedCacheConfiguration.defaults();

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final List<AutoCloseable> resources = new ArrayList<>();

	private EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().build();

	private Connection connection = new Connection("localhost", 1);

	@AfterEach
	void close() throws Exception {
		for (int i = this.resources.size() - 1; i >= 0; i--) {
			this.resources.get(i).close();
		}
	}

	@ParameterizedTest
	@EnumSource
	void valuesComeBackAsTheyWere(Dialect dialect) {
		ZcachedCache cache = cache(dialect, allowing(DEFAULTS));
		for (Object value : Arrays.asList("text", "a\nb\u0003c", "", "ü😀", 1, 2L, (short) 3, (byte) 4, 1.5, 2.5f, true,
				null, new Order("a", 1), Colour.RED, new BigDecimal("1.10"), Duration.ofSeconds(5),
				List.of("a", 1, true), Map.of("a", List.of(1.5)))) {
			cache.put("key", value);
			Cache.ValueWrapper found = cache.get("key");
			assertThat(found).as("%s", value).isNotNull();
			assertThat(Objects.requireNonNull(found).get()).isEqualTo(value);
		}
		cache.put("bytes", new byte[] { 3, 10, -1 });
		assertThat(cache.get("bytes", byte[].class)).containsExactly(3, 10, -1);
		assertThat(cache.get("missing")).isNull();
		assertThat(cache.get("missing", String.class)).isNull();
		assertThat(cache.statistics().misses()).containsEntry(MissReason.ABSENT, 2L);
		cache.put("key", "text");
		assertThatIllegalStateException().isThrownBy(() -> cache.get("key", Integer.class));
	}

	@ParameterizedTest
	@EnumSource
	void evictedAndClearedEntriesAreNotFoundByAnybody(Dialect dialect) {
		ZcachedCache cache = cache(dialect, DEFAULTS);
		Cache elsewhere = manager(DEFAULTS).getCache("orders");
		cache.put("a", 1);
		cache.put("b", 2);
		assertThat(cache.evictIfPresent("a")).isTrue();
		assertThat(cache.evictIfPresent("a")).isFalse();
		assertThat(elsewhere.get("b", Integer.class)).isEqualTo(2);
		cache.clear();
		assertThat(elsewhere.get("b")).isNull();
		assertThat(cache.get("b")).isNull();
		elsewhere.put("b", 3);
		assertThat(cache.get("b", Integer.class)).isEqualTo(3);
		assertThat(cache.statistics().misses()).containsEntry(MissReason.CLEARED, 1L);
	}

	@Test
	void valueComputedBeforeClearDoesNotOutliveIt() {
		ZcachedCache cache = cache(Dialect.TERMINATED, DEFAULTS);
		assertThat(cache.get("key", () -> {
			manager(DEFAULTS).getCache("orders").clear();
			return "stale";
		})).isEqualTo("stale");
		assertThat(cache.get("key")).isNull();
		assertThat(cache.get("other")).isNull();
		manager(DEFAULTS).getCache("orders").clear();
		cache.put("other", "stale");
		assertThat(cache.get("other")).as("the put followed a miss before the clear").isNull();
	}

	@Test
	void entriesExpire() {
		ZcachedCacheConfiguration brief = DEFAULTS.withTimeToLive(Duration.ofMillis(1));
		ZcachedCache cache = cache(Dialect.TERMINATED, brief);
		cache.put("key", "value");
		long written = System.currentTimeMillis();
		while (System.currentTimeMillis() - written < 2) {
			Thread.onSpinWait();
		}
		assertThat(cache.get("key")).isNull();
		assertThat(cache.statistics().misses()).containsEntry(MissReason.EXPIRED, 1L);
		Cache long1 = manager(DEFAULTS.withTimeToLive(Duration.ofDays(1))).getCache("long");
		long1.put("key", "value");
		List<?> entry = client().get("long::key", List.class).orElseThrow();
		assertThat((Long) entry.get(1)).as("a jitter of a tenth")
			.isBetween(written + Duration.ofHours(21).toMillis(), written + Duration.ofHours(25).toMillis());
	}

	@Test
	void manyCallersLoadOnce() throws Exception {
		ZcachedCache cache = cache(Dialect.TERMINATED, DEFAULTS);
		ExecutorService executor = Executors.newFixedThreadPool(16);
		this.resources.add(executor::shutdownNow);
		AtomicInteger loads = new AtomicInteger();
		for (int round = 0; round < 20; round++) {
			String key = "key:" + round;
			CountDownLatch start = new CountDownLatch(1);
			List<Future<String>> calls = new ArrayList<>();
			for (int i = 0; i < 16; i++) {
				calls.add(executor.submit(() -> {
					start.await();
					return cache.get(key, () -> "value " + loads.incrementAndGet());
				}));
			}
			start.countDown();
			for (Future<String> call : calls) {
				assertThat(call.get()).isEqualTo("value " + (round + 1));
			}
		}
		assertThat(loads).hasValue(20);
	}

	@Test
	void loaderThatFailsIsToldAndNothingIsStored() {
		ZcachedCache cache = cache(Dialect.TERMINATED, DEFAULTS);
		assertThatExceptionOfType(Cache.ValueRetrievalException.class).isThrownBy(() -> cache.get("key", () -> {
			throw new IllegalStateException("no");
		})).withCauseInstanceOf(IllegalStateException.class);
		assertThat(cache.get("key")).isNull();
		assertThat(cache.get("key", () -> cache.get("key", () -> "nested"))).isEqualTo("nested");
	}

	@ParameterizedTest
	@EnumSource
	void ofManyWhoPutIfAbsentOneSucceeds(Dialect dialect) throws Exception {
		ZcachedCache cache = cache(dialect, DEFAULTS);
		assertThat(cache.putIfAbsent("key", "first")).isNull();
		assertThat(Objects.requireNonNull(cache.putIfAbsent("key", "second")).get()).isEqualTo("first");
		cache.clear();
		assertThat(cache.putIfAbsent("key", "third")).isNull();
		assertThat(cache.get("key", String.class)).isEqualTo("third");
		ExecutorService executor = Executors.newFixedThreadPool(4);
		this.resources.add(executor::shutdownNow);
		for (int round = 0; round < 20; round++) {
			String key = "key:" + round;
			List<Callable<Cache.ValueWrapper>> calls = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				int caller = i;
				calls.add(() -> cache.putIfAbsent(key, caller));
			}
			int stored = 0;
			for (Future<Cache.ValueWrapper> call : executor.invokeAll(calls)) {
				stored += (call.get() == null) ? 1 : 0;
			}
			assertThat(stored).isEqualTo(1);
		}
	}

	@Test
	void failureOfTheServerIsAMissAndALoadedValueIsReturned() throws Exception {
		ZcachedCache cache = cache(Dialect.TERMINATED, DEFAULTS);
		cache.put("key", "value");
		this.server.close();
		AtomicInteger loads = new AtomicInteger();
		assertThat(cache.get("key")).isNull();
		cache.put("key", "other");
		cache.evict("key");
		cache.clear();
		assertThat(cache.putIfAbsent("key", 1)).isNull();
		assertThat(cache.get("key", loads::incrementAndGet)).isEqualTo(1);
		assertThat(cache.retrieve("key").get()).isNull();
		assertThat(cache.retrieve("key", () -> CompletableFuture.completedFuture("loaded"))).succeedsWithin(LIMIT)
			.isEqualTo("loaded");
		assertThat(loads).hasValue(1);
		assertThat(cache.statistics().errors()).isPositive();
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void outageAndRefusalAreToldOnce(CapturedOutput output) {
		ZcachedCache cache = cache(Dialect.TERMINATED, DEFAULTS);
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
		ZcachedCacheConfiguration strict = new ZcachedCacheConfiguration(null, 0, null, true,
				ZcachedCacheErrorPolicy.THROW, Duration.ofSeconds(1), null, List.of());
		ZcachedCache cache = cache(Dialect.TERMINATED, strict);
		cache.put("key", "value");
		assertThatExceptionOfType(UncacheableValueException.class).isThrownBy(() -> cache.put("key", new Object()));
		this.server.close();
		assertThatExceptionOfType(ZcachedException.class).isThrownBy(() -> cache.get("key"));
		assertThatExceptionOfType(ZcachedException.class).isThrownBy(() -> cache.put("key", 1));
		assertThatExceptionOfType(ZcachedException.class).isThrownBy(cache::clear);
	}

	@Test
	void whatSomebodyElseWroteIsAMissAndLoadsNoClass() {
		ZcachedCache cache = cache(Dialect.TERMINATED, allowing(DEFAULTS));
		String type = "json:" + Canary.class.getName();
		for (Object poison : List.of("text", 7, List.of(), List.of(1, 0, "0", type),
				List.of(2, 0, "0", "native", "newer version"),
				List.of(1, 0, "0", "json:java.lang.ProcessBuilder", "{}"),
				List.of(1, 0, "0", "json:" + Order.class.getName(), "{\"name\":"), List.of(1, 0, "0", "int", 1L << 40),
				List.of(1, 0, "0", "int", "text"), List.of(1, 0, "0", "other", 1))) {
			client().set("orders::key", poison);
			assertThat(cache.get("key")).as("%s", poison).isNull();
		}
		client().set("orders::key", List.of(1, 0, "0", "json:io.zcached.spring.cache.ZcachedCacheTests$Canary", "{}"));
		Cache strict = manager(DEFAULTS).getCache("orders");
		assertThat(strict.get("key")).isNull();
		assertThat(Loaded.count).as("nothing outside the allowed packages is loaded").hasValue(0);
		assertThat(cache.statistics().misses()).containsEntry(MissReason.UNREADABLE, 10L);
	}

	@Test
	void keysFromTheWebHarmNobody() {
		ZcachedCache cache = cache(Dialect.TERMINATED, DEFAULTS);
		List<String> keys = List.of("a\nb", "x\u0003*1\r\n$5\r\nFLUSH\r\n\u0003", "", "k".repeat(5000), "\ud800",
				"\ud801", "sha256:0");
		for (String key : keys) {
			cache.put(key, key.length() + ":" + keys.indexOf(key));
		}
		for (String key : keys) {
			assertThat(cache.get(key, String.class)).isEqualTo(key.length() + ":" + keys.indexOf(key));
		}
		assertThatIllegalStateException().isThrownBy(() -> cache.get(new Object()));
	}

	@Test
	void cachesAndPrefixesAreApart() {
		cache(Dialect.TERMINATED, DEFAULTS);
		ZcachedCacheManager manager = manager(DEFAULTS);
		manager.getCache("a").put("key", 1);
		manager.getCache("b").put("key", 2);
		manager.getCache("a").clear();
		assertThat(manager.getCache("b").get("key", Integer.class)).isEqualTo(2);
		assertThatIllegalArgumentException().isThrownBy(() -> manager.getCache("a::b"));
		assertThatIllegalArgumentException().isThrownBy(() -> manager.getCache("a:"));
		ZcachedCacheManager fixed = ZcachedCacheManager.builder(this.connection)
			.cacheNames(List.of("a"))
			.disabled("off")
			.cache("off", DEFAULTS)
			.build();
		assertThat(fixed.getCache("b")).isNull();
		assertThat(fixed.getCache("off")).isInstanceOf(NoOpCache.class);
		assertThat(fixed.getCacheNames()).containsExactlyInAnyOrder("a", "off");
	}

	@Test
	void frozenServerCostsALimitAndThenNothing() throws Exception {
		ZcachedCacheConfiguration brief = new ZcachedCacheConfiguration(null, 0, null, true,
				ZcachedCacheErrorPolicy.IGNORE, Duration.ofMillis(200), null, List.of());
		try (ServerSocket frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
				Connection behind = new Connection("localhost", frozen.getLocalPort(),
						ConnectionOptions.builder().connectTimeout(Duration.ofSeconds(30)).build())) {
			Cache cache = ZcachedCacheManager.builder(behind).defaults(brief).build().getCache("frozen");
			assertTimeoutPreemptively(LIMIT, () -> {
				for (int i = 0; i < 20; i++) {
					assertThat(cache.get("key")).isNull();
				}
			});
		}
	}

	@Test
	void asynchronousReadsFindWhatIsThere() {
		ZcachedCache cache = cache(Dialect.TERMINATED, DEFAULTS);
		AtomicInteger loads = new AtomicInteger();
		for (int i = 0; i < 2; i++) {
			assertThat(cache.retrieve("key", () -> CompletableFuture.supplyAsync(loads::incrementAndGet)))
				.succeedsWithin(LIMIT)
				.isEqualTo(1);
		}
		assertThat(cache.retrieve("key")).succeedsWithin(LIMIT).isNotNull();
		assertThat(cache.retrieve("missing")).succeedsWithin(LIMIT).isNull();
	}

	private ZcachedCache cache(Dialect dialect, ZcachedCacheConfiguration configuration) {
		this.server = EmbeddedZcachedServer.builder().dialect(dialect).build().start();
		this.resources.add(this.server);
		this.connection = new Connection(this.server.address(), this.server.port());
		this.resources.add(this.connection);
		return (ZcachedCache) manager(configuration).getCache("orders");
	}

	private ZcachedCacheManager manager(ZcachedCacheConfiguration configuration) {
		return ZcachedCacheManager.builder(this.connection)
			.defaults(configuration)
			.jsonMapper(new JsonMapper())
			.build();
	}

	private ZcachedClient client() {
		return ZcachedClient.of(this.connection);
	}

	private static ZcachedCacheConfiguration allowing(ZcachedCacheConfiguration configuration) {
		return new ZcachedCacheConfiguration(configuration.timeToLive(), configuration.jitter(), null, true,
				configuration.onError(), configuration.timeout(), null, List.of("io.zcached.spring.cache"));
	}

	record Order(String name, int count) {
	}

	enum Colour {

		RED

	}

	/** Tells when it is loaded. */
	static class Canary {

		static {
			Loaded.count.incrementAndGet();
		}

	}

	static final class Loaded {

		static final AtomicInteger count = new AtomicInteger();

		private Loaded() {
		}

	}

}
