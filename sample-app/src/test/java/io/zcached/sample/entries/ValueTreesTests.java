package io.zcached.sample.entries;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values as trees: each type by its name, and never more than one can look at.
 */
class ValueTreesTests {

	static List<ValueTree> scalars() {
		return List.of(leaf("text", "string"), leaf("9223372036854775807", "integer"), leaf("2.5", "float"),
				leaf("true", "boolean"), leaf("null", "null"));
	}

	private static ValueTree leaf(String text, String type) {
		return new ValueTree(null, type, text, text.length(), List.of());
	}

	@ParameterizedTest
	@MethodSource("scalars")
	void scalarShouldBeTextOfItsType(ValueTree expected) {
		assertThat(new ValueTrees().of(value(expected))).isEqualTo(expected);
	}

	private static @Nullable Object value(ValueTree tree) {
		return switch (tree.type()) {
			case "integer" -> Long.MAX_VALUE;
			case "float" -> 2.5;
			case "boolean" -> true;
			case "null" -> null;
			default -> tree.text();
		};
	}

	@Test
	void collectionsShouldHaveLabelledElements() {
		ValueTree tree = new ValueTrees().of(Map.of("key", List.of("a", "b")));
		assertThat(tree.type()).isEqualTo("map");
		ValueTree list = tree.children().get(0);
		assertThat(list.label()).isEqualTo("key");
		assertThat(list.type()).isEqualTo("list");
		assertThat(list.children()).extracting(ValueTree::label).containsExactly("0", "1");
		assertThat(new ValueTrees().of(new LinkedHashSet<>(List.of(1L))).type()).isEqualTo("ordered set");
		ValueTree set = new ValueTrees().of(Set.of(1L));
		assertThat(set.type()).isEqualTo("set");
		assertThat(set.children().get(0).label()).isNull();
	}

	@Test
	void largeCollectionShouldBeCutAndTellItsSize() {
		ValueTree tree = new ValueTrees().of(Collections.nCopies(100_000, List.of(1L)));
		assertThat(tree.size()).isEqualTo(100_000);
		assertThat(count(tree)).isLessThanOrEqualTo(ValueTrees.MAX_NODES);
	}

	private static int count(ValueTree tree) {
		return 1 + tree.children().stream().mapToInt(ValueTreesTests::count).sum();
	}

	@Test
	void longTextShouldBeCutBetweenCharacters() {
		String text = "x".repeat(ValueTrees.MAX_TEXT - 1) + "\ud83d\ude00";
		ValueTree tree = new ValueTrees().of(text);
		assertThat(tree.text()).isEqualTo("x".repeat(ValueTrees.MAX_TEXT - 1));
		assertThat(tree.size()).isEqualTo(text.length());
	}

}
