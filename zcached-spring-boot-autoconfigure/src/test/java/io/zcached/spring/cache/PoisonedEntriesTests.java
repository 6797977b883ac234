package io.zcached.spring.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * What somebody who can write anything to the server can do to an application that reads
 * it: nothing but misses.
 */
class PoisonedEntriesTests extends AbstractZcachedCacheTests {

	private static final String HERE = PoisonedEntriesTests.class.getPackageName();

	private static final long SMALL_STACK = 256 * 1024;

	@Test
	void nameThatIsNoneOfAClassReachesNoClassLoader() {
		List<String> asked = new ArrayList<>();
		AllowedTypes types = new AllowedTypes(List.of(HERE), new ClassLoader(getClass().getClassLoader()) {

			@Override
			protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
				asked.add(name);
				return super.loadClass(name, resolve);
			}

		});
		assertThat(types.find(Node.class.getName())).isEqualTo(Node.class);
		assertThat(asked).containsExactly(Node.class.getName());
		for (String name : List.of("/../../Node", "\\..\\Node", "..Node", "Node\u0000", "Node\n", "Node;", "Node<",
				"Node<java.lang.String>", " Node", "Node ", "Node.", ".", "", "a/b", "%2e", "Node$" + "a".repeat(5000),
				"a.".repeat(5000) + "Node", "\u200bNode", "Node[]", "Node>")) {
			for (String poison : List.of(HERE + "." + name, "java.util.List<" + HERE + "." + name + ">",
					"java.time." + name)) {
				assertThat(types.find(poison)).as("%.80s", poison).isNull();
			}
		}
		for (String name : List.of("[L" + HERE + ".Node;", "[[B", "int", "void", "java.lang.Object", HERE,
				HERE + "x.Node", "java.util.List<java.util.List>x",
				"java.util.Optional<" + Node.class.getName() + ">")) {
			types.find(name);
		}
		assertThat(asked).as("a parallel-capable class loader keeps each name for ever")
			.containsExactly(Node.class.getName());
	}

	@Test
	void numberWithAHugeExponentTakesNoTime() {
		ZcachedCache cache = cache(ALLOWING);
		for (String type : List.of("java.time.Duration", "java.time.Instant", "java.time.Year", "java.time.LocalDate",
				"java.time.ZonedDateTime", "java.time.OffsetDateTime", "java.math.BigInteger", "java.math.BigDecimal",
				"java.lang.Long", "java.lang.Double", "java.lang.Character", "java.util.List", Node.class.getName())) {
			for (String payload : List.of("1e1000000000", "-1e-1000000000", "[1e1000000000]", "\"1e1000000000\"",
					"{\"number\":1e1000000000}", "{\"number\":" + "9".repeat(100_000) + "}")) {
				client().set("orders::key", List.of(1, 0, "0", "json:" + type, payload));
				assertTimeoutPreemptively(LIMIT, () -> cache.get("key"), type + " " + payload);
			}
		}
	}

	@Test
	void nestingIsAMissHoweverSmallTheStack() throws Exception {
		ZcachedCache cache = cache(ALLOWING);
		for (int depth : new int[] { 100, 499, 5_000, 500_000 }) {
			for (String type : List.of(Node.class.getName(), "java.util.List", "java.util.Map")) {
				String payload = type.endsWith("List") ? "[".repeat(depth) + "]".repeat(depth)
						: "{\"next\":".repeat(depth) + "null" + "}".repeat(depth);
				client().set("orders::key", List.of(1, 0, "0", "json:" + type, payload));
				assertThat(failureOn(() -> cache.get("key"))).as(type + " " + depth).isNull();
			}
		}
	}

	private static @Nullable Throwable failureOn(Runnable call) throws InterruptedException {
		AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
		Thread thread = new Thread(null, call, "small", SMALL_STACK);
		thread.setUncaughtExceptionHandler((small, ex) -> failure.set(ex));
		thread.start();
		thread.join(LIMIT.toMillis());
		assertThat(thread.isAlive()).as("hangs").isFalse();
		return failure.get();
	}

	@Test
	void generationOfAnotherKindIsNone() {
		ZcachedCache cache = cache(ALLOWING);
		cache.put("key", 1);
		client().set("orders:generation", List.of(1, 2));
		assertThat(Objects.requireNonNull(cache.get("key")).get()).isEqualTo(1);
	}

	record Node(@Nullable Node next, int number) {
	}

}
