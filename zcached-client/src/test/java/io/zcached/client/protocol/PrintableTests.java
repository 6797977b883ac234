package io.zcached.client.protocol;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What may stand in a log line.
 */
class PrintableTests {

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', value = { "user:1 'x' \"y\" \\, user:1 'x' \"y\" \\",
			"\u017C\u00F3\u0142w\u6F22\u05D0," + "\u017C\u00F3\u0142w\u6F22\u05D0", "5 \u20AC,5 \u20AC" })
	void leavesReadableTextAlone(String text, String printed) {
		assertThat(Printable.of(text)).isEqualTo(printed);
	}

	@Test
	void escapesWhatCouldForgeALogLine() {
		assertThat(Printable.of("a\r\nWARN b")).isEqualTo("a\\x0D\\x0AWARN b");
		assertThat(Printable.of("\u001B[31m\0\t\u007F")).isEqualTo("\\x1B[31m\\x00\\x09\\x7F");
		assertThat(Printable.of("\u0085\u009B")).isEqualTo("\\u0085\\u009B");
		assertThat(Printable.of("\u2028\u2029")).isEqualTo("\\u2028\\u2029");
	}

	@Test
	void escapesWhatCouldHideOrTurnText() {
		assertThat(Printable.of("\u202Eevil\u2066\u2069\u200E\u200F\u061C"))
			.isEqualTo("\\u202Eevil\\u2066\\u2069\\u200E\\u200F\\u061C");
		assertThat(Printable.of("\u200B\uFEFF\u00AD\u00A0")).isEqualTo("\\u200B\\uFEFF\\u00AD\\u00A0");
		assertThat(Printable.of("\uD83D\uDE00\uD800")).isEqualTo("\\uD83D\\uDE00\\uD800");
	}

	@Test
	void escapesEveryControlAndFormatCharacter() {
		for (int c = 0; c <= 0xFFFF; c++) {
			int type = Character.getType(c);
			if (Character.isISOControl(c) || type == Character.FORMAT || type == Character.LINE_SEPARATOR
					|| type == Character.PARAGRAPH_SEPARATOR || type == Character.SURROGATE) {
				assertThat(Printable.of(String.valueOf((char) c))).startsWith("\\").hasSizeBetween(4, 6);
			}
		}
	}

	@Test
	void cutsWhatIsLong() {
		assertThat(Printable.of("x".repeat(128))).isEqualTo("x".repeat(128));
		assertThat(Printable.of("x".repeat(129))).isEqualTo("x".repeat(128) + "... (129 characters)");
		assertThat(Printable.of("\n".repeat(1_000_000))).isEqualTo("\\x0A".repeat(128) + "... (1000000 characters)");
	}

	@Test
	void printsBytesOneByOne() {
		byte[] bytes = Wire.bytes("..\r\u0080\u00FF~\u007F..");
		assertThat(Printable.of(bytes, 2, 7)).isEqualTo("\\x0D\\x80\\xFF~\\x7F");
		assertThat(Printable.of(bytes, 3, 3)).isEmpty();
		assertThat(Printable.of(Wire.bytes("y".repeat(64)), 0, 64)).isEqualTo("y".repeat(64));
		assertThat(Printable.of(Wire.bytes("y".repeat(65)), 0, 65)).isEqualTo("y".repeat(64) + "...");
	}

}
