package io.zcached.spring.cache;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.springframework.cache.interceptor.SimpleKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link KeyText} and {@link CacheKeys}: whoever chooses the arguments of a
 * method cannot choose those of another call.
 */
class KeyTextTests {

	private final CacheKeys keys = new CacheKeys(null, "orders");

	@Test
	void keyThatHoldsItselfIsRefused() {
		List<Object> list = new ArrayList<>();
		list.add(list);
		Map<String, Object> map = new HashMap<>();
		map.put("self", map);
		for (Object key : List.of(list, map.values())) {
			assertThatIllegalStateException().isThrownBy(() -> KeyText.of(key)).withMessageContaining("holds itself");
		}
		Object nested = "deep";
		for (int i = 0; i < 20; i++) {
			nested = List.of(nested);
		}
		assertThat(KeyText.of(nested)).contains("4:deep");
	}

	@Test
	void keysThatDifferHaveTextsThatDiffer() {
		List<Object> different = List.of("a", "a, b", SimpleKey.EMPTY, new SimpleKey("a, b", "c"),
				new SimpleKey("a", "b, c"), new SimpleKey("a", "b", "c"), new SimpleKey("a", null),
				new SimpleKey("a", "null"), new SimpleKey("a", "-"), new SimpleKey(List.of("a", "b")),
				new SimpleKey(List.of("a, b")), List.of("a", "b", "x"), List.of("a, b", "x"),
				List.of(List.of("a"), "b"), List.of("a", List.of("b")), new Pair("a, second=b", "c"),
				new Pair("a", "b, second=c"), new Id("1"), new OtherId("1"), List.of("1"), Map.of("a", "b"),
				Map.of("a=b", ""), Optional.empty(), Optional.of("(1:a)"), new int[] { 1, 2 }, new int[] { 12 },
				new String[][] { { "x" }, { "y" } }, "(1:a,1:b)", "sha256:0", "(sha256:0");
		Set<String> texts = new HashSet<>();
		for (Object key : different) {
			assertThat(texts.add(this.keys.of(key))).as("%s", key).isTrue();
		}
	}

	@Test
	void equalKeysHaveTheSameText() {
		assertThat(this.keys.of(new SimpleKey("a", 1))).isEqualTo(this.keys.of(new SimpleKey("a", 1)))
			.isEqualTo("orders::(1:a,1:1)");
		assertThat(this.keys.of(Set.of("a", "b", "c"))).isEqualTo(this.keys.of(new HashSet<>(List.of("c", "b", "a"))));
		assertThat(this.keys.of(Map.of("a", 1, "b", 2))).isEqualTo(this.keys.of(Map.of("b", 2, "a", 1)));
		assertThat(this.keys.of(new Pair("a", "b"))).isEqualTo(this.keys.of(new Pair("a", "b")));
		assertThat(this.keys.of(new long[] { 1 })).isEqualTo(this.keys.of(new long[] { 1 }));
		UUID id = UUID.randomUUID();
		assertThat(this.keys.of(id)).isEqualTo("orders::" + id);
		assertThat(this.keys.of("isbn-1")).isEqualTo("orders::isbn-1");
		assertThat(this.keys.of(List.of("x".repeat(5000)))).isEqualTo(this.keys.of(List.of("x".repeat(5000))))
			.startsWith("orders::(sha256:")
			.hasSizeLessThan(100);
	}

	@Test
	void recordsOfDifferentClassesAreApartAlsoInside() {
		assertThat(this.keys.of(new Id("1")))
			.isEqualTo("orders::(r" + Id.class.getName().length() + ":" + Id.class.getName() + ",1:1)");
		assertThat(this.keys.of(new SimpleKey(new Id("1"), "a")))
			.isNotEqualTo(this.keys.of(new SimpleKey(new OtherId("1"), "a")));
		assertThat(this.keys.of(new Empty())).isNotEqualTo(this.keys.of(new OtherEmpty()));
	}

	@Test
	void keysAreLimitedByTheBytesThatTheServerCounts() {
		for (String character : List.of("k", "ü", "字", "😀")) {
			int bytes = character.getBytes(StandardCharsets.UTF_8).length;
			String longest = character.repeat(1024 / bytes) + "k".repeat(1024 % bytes);
			assertThat(this.keys.of(longest)).isEqualTo("orders::" + longest);
			assertThat(this.keys.of(longest + "k")).startsWith("orders::sha256:");
			assertThat(this.keys.of("k" + longest)).startsWith("orders::sha256:");
		}
		assertThat(new CacheKeys("字".repeat(170), "orders").start()).endsWith("orders::");
		assertThatIllegalArgumentException().isThrownBy(() -> new CacheKeys("字".repeat(171), "orders"))
			.withMessageContaining("at most 512 bytes");
		assertThatIllegalArgumentException().isThrownBy(() -> new CacheKeys(null, "字".repeat(171)))
			.withMessageContaining("from 1 to 512 bytes");
	}

	@Test
	void halfACharacterIsHashedWhereverItStands() {
		for (String text : List.of("\ud83d", "\ude00", "a\ud83d", "\ud83da", "\ude00\ud83d")) {
			assertThat(this.keys.of(text)).startsWith("orders::sha256:");
		}
	}

	@Test
	void keysWithoutTextOfTheirOwnAreRefused() {
		for (Object key : List.of(new Object(), new SimpleKey("a", new Object()), Arrays.asList("a", new Object()))) {
			assertThatIllegalStateException().isThrownBy(() -> this.keys.of(key)).withMessageContaining("toString()");
		}
	}

	record Pair(String first, String second) {
	}

	record Id(String value) {
	}

	record OtherId(String value) {
	}

	record Empty() {
	}

	record OtherEmpty() {
	}

}
