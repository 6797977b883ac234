package io.zcached.spring.template;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionPool;
import io.zcached.client.UnstorableValueException;
import io.zcached.client.protocol.Dialect;
import io.zcached.embedded.EmbeddedZcachedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link ZcachedTemplate} and its serializers, on a server.
 */
class ZcachedTemplateTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final List<AutoCloseable> resources = new ArrayList<>();

	@AfterEach
	void close() throws Exception {
		for (int i = this.resources.size() - 1; i >= 0; i--) {
			this.resources.get(i).close();
		}
	}

	@ParameterizedTest
	@EnumSource
	void valuesOfAnyTypeComeBackAsTheyWere(Dialect dialect) {
		ZcachedTemplate template = template(dialect);
		Order order = new Order("A\n\u0003\u0000 ü 😀", List.of(new BigDecimal("1.10")), Instant.EPOCH);
		template.set("order", order);
		assertThat(template.get("order", Order.class)).contains(order);
		template.set("orders", List.of(order, order));
		assertThat(template.get("orders", new ParameterizedTypeReference<List<Order>>() {
		})).contains(List.of(order, order));
		template.set("count", 7);
		assertThat(template.get("count", Integer.class)).contains(7);
		assertThat(template.get("count", long.class)).contains(7L);
		assertThat(template.client().get("count")).as("native for other clients").contains(7L);
		template.set("text", "plain");
		assertThat(template.client().get("text")).as("native for other clients").contains("plain");
		template.set("bytes", new byte[] { 3, 10, -1 });
		assertThat(template.get("bytes", byte[].class)).contains(new byte[] { 3, 10, -1 });
		template.set("null", null);
		assertThat(template.get("null", Order.class)).isEmpty();
		assertThat(template.exists("null")).isTrue();
		assertThat(template.get("missing", Order.class)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void everyByteIsStoredInsideJson(Dialect dialect) {
		ZcachedTemplate template = template(dialect);
		for (int c = 0; c < 256; c++) {
			List<String> value = List.of("a" + (char) c + "b");
			template.set("key", value);
			assertThat(template.get("key", new ParameterizedTypeReference<List<String>>() {
			})).as("byte %d", c).contains(value);
		}
	}

	@Test
	void textAndKeysThatTheServerWouldLoseAreRefused() {
		ZcachedTemplate template = template(Dialect.TERMINATED);
		assertThatExceptionOfType(UnstorableValueException.class).isThrownBy(() -> template.set("key", "a\u0003b"))
			.withMessageContaining("JSON");
		assertThatExceptionOfType(UnstorableValueException.class)
			.isThrownBy(() -> template.multiSet(Map.of("a\nb", 1)));
		assertThat(template.client().dbSize()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void manyAtATimeWithThoseThatAreMissing(Dialect dialect) {
		ZcachedTemplate template = template(dialect);
		Map<String, Object> entries = new LinkedHashMap<>();
		for (int i = 0; i < 300; i++) {
			entries.put("key:" + i, i);
		}
		entries.put("null", null);
		template.multiSet(entries);
		assertThat(template.multiGet(List.of("key:299", "missing", "null", "key:0"), Integer.class))
			.containsExactly(entry("key:299", 299), entry("null", null), entry("key:0", 0));
		assertThat(template.deleteAll(List.of("key:0", "missing", "key:1"))).isEqualTo(2);
		assertThat(template.exists("key:0")).isFalse();
		assertThat(template.delete("key:2")).isTrue();
		assertThat(template.delete("key:2")).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void asynchronousCallsAnswerAsTheOthersDo(Dialect dialect) {
		ZcachedTemplate template = template(dialect);
		assertThat(template.setAsync("key", List.of("x")).thenCompose((done) -> template.getAsync("key", List.class)))
			.succeedsWithin(LIMIT)
			.isEqualTo(Optional.of(List.of("x")));
		assertThat(template.getAsync("missing", String.class)).succeedsWithin(LIMIT).isEqualTo(Optional.empty());
		assertThat(template.deleteAsync("key")).succeedsWithin(LIMIT).isEqualTo(true);
		assertThat(template.deleteAsync("key")).succeedsWithin(LIMIT).isEqualTo(false);
	}

	@Test
	void ofManyWhoSetIfAbsentExactlyOneSucceeds() throws Exception {
		ZcachedTemplate template = template(Dialect.TERMINATED);
		ExecutorService executor = Executors.newFixedThreadPool(4);
		this.resources.add(executor::shutdownNow);
		for (int round = 0; round < 50; round++) {
			String key = "key:" + round;
			List<Future<Boolean>> calls = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				String value = "caller " + i;
				calls.add(executor.submit(() -> template.setIfAbsent(key, value)));
			}
			List<String> winners = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				if (calls.get(i).get()) {
					winners.add("caller " + i);
				}
			}
			assertThat(winners).hasSize(1);
			assertThat(template.get(key, String.class)).contains(winners.get(0));
		}
		assertThat(template.client().dbSize()).as("nothing temporary is left").isEqualTo(50);
	}

	@Test
	void setIfAbsentIsRefusedWhereItCouldNotBeAtomic() {
		ZcachedTemplate template = template(Dialect.UNTERMINATED);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> template.setIfAbsent("key", 1))
			.withMessageContaining("0.0.1");
		assertThat(template.client().dbSize()).isZero();
	}

	@Test
	void whatCannotBecomeTheTypeIsToldWithoutTheValue() {
		ZcachedTemplate template = template(Dialect.TERMINATED);
		template.set("key", "secret-value");
		assertThatExceptionOfType(ZcachedSerializationException.class)
			.isThrownBy(() -> template.get("key", Order.class))
			.withMessageContaining("key")
			.withMessageContaining("Order")
			.satisfies((ex) -> assertThat(ex).hasNoCause())
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret"));
		template.set("large", 300);
		assertThatExceptionOfType(ZcachedSerializationException.class)
			.isThrownBy(() -> template.get("large", Byte.class));
		template.set("precise", Long.MAX_VALUE);
		assertThatExceptionOfType(ZcachedSerializationException.class)
			.isThrownBy(() -> template.get("precise", Double.class));
	}

	@Test
	void withoutJacksonOnlyTheTypesOfTheServerAreStored() {
		ZcachedTemplate template = new ZcachedTemplate(connection(Dialect.TERMINATED), ZcachedSerializer.nativeTypes());
		template.set("list", List.of(1, "a"));
		assertThat(template.get("list", List.class)).contains(List.of(1L, "a"));
		assertThatExceptionOfType(UnstorableValueException.class)
			.isThrownBy(() -> template.set("order", new Order("A", List.of(), Instant.EPOCH)));
		assertThatExceptionOfType(ZcachedSerializationException.class)
			.isThrownBy(() -> template.get("list", Order.class))
			.withMessageContaining("Jackson 3");
	}

	@Test
	void poolServesTheTemplate() {
		EmbeddedZcachedServer server = server(Dialect.TERMINATED);
		ConnectionPool pool = new ConnectionPool(server.address(), server.port(), 2);
		this.resources.add(pool);
		ZcachedTemplate template = new ZcachedTemplate(pool, new JacksonZcachedSerializer(new JsonMapper()));
		template.multiSet(Map.of("a", 1, "b", 2));
		assertThat(template.multiGet(List.of("a", "b"), Integer.class)).isEqualTo(Map.of("a", 1, "b", 2));
	}

	private ZcachedTemplate template(Dialect dialect) {
		return new ZcachedTemplate(connection(dialect), new JacksonZcachedSerializer(new JsonMapper()));
	}

	private Connection connection(Dialect dialect) {
		EmbeddedZcachedServer server = server(dialect);
		Connection connection = new Connection(server.address(), server.port());
		this.resources.add(connection);
		return connection;
	}

	private EmbeddedZcachedServer server(Dialect dialect) {
		EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().dialect(dialect).build().start();
		this.resources.add(server);
		return server;
	}

	record Order(String name, List<BigDecimal> prices, Instant at) {
	}

}
