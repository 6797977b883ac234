package io.zcached.embedded;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ZigIntegers}; the expected results are those of Zig itself.
 */
class ZigIntegersTests {

	@ParameterizedTest
	@CsvSource({ "0,0", "-0,0", "+5,5", "-5,-5", "007,7", "0_0,0", "1_000,1000", "1__0,10", "-1_0,-10",
			"9223372036854775807,9223372036854775807", "-9223372036854775808,-9223372036854775808" })
	void parseSignedShouldAccept(String text, long expected) {
		assertThat(ZigIntegers.parseSigned(text)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "+", "-", "+-5", "--5", "_1", "1_", "+_1", "_", "1 ", " 1", "1.0", "0x10", "1e3", "a",
			"9223372036854775808", "-9223372036854775809", "99999999999999999999" })
	void parseSignedShouldRefuse(String text) {
		assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> ZigIntegers.parseSigned(text));
	}

	@ParameterizedTest
	@CsvSource({ "0,0", "-0,0", "+5,5", "1__0,10", "007,7", "9223372036854775807,9223372036854775807",
			"9223372036854775808,9223372036854775807", "18446744073709551615,9223372036854775807" })
	void parseLengthShouldAccept(String text, long expected) {
		assertThat(ZigIntegers.parseLength(text)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-1", "-18446744073709551615", "18446744073709551616", "_1", "1_", "x", "+-5" })
	void parseLengthShouldRefuse(String text) {
		assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> ZigIntegers.parseLength(text));
	}

}
