package io.zcached.spring.cache;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionOptions;
import io.zcached.spring.boot.testsupport.CommandProxy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Outage}: what was to go while the server could not be asked is not
 * found when it can be again.
 */
@ExtendWith(OutputCaptureExtension.class)
class ZcachedCacheLostRemovalTests extends AbstractZcachedCacheTests {

	private static final ZcachedCacheConfiguration BRIEF = DEFAULTS.withTimeout(Duration.ofMillis(200));

	private static Stream<Named<Consumer<Cache>>> removals() {
		return Stream.of(Named.of("evict", (cache) -> cache.evict("key")), Named.of("clear", Cache::clear),
				Named.of("put", (cache) -> cache.put("key", "new")),
				Named.of("put of what cannot be stored", (cache) -> cache.put("key", new Object())));
	}

	@ParameterizedTest
	@MethodSource("removals")
	void removalDuringAnOutageIsMadeUpFor(Consumer<Cache> removal, CapturedOutput output) {
		ZcachedCache cache = cache(BRIEF);
		ZcachedCache elsewhere = elsewhere();
		cache.put("key", "old");
		this.server.freeze();
		cache.get("other");
		removal.accept(cache);
		this.server.thaw();
		awaitCleared();
		assertThat(elsewhere.get("key")).as("another JVM").isNull();
		awaitAsked(cache);
		assertThat(output).contains("Cache 'orders' works again");
	}

	@ParameterizedTest
	@MethodSource("removals")
	void removalThatIsNotAnsweredIsMadeUpFor(Consumer<Cache> removal) {
		ZcachedCache cache = cache(BRIEF);
		cache.put("key", "old");
		this.server.freeze();
		removal.accept(cache);
		this.server.thaw();
		awaitAsked(cache);
	}

	@ParameterizedTest
	@MethodSource("removals")
	void removalOfAnInterruptedCallerIsMadeUpFor(Consumer<Cache> removal, CapturedOutput output) {
		ZcachedCache cache = cache(DEFAULTS);
		cache.put("key", "old");
		Thread.currentThread().interrupt();
		removal.accept(cache);
		assertThat(Thread.interrupted()).isTrue();
		awaitCleared();
		awaitAsked(cache);
		assertThat(output).doesNotContain("does without its server").containsOnlyOnce("could not remove something");
	}

	@Test
	void temporaryKeyOfAnInterruptedCallerIsDeleted() {
		CommandProxy proxy = proxy();
		ZcachedCache cache = cache(this.connection, DEFAULTS);
		Thread caller = Thread.currentThread();
		proxy.rule((request) -> {
			if (request.contains("COPY")) {
				caller.interrupt();
			}
			return null;
		});
		cache.putIfAbsent("key", "value");
		assertThat(Thread.interrupted()).isTrue();
		Awaitility.await()
			.atMost(LIMIT)
			.until(() -> proxy.requests().stream().anyMatch((request) -> request.contains("DELETE")));
	}

	@Test
	void refusedClearIsRepeatedWithPauses(CapturedOutput output) {
		CommandProxy proxy = proxy();
		ZcachedCache cache = cache(this.connection, DEFAULTS);
		cache.put("key", "old");
		proxy.rule((request) -> isClear(request) ? "-ERR out of order" : null);
		cache.clear();
		for (int i = 0; i < 1000; i++) {
			assertThat(cache.get("key")).isNull();
			LockSupport.parkNanos(100_000);
		}
		assertThat(proxy.requests()).filteredOn(ZcachedCacheLostRemovalTests::isClear).hasSizeBetween(2, 50);
		assertThat(output).containsOnlyOnce("Cache 'orders' could not remove something");
		proxy.rule((request) -> null);
		awaitCleared();
	}

	@Test
	void removalIsMadeUpForWhenTheServerIsStartedAgain() {
		ZcachedCache cache = cache(BRIEF);
		cache.put("key", "old");
		this.server.close();
		cache.evict("key");
		Awaitility.await().atMost(LIMIT).until(() -> threads() > 0);
		this.server.start();
		awaitCleared();
	}

	@Test
	void nothingIsRepeatedForAConnectionThatIsClosed() {
		ZcachedCache cache = cache(BRIEF);
		cache.put("key", "old");
		this.server.close();
		cache.evict("key");
		Awaitility.await().atMost(LIMIT).until(() -> threads() > 0);
		this.connection.close();
		Awaitility.await().during(Duration.ofSeconds(2)).atMost(LIMIT).until(() -> threads() == 0);
	}

