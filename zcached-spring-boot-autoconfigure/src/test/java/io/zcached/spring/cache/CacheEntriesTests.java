package io.zcached.spring.cache;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.zcached.client.protocol.Dialect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.cache.Cache;
import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CacheEntries}: what comes back is what was stored, or nothing does
 * (rows 63 and 64).
 */
class CacheEntriesTests extends AbstractZcachedCacheTests {

	@ParameterizedTest
	@EnumSource
	void valuesComeBackAsTheyWere(Dialect dialect) {
		ZcachedCache cache = cache(dialect, ALLOWING);
		Order order = new Order("a\nb", 1);
		for (Object value : Arrays.asList("text", "a\nb\u0003c", "", "ü😀", 1, 2L, (short) 3, (byte) 4, 1.5, 2.5f, true,
				Double.NaN, Float.NEGATIVE_INFINITY, List.of(Double.NaN), 'c', null, order, Colour.RED,
				new BigDecimal("1.10"), Duration.ofSeconds(5), UUID.randomUUID(), URI.create("urn:a"),
				List.of("a", 1, true), Map.of("a", List.of(1.5)), List.of(order, new Order("b", 2)),
				Arrays.asList(order, null), List.of(1L, 2L), Set.of(1, 2), Set.of(Colour.RED), Map.of("a", order),
				Map.of("a", List.of(order)), List.of(List.of(Duration.ZERO)), new ArrayList<>(),
				Collections.unmodifiableMap(new LinkedHashMap<>(Map.of("a", 1))))) {
			cache.put("key", value);
			Cache.ValueWrapper found = cache.get("key");
			assertThat(found).as("%s", value).isNotNull();
			assertThat(Objects.requireNonNull(found).get()).isEqualTo(value);
		}
		cache.put("bytes", new byte[] { 3, 10, -1 });
		assertThat(cache.get("bytes", byte[].class)).containsExactly(3, 10, -1);
	}

	@Test
	void whatWouldNotComeBackAsItWasIsNotStoredAndRemovesTheOldValue() {
		ZcachedCache cache = cache(ALLOWING);
		for (Object value : List.of(new Object(), List.of(new Order("a", 1), Colour.RED), List.of(1L, 1.5),
				new Page<>(List.of(new Order("a", 1))), new LinkedList<>(List.of("a")), new TreeSet<>(Set.of("a")),
				new TreeMap<>(Map.of("a", 1)), Map.of(1, "a"), new ProcessBuilder(), List.of(new ProcessBuilder()),
				new Order[0], nested(40))) {
			cache.put("key", "old");
			cache.put("key", value);
			assertThat(cache.get("key")).as(value.getClass().getName()).isNull();
		}
	}

	@Test
	void declaredTypeIsAskedForBothWays() {
		ZcachedCache cache = cache(DEFAULTS.withValueType(Order.class));
		cache.put("key", new Order("a", 1));
		assertThat(cache.get("key", Order.class)).isEqualTo(new Order("a", 1));
		client().set("orders::key", List.of(1, 0, "0", "native", "text"));
		assertThat(cache.get("key")).isNull();
		cache.put("key", new Order("a", 1));
		cache.put("key", "text");
		assertThat(cache.get("key")).isNull();
		assertThat(cache.statistics().errors()).isEqualTo(1);
	}

	@Test
	void entryOfAnotherClassIsNotReadAsTheDeclaredType() {
		ZcachedCache cache = cache(ALLOWING.withValueType(Order.class));
		client().set("orders::key", entry("json:" + Colour.class.getName(), "{\"name\":\"a\",\"count\":0}"));
		assertThat(cache.get("key")).isNull();
		client().set("orders::key", entry("json:" + Order.class.getName(), "{\"name\":\"a\",\"count\":0}"));
		assertThat(cache.get("key", Order.class)).isEqualTo(new Order("a", 0));
	}

