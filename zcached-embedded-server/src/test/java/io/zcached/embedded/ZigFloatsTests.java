package io.zcached.embedded;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ZigFloats}; the expected results are those of Zig itself.
 */
class ZigFloatsTests {

	@ParameterizedTest
	@CsvSource({ "5,5", "5.,5", ".5,0.5", "5.e2,500", "+1.5,1.5", "-0.0,-0.0", "1_000.5,1000.5", "1_0_0.1_0,100.1",
			"1e1_0,1e10", "1E+2,100", "1e-2,0.01", "1e400,Infinity", "-1e400,-Infinity", "1e-400,0", "-1e-400,-0.0",
			"0e0,0", "1e99999999999999999999,Infinity", "123456789012345678901234567890,1.2345678901234568e29" })
	void parseShouldAcceptDecimal(String text, double expected) {
		assertThat(ZigFloats.parse(text)).isEqualTo(Double.valueOf(expected));
	}

	@ParameterizedTest
	@CsvSource({ "0x1.8,1.5", "0X.8p1,1", "0x1.p-1,0.5", "0x1_0,16", "0x1p1_0,1024", "-0x0,-0.0", "0xA,10",
			"0x1p-1074,4.9e-324", "0x1p-1075,0", "0x1.8p-1075,4.9e-324", "0x1.fffffffffffffffp0,2",
			"0x1p99999,Infinity", "-0x1p99999,Infinity" })
	void parseShouldAcceptHexadecimal(String text, double expected) {
		assertThat(ZigFloats.parse(text)).isEqualTo(Double.valueOf(expected));
	}

	@ParameterizedTest
	@CsvSource({ "inf,Infinity", "+Infinity,Infinity", "-INF,-Infinity", "-iNfInItY,-Infinity", "nan,NaN", "-NaN,NaN",
			"+NAN,NaN" })
	void parseShouldAcceptWords(String text, double expected) {
		assertThat(ZigFloats.parse(text)).isEqualTo(Double.valueOf(expected));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "+", "-", "+-5", ".", "e5", ".e5", "1e", "1e+", "1e5.", "1.2.3", "_1", "1_", "1__0",
			"1_.5", "1._5", "1_e5", "1e_5", "0x", "0x.", "0x_1", "0x1p", "0x1_p1", "1f", "1d", "1.5D", "in", "infinit",
			"nanx", "NaN()", " 1", "1 ", "0b1", "1,5" })
	void parseShouldRefuse(String text) {
		assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> ZigFloats.parse(text));
	}

}
