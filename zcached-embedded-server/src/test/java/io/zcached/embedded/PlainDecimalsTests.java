package io.zcached.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PlainDecimals}.
 */
class PlainDecimalsTests {

	@ParameterizedTest
	@CsvSource({ "0,0", "-0.0,-0", "5,5", "-5,-5", "1.5,1.5", "2e-3,0.002", "1.5e-7,0.00000015", "NaN,nan",
			"Infinity,inf", "-Infinity,-inf", "1e21,1000000000000000000000", "1e23,100000000000000000000000",
			"9007199254740992,9007199254740992", "9007199254740993,9007199254740992",
			"5.684341886080802e-14,0.00000000000005684341886080802",
			"-1e300,-1"
					+ "000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
					+ "000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
					+ "000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
					+ "000000000000" })
	void formatShouldWritePlainDigits(double number, String expected) {
		assertThat(PlainDecimals.format(number)).isEqualTo(expected);
	}

	@Test
	void formatShouldWriteTheSmallestDouble() {
		assertThat(PlainDecimals.format(Double.MIN_VALUE)).isEqualTo("0." + "0".repeat(323) + "5");
	}

	@Test
	void formatShouldAgreeWithZig() throws IOException {
		try (InputStream in = getClass().getResourceAsStream("/zig-doubles.txt")) {
			String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
			assertThat(text.lines().filter((line) -> !line.startsWith("#"))).hasSize(109).allSatisfy((line) -> {
				String[] bitsAndText = line.split(" ");
				double number = Double.longBitsToDouble(Long.parseUnsignedLong(bitsAndText[0]));
				assertThat(PlainDecimals.format(number)).isEqualTo(bitsAndText[1]);
			});
		}
	}

	@Test
	void formatShouldReadBackAsTheSameNumber() {
		Random random = new Random(20261124);
		for (int i = 0; i < 5000; i++) {
			double number = Double.longBitsToDouble(random.nextLong());
			assertThat(ZigFloats.parse(PlainDecimals.format(number))).isEqualTo(Double.valueOf(number));
		}
	}

}
