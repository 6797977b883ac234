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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionOptions;
import io.zcached.client.ZcachedClient;
import io.zcached.client.ZcachedException;
import io.zcached.client.protocol.Dialect;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.testsupport.CommandProxy;
import org.awaitility.Awaitility;
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
class ZcachedCacheTests extends AbstractZcachedCacheTests {

	@Test
	@SuppressWarnings("NullAway")
	void nullIsNoKey() {
		Cache cache = cache(DEFAULTS);
		assertThatIllegalArgumentException().isThrownBy(() -> cache.get(null))
			.withMessage("A key of the cache 'orders' must not be null");
		assertThatIllegalArgumentException().isThrownBy(() -> cache.put(null, 1)).withMessageContaining("'orders'");
	}

	@Test
	void valueIsFoundByItsKeyAndOfItsType() {
		ZcachedCache cache = cache(DEFAULTS);
		assertThat(cache.get("missing")).isNull();
		assertThat(cache.get("missing", String.class)).isNull();
		assertThat(cache.statistics().misses()).containsEntry(MissReason.ABSENT, 2L);
		cache.put("key", "text");
		assertThat(cache.get("key", String.class)).isEqualTo("text");
		assertThatIllegalStateException().isThrownBy(() -> cache.get("key", Integer.class));
	}

	@Test
	void putAfterTheSameThreadsOwnClearIsFound() {
		ZcachedCache cache = cache(DEFAULTS);
		assertThat(cache.get("key")).isNull();
		cache.clear();
		cache.put("key", "fresh");
		assertThat(cache.get("key", String.class)).isEqualTo("fresh");
	}

	@ParameterizedTest
	@EnumSource
	void evictedAndClearedEntriesAreNotFoundByAnybody(Dialect dialect) {
		ZcachedCache cache = cache(dialect, DEFAULTS);
		Cache elsewhere = elsewhere();
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
		ZcachedCache cache = cache(DEFAULTS);
		assertThat(cache.get("key", () -> {
			elsewhere().clear();
			return "stale";
		})).isEqualTo("stale");
		assertThat(cache.get("key")).isNull();
		assertThat(cache.get("other")).isNull();
		elsewhere().clear();
		cache.put("other", "stale");
		assertThat(cache.get("other")).as("the put followed a miss before the clear").isNull();
	}

	@Test
	void valuesOfNestedMissesDoNotOutliveAClear() {
		ZcachedCache cache = cache(DEFAULTS);
		assertThat(cache.get("outer")).isNull();
		assertThat(cache.get("inner")).isNull();
		elsewhere().clear();
		assertThat(cache.get("another")).isNull();
		cache.put("inner", "stale");
		cache.put("outer", "stale");
		assertThat(cache.get("inner")).isNull();
		assertThat(cache.get("outer")).isNull();
		cache.put("outer", "fresh");
		assertThat(cache.get("outer", String.class)).isEqualTo("fresh");
	}

	@Test
	void putAfterTheServerHasBeenEmptiedIsFound() {
		ZcachedCache cache = cache(DEFAULTS);
		cache.clear();
		assertThat(cache.get("missed before")).isNull();
		this.server.flush();
		cache.put("missed before", 1);
		cache.put("key", 2);
		assertThat(cache.get("missed before", Integer.class)).isEqualTo(1);
		assertThat(elsewhere().get("key", Integer.class)).isEqualTo(2);
		cache.clear();
		assertThat(cache.get("key")).isNull();
	}

	@Test
	void entriesExpire() {
		ZcachedCacheConfiguration brief = DEFAULTS.withTimeToLive(Duration.ofMillis(1));
		ZcachedCache cache = cache(brief);
		cache.put("key", "value");
		long written = System.currentTimeMillis();
		Awaitility.await().atMost(LIMIT).until(() -> cache.get("key") == null);
		assertThat(cache.statistics().misses()).containsEntry(MissReason.EXPIRED, 1L);
		Cache long1 = manager(this.connection, DEFAULTS.withTimeToLive(Duration.ofDays(1))).getCache("long");
		long1.put("key", "value");
		List<?> entry = client().get("long::key", List.class).orElseThrow();
		assertThat((Long) entry.get(1)).as("a jitter of a tenth")
			.isBetween(written + Duration.ofHours(21).toMillis(), written + Duration.ofHours(25).toMillis());
	}

	@Test
	void manyCallersLoadOnce() throws Exception {
		ZcachedCache cache = cache(DEFAULTS);
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
		ZcachedCache cache = cache(DEFAULTS);
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
	void temporaryKeyOfPutIfAbsentTellsItsCacheAndItsAge() {
		CommandProxy proxy = proxy();
		long before = System.currentTimeMillis();
		cache(this.connection, DEFAULTS).putIfAbsent("key", "value");
		Pattern copied = Pattern.compile("\\R(orders:generation:tmp:(\\d+):\\S+)\\R");
		String copy = proxy.requests().stream().filter((request) -> request.contains("COPY")).findFirst().orElseThrow();
		Matcher temporary = copied.matcher(copy);
		assertThat(temporary.find()).as(copy).isTrue();
		assertThat(Long.parseLong(temporary.group(2))).isBetween(before, System.currentTimeMillis());
		Awaitility.await().atMost(LIMIT).until(() -> !client().exists(temporary.group(1)));
		assertThat(client().keys()).containsExactly("orders::key");
	}

	@Test
	void keysFromTheWebHarmNobody() {
		ZcachedCache cache = cache(DEFAULTS);
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
		cache(DEFAULTS);
		ZcachedCacheManager manager = manager(this.connection, DEFAULTS);
		manager.getCache("a").put("key", 1);
		manager.getCache("b").put("key", 2);
		manager.getCache("a").clear();
		assertThat(manager.getCache("b").get("key", Integer.class)).isEqualTo(2);
		assertThatIllegalArgumentException().isThrownBy(() -> manager.getCache("a::b"));
		assertThatIllegalArgumentException().isThrownBy(() -> manager.getCache("a:"));
		for (String prefix : List.of("x", "xa::")) {
			assertThatIllegalStateException()
				.isThrownBy(() -> ZcachedCacheManager.builder(this.connection)
					.cache("a", DEFAULTS.withKeyPrefix(prefix))
					.build()
					.getCache("xa"))
				.withMessageContaining("'xa' and 'a' would share keys");
		}
		ZcachedCacheManager fixed = ZcachedCacheManager.builder(this.connection)
			.cacheNames(List.of("a"))
			.disabled("off")
			.cache("off", DEFAULTS)
			.build();
		assertThat(fixed.getCache("b")).isNull();
		assertThat(fixed.getCache("off")).isInstanceOf(NoOpCache.class);
		assertThat(fixed.getCacheNames()).containsExactlyInAnyOrder("a", "off");
	}

}
