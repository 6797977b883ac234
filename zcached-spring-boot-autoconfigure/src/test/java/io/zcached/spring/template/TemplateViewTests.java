package io.zcached.spring.template;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionOptions;
import io.zcached.client.ZcachedTimeoutException;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.testsupport.FaultyServer;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for what a {@link ZcachedTemplate} can be made into, and for what it does when
 * its connection breaks or waits.
 */
class TemplateViewTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final List<AutoCloseable> resources = new ArrayList<>();

	@AfterEach
	void close() throws Exception {
		for (int i = this.resources.size() - 1; i >= 0; i--) {
			this.resources.get(i).close();
		}
	}

	@Test
	void prefixIsBeforeEachKeyAndNeverSeen() {
		ZcachedTemplate whole = template(connection(server(0).port()));
		ZcachedTemplate shop = whole.withKeyPrefix("shop:");
		shop.set("a", List.of(1));
		assertThat(shop.get("a", List.class)).contains(List.of(1));
		assertThat(whole.get("shop:a", List.class)).contains(List.of(1));
		assertThat(whole.exists("a")).isFalse();
		assertThat(shop.setIfAbsent("a", 2)).isFalse();
		assertThat(shop.setIfAbsent("b", 2)).isTrue();
		assertThat(shop.exists("b")).isTrue();
		shop.multiSet(Map.of("c", 3));
		assertThat(shop.multiGet(List.of("c", "missing", "b"), Integer.class)).containsExactly(entry("c", 3),
				entry("b", 2));
		assertThat(shop.multiGet(List.of("a"), new ParameterizedTypeReference<List<Long>>() {
		})).containsExactly(entry("a", List.of(1L)));
		assertThat(shop.getAsync("c", Integer.class)).succeedsWithin(LIMIT).isEqualTo(Optional.of(3));
		assertThat(shop.getAsync("a", new ParameterizedTypeReference<List<Long>>() {
		})).succeedsWithin(LIMIT).isEqualTo(Optional.of(List.of(1L)));
		assertThat(shop.getAsync("missing", Integer.class)).succeedsWithin(LIMIT).isEqualTo(Optional.empty());
		assertThat(shop.setAsync("d", 4)).succeedsWithin(LIMIT);
		assertThat(shop.rename("d", "e")).isTrue();
		assertThat(shop.rename("d", "e")).isFalse();
		assertThat(shop.copy("e", "b", false)).isFalse();
		assertThat(shop.copy("e", "b", true)).isTrue();
		assertThat(shop.get("b", Integer.class)).contains(4);
		assertThat(whole.client().keys()).containsExactlyInAnyOrder("shop:a", "shop:b", "shop:c", "shop:e");
		assertThat(shop.delete("a")).isTrue();
		assertThat(shop.deleteAsync("b")).succeedsWithin(LIMIT).isEqualTo(true);
		assertThat(shop.deleteAll(List.of("c", "missing", "e"))).isEqualTo(2);
		assertThat(whole.client().dbSize()).isZero();
	}

	@Test
	void prefixIsToldWithTheKeyWhenValueCannotBeRead() {
		ZcachedTemplate shop = template(connection(server(0).port())).withKeyPrefix("shop:");
		shop.set("a", "text");
		assertThatExceptionOfType(ZcachedSerializationException.class).isThrownBy(() -> shop.get("a", Integer.class))
			.withMessageContaining("'shop:a'");
	}

	@Test
	void serializerIsReplaced() {
		ZcachedTemplate json = template(connection(server(0).port()));
		json.withSerializer(ZcachedSerializer.nativeTypes()).set("list", List.of("a"));
		assertThat(json.client().get("list")).contains(List.of("a"));
	}

	@Test
	void timeoutEndsEveryCallThatWaitsAndKeepsTheSocket() {
		try (FaultyServer server = FaultyServer.ponging()) {
			Connection connection = connection(server.port());
			connection.connect();
			ZcachedTemplate brief = template(connection).withTimeout(Duration.ofMillis(100));
			server.freeze();
			assertTimesOut(() -> brief.get("key", String.class));
			assertTimesOut(() -> brief.set("key", 1));
			assertTimesOut(() -> brief.setIfAbsent("key", 1));
			assertTimesOut(() -> brief.delete("key"));
			assertTimesOut(() -> brief.exists("key"));
			assertTimesOut(() -> brief.rename("key", "other"));
			assertTimesOut(() -> brief.copy("key", "other", true));
			assertTimesOut(() -> brief.multiGet(List.of("key", "other"), String.class));
			assertTimesOut(() -> brief.multiSet(Map.of("key", 1)));
			assertTimesOut(() -> brief.deleteAll(List.of("key")));
			assertThat(brief.getAsync("key", String.class)).failsWithin(LIMIT)
				.withThrowableThat()
				.withCauseInstanceOf(ZcachedTimeoutException.class);
			assertThat(brief.setAsync("key", 1)).failsWithin(LIMIT);
			assertThat(brief.deleteAsync("key")).failsWithin(LIMIT);
			server.thaw();
			assertThat(template(connection).client().ping()).isEqualTo("PONG");
			assertThat(server.accepted()).isOne();
		}
	}

	@Test
	void timeoutMustBePositive() {
		ZcachedTemplate template = template(connection(1));
		assertThatIllegalArgumentException().isThrownBy(() -> template.withTimeout(Duration.ZERO));
	}

	@Test
	void readsAreRepeatedOnceWhenTheServerWasRestartedUnnoticed() {
		EmbeddedZcachedServer first = server(0);
		ZcachedTemplate template = template(connection(first.port()));
		List<ThrowingCallable> reads = List.of(() -> template.get("key", String.class),
				() -> template.multiGet(List.of("key", "other"), String.class),
				() -> template.getAsync("key", String.class).get(LIMIT.toSeconds(), TimeUnit.SECONDS));
		for (ThrowingCallable read : reads) {
			template.client().ping();
			first.close();
			first = server(first.port());
			assertThat(catching(read)).isNull();
		}
	}

	@Test
	void valueThatIsReadSlowlyHoldsUpNobodyElse() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		ZcachedTemplate template = template(connection(server(0).port())).withSerializer(new ZcachedSerializer() {

			@Override
			public @Nullable Object serialize(@Nullable Object value) {
				return value;
			}

			@Override
			public Object deserialize(Object stored, Type type) {
				if (stored.equals("slow")) {
					try {
						release.await();
					}
					catch (InterruptedException ex) {
						throw new IllegalStateException(ex);
					}
				}
				return stored;
			}

		});
		template.set("slow", "slow");
		template.set("quick", "quick");
		CompletableFuture<Optional<String>> slow = CompletableFuture
			.supplyAsync(() -> template.getAsync("slow", String.class))
			.thenCompose((future) -> future);
		assertThat(template.getAsync("quick", String.class)).succeedsWithin(LIMIT).isEqualTo(Optional.of("quick"));
		assertThat(template.get("quick", String.class)).contains("quick");
		assertThat(slow).isNotDone();
		release.countDown();
		assertThat(slow).succeedsWithin(LIMIT).isEqualTo(Optional.of("slow"));
	}

	private static void assertTimesOut(ThrowingCallable call) {
		long start = System.nanoTime();
		assertThatExceptionOfType(ZcachedTimeoutException.class).isThrownBy(call);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
	}

	private static @Nullable Throwable catching(ThrowingCallable call) {
		return Assertions.catchThrowable(call);
	}

	private ZcachedTemplate template(Connection connection) {
		return new ZcachedTemplate(connection, new JacksonZcachedSerializer(new JsonMapper()));
	}

	private Connection connection(int port) {
		Connection connection = new Connection("127.0.0.1", port,
				ConnectionOptions.builder().timeoutLimit(Duration.ofHours(1)).build());
		this.resources.add(connection);
		return connection;
	}

	private EmbeddedZcachedServer server(int port) {
		EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().port(port).build().start();
		this.resources.add(server);
		return server;
	}

}
