package io.zcached.client.protocol;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a broken or hostile server sends: refused, at no cost beyond the bytes that came.
 */
class MalformedReplyTests {

	private static final long SLACK = 64 * 1024;

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = ';', value = { "$2147483647\\r\\n; 2147483647",
			"$-2\\r\\n; expected a length, but got '-2'", "$-1\\r\\n; -1", "$4294967296\\r\\n; 4294967296",
			"$0:\\r\\n; expected a length, but got '0:'", "*999999999\\r\\n; 999999999", "%\\r\\n; expected a length",
			"%x\\r\\n; 'x'", "$\\r\\n; expected a length", "*\\r\\n; expected a length",
			"$12345678901234567890\\r\\n; 12345678901234567890", "~268435457\\r\\n; at most 268435456", "$+5\\r\\n; +5",
			"$05\\r\\nvalue\\r\\n; 05", "$ 5\\r\\nvalue\\r\\n; ' 5'", ":+5\\r\\n; +5", ":007\\r\\n; 007",
			":-0\\r\\n; -0", ":\\r\\n; integer", ":-\\r\\n; '-'",
			":abc\\r\\n; expected a 64-bit integer, but got 'abc'", ":1_000\\r\\n; 1_000",
			":9223372036854775808\\r\\n; 9223372036854775808", ":-9223372036854775809\\r\\n; -9223372036854775809",
			":9999999999999999999\\r\\n; 9999999999999999999", ":99999999999999999999\\r\\n; 99999999999999999999",
			":1.5\\r\\n; 1.5", ",abc\\r\\n; abc", ",1e5\\r\\n; 1e5", ",+1\\r\\n; +1", ",1.\\r\\n; 1.", ",.5\\r\\n; .5",
			",1.2.3\\r\\n; 1.2.3", ",\\r\\n; decimal", ",-\\r\\n; '-'", ",00\\r\\n; 00", ",-01.5\\r\\n; -01.5",
			",NaN\\r\\n; NaN", ",Infinity\\r\\n; Infinity", ",0x1p3\\r\\n; 0x1p3", ",1d\\r\\n; 1d",
			"#x\\r\\n; expected t or f, but got 'x'", "#\\r\\n; t or f", "#tt\\r\\n; tt", "_x\\r\\n; 'x'",
			"+OK\\n; expected \\r before \\n, but got '\\x0A'", "+\\n; \\x0A", ":5\\n; \\x0A", "$3\\n; \\x0A",
			"$3\\r\\nfooXY; expected the end of a string of 3 bytes, but got 'X'", "$3\\r\\nfoo\\n; \\x0A",
			"$3\\r\\nfoo\\r\\r\\n; '\\x0D'", "$2\\r\\nfoo\\r\\n; 'o'", "\\x80; expected a value, but got '\\x80'",
			"\\x00; \\x00", "\\x03; \\x03", "\\r\\n; \\x0D\\x0A", "OK\\r\\n; OK", ">1\\r\\n; >1", "(12\\r\\n; (12",
			"!3\\r\\nERR\\r\\n; !3", "=3\\r\\n; =3", "|1\\r\\n; |1",
			"*1\\r\\n-ERR x\\r\\n; expected a value, but got '-ERR x", "%1\\r\\n$1\\r\\na\\r\\n-ERR x\\r\\n; -ERR x",
			"*1\\r\\nx; 'x'", "%1\\r\\n:1\\r\\n:2\\r\\n; expected a string as map key, but got ':1\\x0D",
			"%1\\r\\n_\\r\\n; map key", "%1\\r\\n*1\\r\\n$1\\r\\na\\r\\n; map key", "*1\\r\\n%1\\r\\n%0\\r\\n; map key",
			"%2\\r\\n$1\\r\\na\\r\\n:1\\r\\n$1\\r\\na\\r\\n:2\\r\\n; expected distinct map keys, but got 'a' twice",
			"%2\\r\\n$1\\r\\na\\r\\n_\\r\\n+a\\r\\n_\\r\\n; 'a' twice",
			"%2\\r\\n$2\\r\\n\\x1B[\\r\\n_\\r\\n$2\\r\\n\\x1B[\\r\\n_\\r\\n; '\\x1B[' twice" })
	void whenReplyIsMalformedThenMessageShowsTheBytes(String wire, String message) {
		byte[] bytes = Wire.bytes(unescape(wire));
		for (Dialect dialect : Dialect.values()) {
			Wire.Outcome outcome = Wire.read(dialect, bytes);
			assertThat(outcome.failure()).as("%s %s", dialect, wire).contains(message);
			assertThat(outcome.replies()).isEmpty();
			assertThat(Wire.read(dialect, bytes, (at) -> 1).isMalformed()).as("%s byte by byte", wire).isTrue();
			for (int cut = 1; cut < bytes.length; cut++) {
				int first = cut;
				assertThat(Wire.read(dialect, bytes, (at) -> (at == 0) ? first : bytes.length).isMalformed()).isTrue();
			}
		}
	}

	private static String unescape(String text) {
		String result = text.replace("\\r", "\r").replace("\\n", "\n");
		for (int i = result.indexOf("\\x"); i >= 0; i = result.indexOf("\\x")) {
			result = result.substring(0, i) + (char) Integer.parseInt(result.substring(i + 2, i + 4), 16)
					+ result.substring(i + 4);
		}
		return result;
	}

	@ParameterizedTest
	@ValueSource(strings = { "+OK\r\n+OK\r\n", "+OK\r\n\u0004", "$1\r\nx\r\n\n", "*1\r\n_\r\n_\r\n", "*0\r\n\0" })
	void whenAnotherByteStandsInPlaceOfTheTerminatorThenReplyIsMalformed(String wire) {
		Wire.Outcome outcome = Wire.read(Dialect.TERMINATED, Wire.bytes(wire));
		assertThat(outcome.failure()).startsWith("expected byte 0x03 behind a reply, but got '");
		assertThat(Wire.read(Dialect.TERMINATED, Wire.bytes(wire), (at) -> 1).isMalformed()).isTrue();
	}

	@Test
	void whenAnUnterminatedServerSendsTheTerminatorThenItIsNoValue() {
		Wire.Outcome outcome = Wire.read(Dialect.UNTERMINATED, Wire.bytes("+OK\r\n\u0003"));
		assertThat(outcome.replies()).hasSize(1);
		assertThat(outcome.failure()).isEqualTo("expected a value, but got '\\x03'");
	}

	@Test
	void whenMessageQuotesBytesThenTheyAreEscapedAndCut() {
		Wire.Outcome outcome = Wire.read(Dialect.TERMINATED, Wire.bytes(":\u001B[2J" + "\u00E9".repeat(500) + "\r\n"));
		assertThat(outcome.failure()).contains("\\x1B[2J\\xE9").contains("...").hasSizeLessThan(350);
		assertThat(outcome.failure().chars()).allMatch((c) -> c >= 0x20 && c < 0x7F);
	}

	@ParameterizedTest
	@ValueSource(chars = { '$', '*', '%', '/', '~', ':', '#', '_' })
	void whenLengthLineDoesNotEndThenItIsNotWaitedFor(char prefix) {
		byte[] bytes = Wire.bytes(prefix + "1".repeat(1024 * 1024));
		assertThat(Wire.read(Dialect.TERMINATED, bytes, (at) -> 1).isMalformed()).isTrue();
		byte[] whole = Wire.bytes(prefix + "1".repeat(1024 * 1024) + "\r\n");
		assertThat(Wire.read(Dialect.TERMINATED, whole).isMalformed()).isTrue();
	}

	@ParameterizedTest
	@EnumSource(names = { "ARRAY", "MAP", "SET", "ORDERED_SET" })
	void whenNestedAMillionDeepThenReplyIsMalformed(WireType type) {
		String level = (char) type.prefix() + "1\r\n" + ((type == WireType.MAP) ? "+k\r\n" : "");
		byte[] bytes = Wire.bytes(level.repeat(1_000_000));
		assertThat(Wire.read(Dialect.TERMINATED, bytes).failure()).isEqualTo("nested deeper than 256 levels");
	}

	@ParameterizedTest
	@ValueSource(strings = { "$268435456\r\nabc", "*268435456\r\n:1\r\n", "%268435456\r\n+k\r\n:1\r\n",
			"/268435456\r\n:1\r\n", "~268435456\r\n:1\r\n", "*268435456\r\n*268435456\r\n*268435456\r\n" })
	void whenHugeLengthIsAnnouncedThenMemoryGrowsWithTheBytesThatCame(String wire) throws MalformedReplyException {
		byte[] bytes = Wire.bytes(wire);
		ReplyReader reader = new ReplyReader(Dialect.TERMINATED);
		long before = allocated();
		boolean complete = reader.read(bytes, 0, bytes.length);
		long growth = allocated() - before;
		assertThat(complete).isFalse();
		assertThat(growth).isLessThanOrEqualTo(bytes.length + SLACK);
	}

	@Test
	void whenContainersNestToTheLimitWithHugeCountsThenMemoryStaysSmall() throws MalformedReplyException {
		byte[] bytes = Wire.bytes("*200000000\r\n".repeat(ReplyReader.MAX_DEPTH));
		ReplyReader reader = new ReplyReader(Dialect.TERMINATED);
		long before = allocated();
		assertThat(reader.read(bytes, 0, bytes.length)).isFalse();
		assertThat(allocated() - before).isLessThanOrEqualTo(bytes.length + SLACK);
	}

	@Test
	void whenMalformedThenNothingIsAllocatedForTheAnnouncedLength() {
		for (String wire : new String[] { "$2147483647\r\n", "*999999999\r\n", "%2147483648\r\n", "~4294967297\r\n" }) {
			byte[] bytes = Wire.bytes(wire);
			Wire.read(Dialect.TERMINATED, bytes);
			long before = allocated();
			assertThat(Wire.read(Dialect.TERMINATED, bytes).isMalformed()).isTrue();
			assertThat(allocated() - before).as(wire).isLessThanOrEqualTo(bytes.length + SLACK);
		}
	}

	@Test
	void whenReplyExceedsItsBudgetThenItIsMalformed() {
		int chunk = 16 * 1024 * 1024;
		byte[] bytes = new byte[chunk];
		Arrays.fill(bytes, (byte) 'x');
		byte[] string = Wire.bytes("$" + (chunk - 13) + "\r\n");
		System.arraycopy(string, 0, bytes, 0, string.length);
		bytes[chunk - 2] = '\r';
		bytes[chunk - 1] = '\n';
		assertThat(string.length + chunk - 13 + 2).isEqualTo(chunk);
		byte[] header = Wire.bytes("/1000000\r\n");
		ReplyReader reader = new ReplyReader(Dialect.TERMINATED);
		String failure = null;
		int chunks = 0;
		try {
			assertThat(reader.read(header, 0, header.length)).isFalse();
			while (chunks < 20) {
				assertThat(reader.read(bytes, 0, bytes.length)).isFalse();
				chunks++;
			}
		}
		catch (MalformedReplyException ex) {
			failure = ex.getMessage();
		}
		assertThat(failure).isEqualTo("a reply of more than 268435456 bytes");
		assertThat(chunks).isEqualTo(15);
	}

	private static long allocated() {
		return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
	}

}