	private static Stream<Named<Consumer<Cache>>> writes() {
		return Stream.of(Named.of("put after a miss", (cache) -> {
			cache.get("key");
			cache.put("key", "late");
		}), Named.of("get with a loader", (cache) -> cache.get("key", () -> "late")),
				Named.of("retrieve",
						(cache) -> cache.retrieve("key", () -> CompletableFuture.completedFuture("late")).join()),
				Named.of("putIfAbsent", (cache) -> cache.putIfAbsent("key", "late")));
	}

	@ParameterizedTest
	@MethodSource("writes")
	void writeThatArrivesAfterARemovalIsNotFound(Consumer<Cache> write) {
		CommandProxy proxy = proxy();
		this.connection = new Connection("127.0.0.1", proxy.port(),
				ConnectionOptions.builder().timeoutLimit(Duration.ofMillis(400)).build());
		this.resources.add(this.connection);
		ZcachedCache cache = cache(this.connection, BRIEF);
		awaitStored(cache, "warm", 1);
		CountDownLatch late = new CountDownLatch(1);
		this.resources.add(late::countDown);
		proxy.rule((request) -> {
			if (request.contains("orders::key") && (request.contains("SET") || request.contains("COPY"))) {
				late.await();
			}
			return null;
		});
		write.accept(cache);
		long absent = absent(cache);
		Awaitility.await().atMost(LIMIT).until(() -> cache.get("probe") == null && absent(cache) > absent);
		cache.evict("key");
		assertThat(cache.statistics().evictions()).as("answered, so that nothing is cleared for it").isEqualTo(1);
		late.countDown();
		Awaitility.await().atMost(LIMIT).until(() -> client().exists("orders::key"));
		assertThat(elsewhere().get("key")).as("another JVM").isNull();
		assertThat(cache.get("key")).isNull();
	}

	@Test
	void nothingIsReadUntilTheRemovalIsMadeUpFor() {
		CommandProxy proxy = proxy();
		ZcachedCache cache = cache(this.connection, DEFAULTS);
		cache.put("key", "old");
		AtomicInteger refused = new AtomicInteger();
		proxy.rule((request) -> {
			if (request.contains("DELETE")) {
				return "-ERR out of order";
			}
			return (request.contains("SET") && refused.incrementAndGet() <= 3) ? "-ERR out of order" : null;
		});
		cache.evict("key");
		awaitAsked(cache);
		List<String> requests = proxy.requests();
		List<String> afterwards = requests.subList(indexOf(requests, "DELETE"), requests.size());
		assertThat(afterwards.subList(0, indexOf(afterwards, "MGET"))).as("before the first read")
			.filteredOn((request) -> request.contains("orders:generation"))
			.hasSize(4);
	}

	@Test
	void whatWasOnlyReadDuringAnOutageIsKept() {
		ZcachedCache cache = cache(BRIEF);
		cache.put("key", "kept");
		this.server.freeze();
		assertThat(cache.get("key")).isNull();
		cache.put("key", "computed again, after the miss");
		assertThat(cache.get("key", () -> "loaded")).isEqualTo("loaded");
		cache.putIfAbsent("key", "absent");
		this.server.thaw();
		Awaitility.await().atMost(LIMIT).until(() -> cache.get("key") != null);
		assertThat(cache.get("key", String.class)).isEqualTo("kept");
	}

	/** Waits until the server is asked again; the old value is not found meanwhile. */
	private static void awaitAsked(ZcachedCache cache) {
		Awaitility.await().atMost(LIMIT).until(() -> {
			Cache.ValueWrapper found = cache.get("key");
			assertThat((found != null) ? found.get() : "new").isEqualTo("new");
			cache.get("probe");
			cache.put("probe", 1);
			return cache.get("probe") != null;
		});
		Cache.ValueWrapper found = cache.get("key");
		assertThat((found != null) ? found.get() : "new").isEqualTo("new");
	}

	/** Waits until the removal is made up for, without a call of the cache. */
	private void awaitCleared() {
		Awaitility.await().atMost(LIMIT).ignoreExceptions().until(() -> client().exists("orders:generation"));
	}

	private static long absent(ZcachedCache cache) {
		return cache.statistics().misses().getOrDefault(MissReason.ABSENT, 0L);
	}

	private static boolean isClear(String request) {
		return request.contains("SET") && request.contains("orders:generation") && !request.contains(":tmp:");
	}

	private static long threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("zcached-cache-clear"))
			.count();
	}

	private static int indexOf(List<String> requests, String command) {
		for (int i = 0; i < requests.size(); i++) {
			if (requests.get(i).contains(command)) {
				return i;
			}
		}
		throw new AssertionError("No " + command + " in " + requests);
	}

}
