package io.zcached.spring.cache;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What would come back from a cache as something else is not stored, counted, and told of
 * with the reason, once for each.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReadBackTests extends AbstractReadBackTests {

	private ZcachedCache cache;

	@BeforeEach
	void startServer() {
		this.cache = cache(ALLOWING);
	}

	static List<Object> changing() {
		return List.of(new Hidden(9), new HiddenWithEquals(9), new Unset(7), new Ignoring("a", "b"),
				new WriteOnly("a", "b"), new Transient(5), new Partial(1, "b"), new Holder(new Sub()),
				new Holders(List.of(new Base(), new Sub())), new Altering("a"), new Anything(new Point(1, 2)),
				new Anything(1L), new Numeric(1L), new Sorted(backwards(1, 2)), new Sorted(backwards(1)),
				new Shapes(new Square(1)), new Comparing("a"), new Named("a"), new Lists(new Named("a")),
				new Chosen(Unlike.SECOND), new Arrayed(new Object[] { 1L }), new Optionally(Optional.of(new Sub())),
				List.of(new Hidden(9)), Map.of("a", new Hidden(9)), Map.of("a", new Partial(1, "b")),
				Set.of(new Partial(1, "b")),
				new Hashed(new HashSet<>(Set.of(new Partial(1, "b"), new Partial(2, "c"))), new HashMap<>()),
				new Hashed(new HashSet<>(), new HashMap<>(Map.of("a", new Partial(1, "b"), "b", new Partial(2, "c")))),
				new Matching(Pattern.compile("a", Pattern.CASE_INSENSITIVE)), new Failing("a"));
	}

	@ParameterizedTest
	@MethodSource("changing")
	void whatItsJsonChangesIsNotStored(Object value, CapturedOutput output) {
		this.cache.put("key", "old");
		this.cache.put("key", value);
		assertThat(this.cache.get("key")).isNull();
		assertThat(this.cache.statistics().errors()).isEqualTo(1);
		assertThat(output).containsOnlyOnce("Cache 'orders' cannot store a value: ");
	}

	static List<Object> lasting() {
		Node node = new Node("a");
		node.next = new Node("b");
		HashSet<Partial> many = new HashSet<>(1000);
		for (int i = 100; i > 0; i--) {
			many.add(new Partial(i * 37, null));
		}
		Parent parent = new Parent();
		parent.children.add(new Child(parent));
		return List.of(new Open(3), node, parent, new Hashed(many, new HashMap<>()), new Known(new Circle(1)),
				new Lists(List.of("a")), new Lists(Arrays.asList("a", null)), new Lists(new LinkedList<>(List.of("a"))),
				new Gathered(new HashMap<>(Map.of("b", 1)).values()), new Gathered(new ArrayDeque<>(List.of("a"))),
				new Keyed(Map.of(1L, "a")), new Keyed(Map.of(1L, "a", 2L, "b", 3L, "c")),
				new Sets(Set.of("a", "b", "c")), new Sets(new LinkedHashSet<>(List.of("z", "a", "m"))),
				new Sorted(new TreeSet<>(Set.of(3, 1))), new Arrayed(new Object[] { 1, "a", null }),
				new Bytes(new byte[] { 1, 2 }, new long[0]), new Optionally(Optional.of(new Base())),
				new Optionally(Optional.empty()), new Lazy("a").withHash(), new Counting(new AtomicInteger(3)),
				new Dated(new Date(5)), new Timed(TimeUnit.DAYS), new Chosen(Unlike.FIRST), new Point(1, 2),
				new Anything("a"), new ArrayList<>(List.of(new Open(3))) {
				});
	}

	@ParameterizedTest
	@MethodSource("lasting")
	void whatHasTheSameFieldsIsStored(Object value, CapturedOutput output) {
		this.cache.put("key", value);
		Object found = Objects.requireNonNull(this.cache.get("key"), output::getOut).get();
		assertThat(found).usingRecursiveComparison().ignoringFieldsMatchingRegexes("hash").isEqualTo(value);
	}

	@Test
	void setsKeepTheirOrder() {
		List<String> order = List.of("z", "a", "m", "b", "y");
		this.cache.put("key", new Sets(new LinkedHashSet<>(order)));
		assertThat(Objects.requireNonNull(this.cache.get("key", Sets.class)).values()).containsExactlyElementsOf(order);
		this.cache.put("key", new LinkedHashSet<>(order));
		assertThat((Collection<?>) Objects.requireNonNull(this.cache.get("key")).get())
			.isEqualTo(new LinkedHashSet<>(order))
			.first()
			.isEqualTo("z");
	}

	@Test
	void eachReasonIsToldOnceAndNamesTheFieldAndNoValue(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			this.cache.put("key", new Ignoring("a", "secret"));
			this.cache.put("key", new Holder(new Sub()));
			this.cache.put("key", new Shapes(new Square(1)));
			this.cache.put("key", List.of(TimeUnit.DAYS));
			this.cache.put("key", new String[] { "a" });
			this.cache.put("key", List.of(1, new Point(1, 2)));
		}
		String name = AbstractReadBackTests.class.getName();
		assertThat(output).containsOnlyOnce("its JSON loses or changes 'hidden' of " + name + "$Ignoring")
			.containsOnlyOnce("its JSON loses or changes 'base' of " + name + "$Holder")
			.containsOnlyOnce("cannot be read (InvalidDefinitionException of " + name + "$Shape)")
			.containsOnlyOnce("A value of java.util.concurrent.TimeUnit would")
			.containsOnlyOnce("A value of java.lang.String[] would")
			.containsOnlyOnce("it holds java.lang.Integer and " + name + "$Point")
			.doesNotContain("allowed-packages")
			.doesNotContain("secret");
		assertThat(this.cache.statistics().errors()).isEqualTo(18);
	}

	@Test
	void reasonsThatAreToldHaveALimit(CapturedOutput output) {
		for (int i = 0; i < 60; i++) {
			this.cache.put("key", List.of(nested(i % 12), Map.of("a", nested(i / 12))));
		}
		assertThat(output.getOut().lines().filter((line) -> line.contains("cannot store a value"))).hasSize(50);
	}

	@Test
	void declaredTypeIsComparedAsWell(CapturedOutput output) {
		ZcachedCache bases = cache(this.connection, DEFAULTS.withValueType(Base.class));
		bases.put("key", new Sub());
		assertThat(bases.get("key")).isNull();
		bases.put("key", new Base());
		assertThat(bases.get("key")).isNotNull();
		assertThat(output).containsOnlyOnce("it would come back as " + Base.class.getName());
	}

	private static Object nested(int depth) {
		Object value = new Point(1, 2);
		for (int i = 0; i < depth; i++) {
			value = List.of(value);
		}
		return value;
	}

	private static SortedSet<Integer> backwards(Integer... numbers) {
		SortedSet<Integer> set = new TreeSet<>(Comparator.reverseOrder());
		set.addAll(Set.of(numbers));
		return set;
	}

}
