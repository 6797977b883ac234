package io.zcached.client.protocol;

import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the bytes were cut makes no difference to what is read.
 */
final class AnySplit {

	private AnySplit() {
	}

	/**
	 * Reads the bytes at once, in random pieces and one by one.
	 * @return what reading came to each time
	 */
	static Wire.Outcome assertSame(Dialect dialect, byte[] bytes, long seed) {
		Wire.Outcome whole = Wire.read(dialect, bytes);
		assertThat(whole.consumed()).isLessThanOrEqualTo(bytes.length);
		Random random = new Random(seed);
		assertThat(Wire.read(dialect, bytes, (at) -> 1 + random.nextInt(12)).summary()).isEqualTo(whole.summary());
		assertThat(Wire.read(dialect, bytes, (at) -> 1).summary()).isEqualTo(whole.summary());
		return whole;
	}

}