	@Test
	void declaredTypeThatDoesNotTellWhatIsInsideLosesNothing() {
		ZcachedCache lists = cache(ALLOWING.withValueType(List.class));
		List<Order> orders = List.of(new Order("a", 1));
		lists.put("key", orders);
		assertThat(lists.get("key", List.class)).isEqualTo(orders);
		lists.put("key", Set.of(1));
		assertThat(lists.get("key")).as("not of the declared type").isNull();
		ZcachedCache pages = cache(this.connection, ALLOWING.withValueType(Page.class));
		pages.put("key", new Page<>(orders));
		assertThat(pages.get("key")).isNull();
		Type type = ResolvableType.forClassWithGenerics(Page.class, Order.class).getType();
		ZcachedCache typed = cache(this.connection, DEFAULTS.withValueType(type));
		typed.put("key", new Page<>(orders));
		assertThat(typed.get("key", Page.class)).isEqualTo(new Page<>(orders));
	}

	@Test
	void nullIsAValueUnlessSwitchedOff() {
		ZcachedCache cache = cache(DEFAULTS);
		cache.put("key", null);
		assertThat(Objects.requireNonNull(cache.get("key")).get()).isNull();
		ZcachedCache without = cache(this.connection, DEFAULTS.withCacheNullValues(false));
		assertThat(without.get("key")).as("a null that another one has stored").isNull();
		without.put("key", "value");
		assertThat(without.putIfAbsent("key", null)).isNotNull();
		without.put("key", null);
		assertThat(without.get("key")).as("the value before is not found any more").isNull();
		assertThat(without.<@Nullable Object>get("key", () -> null)).isNull();
		assertThat(client().exists("orders::key")).isFalse();
	}

	@Test
	void whatSomebodyElseWroteIsAMissAndLoadsNoClass() {
		ZcachedCache cache = cache(ALLOWING);
		List<Object> poisons = List.of("text", 7, List.of(), entry("json:" + Canary.class.getName()),
				List.of(2, 0, "0", "native", "newer version"), entry("json:java.lang.ProcessBuilder", "{}"),
				entry("json:" + Order.class.getName(), "{\"name\":"), entry("json:" + Order.class.getName(), "null"),
				entry("json:" + Page.class.getName(), "{\"items\":[]}"), entry("json:" + Broken.class.getName(), "{}"),
				entry("json:java.util.List<java.lang.ProcessBuilder>", "[]"), entry("json:java.util.List<>", "[]"),
				entry("json:java.time.Instant" + "[]".repeat(300), "[]"),
				entry("json:java.time.Instant" + "[]".repeat(20_000), "[]"),
				entry("json:" + "java.util.List<".repeat(20_000) + ">".repeat(20_000), "[]"),
				entry("json:java.util.List", 1), entry("int", 1L << 40), entry("int", "text"), entry("short", 70_000),
				entry("byte", 128), entry("float", "text"), entry("native", List.of(1)), entry("other", 1));
		for (Object poison : poisons) {
			client().set("orders::key", poison);
			assertThat(cache.get("key")).as("%.80s", poison).isNull();
		}
		client().set("orders::key", entry("json:" + Canary.class.getName(), "{}"));
		assertThat(elsewhere().get("key")).isNull();
		assertThat(Loaded.count).as("nothing outside the allowed packages is loaded").hasValue(0);
		assertThat(cache.statistics().misses()).containsEntry(MissReason.UNREADABLE, (long) poisons.size());
	}

	private static List<Object> entry(Object... typeAndPayload) {
		List<Object> entry = new ArrayList<>(List.of(1, 0, "0"));
		entry.addAll(List.of(typeAndPayload));
		return entry;
	}

	private static Object nested(int depth) {
		Object value = List.of();
		for (int i = 0; i < depth; i++) {
			value = List.of(value);
		}
		return value;
	}

	record Order(String name, int count) {
	}

	record Page<T>(List<T> items) {
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

	/** Cannot be loaded. */
	static class Broken {

		private static final Object FAILURE = Objects.requireNonNull(List.of().stream().findAny().orElse(null));

		public Object value = FAILURE;

	}

	static final class Loaded {

		static final AtomicInteger count = new AtomicInteger();

		private Loaded() {
		}

	}

}
