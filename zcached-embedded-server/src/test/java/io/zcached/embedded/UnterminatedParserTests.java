package io.zcached.embedded;

import io.zcached.client.protocol.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link UnterminatedParser}.
 */
class UnterminatedParserTests {

	private final Exchange server = new Exchange(Dialect.UNTERMINATED);

	@ParameterizedTest
	@CsvSource({ "$1|a|,$1|a|", "$0||,$0||", "$-0||,$0||", "+plain|,$5|plain|", "+|,$0||",
			"$2|\\xff\\x03|,$2|\\xff\\x03|", ":+5|,:5|", ":1__0|,:10|", "#T|,#t|", "#F|,#f|", "_|,_|", "_,_|",
			"*0|,*0|", "%0|,%0|", "*1|%0|,*1|%0|", "*2|+a|$0||,*2|$1|a|$0||", "%1|+k|+v|,%1|$1|k|$1|v|",
			"%1|$0||_|,%1|$0||_|" })
	void shouldStore(String value, String answer) {
		assertThat(this.server.stored(value)).isEqualTo(answer);
	}

	@ParameterizedTest
	@CsvSource({ "$3\\r\\nabcx\\n,$3|abc|", ":12\\n,:1|", "#tx\\n,#t|", "+ab\\n,$1|a|" })
	void lastByteBeforeTheLineFeedShouldBeDropped(String value, String answer) {
		assertThat(this.server.stored(value)).isEqualTo(answer);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "$3|ab|", "$2|abc|", "$x|a|", "$|a|", "$-1|a|", "$3|abc", "$4|a|b|", "+abc", "+\\n",
			":\\n", ":5", "#|", "#tt|", "#t\\n", "*3|:1|", "%1|$1|a|", "*\\n", "%\\n", "-\\n", "/1|:1|", "~1|:1|", "x|",
			"%99999999999|" })
	void shouldBeABadRequest(String value) {
		assertThat(this.server.stored(value)).isEqualTo("-ERR bad request|");
	}

	@ParameterizedTest
	@CsvSource({ ":abc|,-TYPERR not integer|", ":|,-TYPERR not integer|", ":9223372036854775808|,-TYPERR not integer|",
			"#x|,-TYPERR not boolean|", "*x|,-ERR unexpected|", "%-1|,-ERR unexpected|", "%1|:1|:2|,-ERR unexpected|",
			"*99999999999|,-ERR unexpected|", "-oops|,-ERR unexpected|", "*1|-oops|,-ERR unexpected|" })
	void shouldAnswerError(String value, String answer) {
		assertThat(this.server.stored(value)).isEqualTo(answer);
	}

	@ParameterizedTest
	@ValueSource(strings = { ",x|", ",|", ",1_|" })
	void badFloatShouldBeUnexpected(String value) {
		assertThat(this.server.stored(value)).isEqualTo("-ERR unexpected|");
	}

	@ParameterizedTest
	@ValueSource(strings = { "$4|PING|", "+PING|", ":1|", "_|", "%0|", "-oops|" })
	void commandThatIsNoArrayShouldBeUnknown(String frame) {
		assertThat(this.server.send(frame)).isEqualTo("-ERR unknown command|");
	}

	@Test
	void emptyLengthShouldBeFatal() {
		assertThatExceptionOfType(ServerDeath.class).isThrownBy(() -> this.server.stored("$\\nabc|"));
	}

	@Test
	void nestingShouldBeBounded() {
		assertThatExceptionOfType(ServerDeath.class).isThrownBy(() -> this.server.send("*1|".repeat(100_000)));
	}

}
