package io.zcached.client.protocol;

import java.lang.management.ManagementFactory;
import java.util.function.IntFunction;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Work is linear in the bytes that came. Compared is processor time for n and for 8 n:
 * linear work takes about 8 times as long, quadratic work 64 times.
 */
class ReplyReaderLinearTimeTests {

	private static final int GROWTH = 8;

	private static final int ROUNDS = 5;

	@Test
	void whenLineComesByteByByteThenWorkIsLinear() {
		assertLinear(16_000, (n) -> "+" + "x".repeat(n) + "\r\n", 1);
	}

	@Test
	void whenLineOfCarriageReturnsComesByteByByteThenWorkIsLinear() {
		assertLinear(16_000, (n) -> "-" + "\r".repeat(n) + "\r\n", 1);
	}

	@Test
	void whenStringComesByteByByteThenWorkIsLinear() {
		assertLinear(64_000, (n) -> "$" + n + "\r\n" + "x".repeat(n) + "\r\n", 1);
	}

	@Test
	void whenArrayComesByteByByteThenWorkIsLinear() {
		assertLinear(16_000, (n) -> "*" + n + "\r\n" + ":1\r\n".repeat(n), 1);
	}

	@Test
	void whenElementsOfSetAreEqualThenWorkIsLinear() {
		assertLinear(16_000, (n) -> "/" + n + "\r\n" + "$1\r\nx\r\n".repeat(n), 4096);
	}

	@Test
	void whenArraysAreEmptyThenWorkIsLinear() {
		assertLinear(16_000, (n) -> "*" + n + "\r\n" + "*0\r\n".repeat(n), 4096);
	}

	@Test
	void whenHashCodesOfMapKeysCollideThenWorkIsNearlyLinear() {
		assertLinear(4096, (n) -> collidingKeys("%", ":1\r\n", n), 4096);
	}

	@Test
	void whenHashCodesOfSetElementsCollideThenWorkIsNearlyLinear() {
		assertLinear(4096, (n) -> collidingKeys("~", "", n), 4096);
	}

	/** "Aa" and "BB" have the same hash code, and so have all their combinations. */
	private static String collidingKeys(String prefix, String value, int count) {
		StringBuilder wire = new StringBuilder(prefix + count + "\r\n");
		for (int i = 0; i < count; i++) {
			wire.append("$32\r\n");
			for (int bit = 0; bit < 16; bit++) {
				wire.append(((i >> bit) & 1) == 0 ? "Aa" : "BB");
			}
			wire.append("\r\n").append(value);
		}
		return wire.toString();
	}

	private static void assertLinear(int n, IntFunction<String> wire, int step) {
		byte[] small = Wire.bytes(wire.apply(n));
		byte[] large = Wire.bytes(wire.apply(GROWTH * n));
		long forSmall = Long.MAX_VALUE;
		long forLarge = Long.MAX_VALUE;
		for (int i = 0; i < ROUNDS; i++) {
			for (int repeat = 0; repeat < GROWTH; repeat++) {
				forSmall = Math.min(forSmall, work(small, step));
			}
			forLarge = Math.min(forLarge, work(large, step));
		}
		assertThat((double) forLarge / Math.max(forSmall, 1)).isLessThan(4.0 * GROWTH);
	}

	private static long work(byte[] bytes, int step) {
		ReplyReader reader = new ReplyReader(Dialect.UNTERMINATED);
		long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		boolean complete = false;
		try {
			int from = 0;
			for (int to = Math.min(step, bytes.length); !complete; to = Math.min(to + step, bytes.length)) {
				complete = reader.read(bytes, from, to);
				from = reader.position();
			}
			assertThat(from).isEqualTo(bytes.length);
		}
		catch (MalformedReplyException ex) {
			throw new AssertionError(ex);
		}
		return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
	}

}
