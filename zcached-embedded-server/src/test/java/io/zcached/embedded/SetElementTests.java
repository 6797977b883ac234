package io.zcached.embedded;

import io.zcached.client.protocol.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SetElement}, {@link ServerHash} and {@link ServerEquality}: which
 * elements of a set are one.
 */
class SetElementTests {

	private final Exchange server = new Exchange(Dialect.TERMINATED);

	@ParameterizedTest
	@ValueSource(strings = { ":1|", "$1|a|", "+a|", "#t|", "_|", ",1.5|", "*0|", "*2|:1|:2|", "/2|:1|:2|", "~2|:1|:2|",
			"%1|$1|a|:1|", "%2|$1|a|:1|$1|b|,nan|", "*1|*1|$1|x|" })
	void sameShouldBeOne(String value) {
		assertThat(this.server.stored("/2|" + value + value)).isEqualTo("/1|" + value);
		assertThat(this.server.stored("~2|" + value + value)).startsWith("~1|");
	}

	@ParameterizedTest
	@ValueSource(strings = { ",nan|", "*2|:1|:1|", "*1|,nan|", "%1|$1|a|,nan|", "/1|,nan|" })
	void whatIsNotEqualToItselfShouldStayTwice(String value) {
		assertThat(this.server.stored("/2|" + value + value)).isEqualTo("/2|" + value + value);
		assertThat(this.server.stored("~2|" + value + value)).startsWith("~2|");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ',
			value = { "$1|a| +a|", ":1| ,1|", "#f| :0|", ",0| ,-0|", "*2|:1|:2| *2|:2|:1|", "*1|:1| /1|:1|",
					"*1|$1|a| *1|+a|", "/2|:1|:2| /2|:2|:1|", "_| *0|", "%1|$1|a|:1| %1|$1|a|:2|",
					"%1|$1|a|:1| %1|$1|b|:1|", "/1|:1| ~1|:1|", "*1|:1| *2|:1|:1|" })
	void differentShouldStayApart(String one, String two) {
		assertThat(this.server.stored("/2|" + one + two)).isEqualTo("/2|" + one + two);
	}

	@Test
	void nestedSetsShouldDropDuplicatesToo() {
		assertThat(this.server.stored("*1|/3|:1|:2|:1|")).isEqualTo("*1|/2|:1|:2|");
		assertThat(this.server.command("SIZEOF", "q")).isEqualTo(":1|");
	}

	@Test
	void unorderedSetsInAnyOrderShouldBeOne() {
		assertThat(this.server.stored("/2|~3|:1|:2|:3|~3|:3|:1|:2|")).startsWith("/1|~3|");
		assertThat(this.server.stored("/2|%2|$1|a|:1|$1|b|:2|%2|$1|b|:2|$1|a|:1|")).startsWith("/1|%2|");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/1|-oops|", "~1|-oops|", "/1|*1|-oops|", "~1|%1|$1|a|-oops|" })
	void errorInASetShouldBeFatal(String value) {
		assertThatExceptionOfType(ServerDeath.class).isThrownBy(() -> this.server.stored(value))
			.withMessageContaining("error inside a set");
	}

}
