package io.zcached.client.protocol;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How large and how deep a request may be, whatever its parts say of themselves.
 */
class RequestSizeTests extends AbstractRequestTests {

	@ParameterizedTest
	@EnumSource
	void takesFramesUpToTheLimitAndNotAByteMore(Dialect dialect) {
		int limit = dialect.maxFrameSize();
		assertThat(limit).isEqualTo(dialect.hasTerminator() ? 10 * 1024 * 1024 : 4096);
		int overhead = set(dialect, "x".repeat(limit - 200)).length() - (limit - 200);
		for (int size : new int[] { limit - 1, limit }) {
			assertThat(set(dialect, "x".repeat(size - overhead))).hasSize(size);
		}
		assertRefusedFor(() -> set(dialect, "x".repeat(limit + 1 - overhead)))
			.isEqualTo("SET of key 'k' refused: the request has " + (limit + 1) + " bytes, and the server takes "
					+ limit + "; store it in several smaller values");
		byte[] raw = Wire.bytes("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$" + (limit + 1 - overhead) + "\r\n"
				+ "x".repeat(limit + 1 - overhead) + "\r\n");
		assertRefusedFor(() -> RawRequest.write(this.request, dialect, raw)).contains("has " + (limit + 1) + " bytes");
	}

	@Test
	void whenListHoldsItselfThenItIsRefused() {
		List<Object> list = new ArrayList<>();
		list.add(list);
		list.add(list);
		assertRefused(Dialect.TERMINATED, list).contains("nested deeper than 128 levels (does it hold itself?)");
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("m", map);
		assertRefused(Dialect.TERMINATED, map).contains("does it hold itself?");
		Object[] array = new Object[1];
		array[0] = array;
		assertRefused(Dialect.UNTERMINATED, array).contains("does it hold itself?");
	}

	@Test
	void takesTheDeepestNestingAndReadsItBack() {
		Object value = "x";
		for (int i = 0; i < ValueWriter.MAX_DEPTH; i++) {
			value = List.of(value);
		}
		String frame = set(Dialect.UNTERMINATED, value);
		Wire.Outcome outcome = Wire.read(Dialect.UNTERMINATED, Wire.bytes(frame));
		assertThat(outcome.replies().get(0).value()).isEqualTo(List.of("SET", "k", value));
		Object deeper = List.of(value);
		assertRefused(Dialect.TERMINATED, deeper).contains("nested deeper");
	}

	@Test
	void whenPartsAreSharedThenFrameIsRefusedBeforeItFillsTheMemory() {
		Object value = List.of("x");
		for (int i = 0; i < 100; i++) {
			value = List.of(value, value);
		}
		Object bomb = value;
		assertRefused(Dialect.TERMINATED, bomb).contains("larger than the 10485760 bytes that the server takes");
		String text = "x".repeat(10_000_000);
		Object[] keys = new Object[2000];
		Arrays.fill(keys, text);
		assertRefusedFor(() -> write(Dialect.TERMINATED, command("MGET", keys))).contains("larger than the 10485760");
	}

	@Test
	void whenIteratorDoesNotEndThenValueIsRefused() {
		for (int size : new int[] { 0, 1, 1000, Integer.MAX_VALUE }) {
			assertRefused(Dialect.TERMINATED, new LyingList(size, Integer.MAX_VALUE))
				.containsAnyOf("was changed while it was being encoded", "larger than the 10485760 bytes");
		}
	}

	@Test
	void whenSizeLiesThenValueIsRefusedInsteadOfSentShortOrLong() {
		for (int actual : new int[] { 0, 1, 3, 4 }) {
			assertRefused(Dialect.TERMINATED, new LyingList(2, actual))
				.contains("was changed while it was being encoded");
			assertRefused(Dialect.TERMINATED, new LyingMap(2, actual))
				.contains("was changed while it was being encoded");
		}
		assertThat(set(Dialect.TERMINATED, new LyingList(2, 2))).contains("*2\r\n:1\r\n:1\r\n");
		assertThat(set(Dialect.TERMINATED, new LyingMap(2, 2))).contains("%2\r\n$1\r\n0");
	}

	/** Says one size and has another. */
	private static final class LyingList extends AbstractList<Object> {

		private final int size;

		private final int actual;

		LyingList(int size, int actual) {
			this.size = size;
			this.actual = actual;
		}

		@Override
		public Object get(int index) {
			return 1;
		}

		@Override
		public int size() {
			return this.size;
		}

		@Override
		public Iterator<Object> iterator() {
			return Stream.<Object>generate(() -> 1).limit(this.actual).iterator();
		}

	}

	/** Says one size and has another. */
	private static final class LyingMap extends AbstractMap<String, Object> {

		private final int size;

		private final int actual;

		LyingMap(int size, int actual) {
			this.size = size;
			this.actual = actual;
		}

		@Override
		public int size() {
			return this.size;
		}

		@Override
		public Set<Entry<String, Object>> entrySet() {
			Map<String, Object> map = new LinkedHashMap<>();
			for (int i = 0; i < this.actual; i++) {
				map.put("" + i, i);
			}
			return map.entrySet();
		}

	}

}
