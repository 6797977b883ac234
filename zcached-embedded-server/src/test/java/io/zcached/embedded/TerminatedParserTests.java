package io.zcached.embedded;

import io.zcached.client.protocol.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TerminatedParser}: what becomes of a value that is stored, and of
 * frames that are none.
 */
class TerminatedParserTests {

	private final Exchange server = new Exchange(Dialect.TERMINATED);

	@ParameterizedTest
	@CsvSource({ "$1|a|,$1|a|", "$999|abc|,$3|abc|", "$-0|abc|,$3|abc|", "$0|abc|,$3|abc|", "$1_0|abc|,$3|abc|",
			"+plain|,+plain|", "$2|\\xff\\xfe|,$2|\\xff\\xfe|", "+\\x80|,+\\x80|", "$2|\\x00\\x09|,$2|\\x00\\x09|",
			":+5|,:5|", ":007|,:7|", ":1__0|,:10|", "#T|,#t|", "#F|,#f|", "_|,_|", "_xy,_|", "*2|:1|_,*2|:1|_|",
			"*0|,*0|", "/0|,/0|", "~0|,~0|", "*2|+a|$1|a|,*2|+a|$1|a|", "%1|+k|+v|,%1|$1|k|+v|",
			"%2|$1|a|:1|+a|:2|,%1|$1|a|:2|" })
	void shouldStore(String value, String answer) {
		assertThat(this.server.stored(value)).isEqualTo(answer);
	}

	@ParameterizedTest
	@CsvSource({ "',1e21|',',1000000000000000000000|'", "',.5|',',0.5|'", "',5.|',',5|'", "',0x1.8p1|',',3|'",
			"',1_0.2_5|',',10.25|'", "',-NAN|',',nan|'", "',-Infinity|',',-inf|'", "',-0|',',-0|'" })
	void shouldStoreFloats(String value, String answer) {
		assertThat(this.server.stored(value)).isEqualTo(answer);
	}

	@ParameterizedTest
	@CsvSource({ "$1||", "$0||", "$x|abc|", "$-1|abc|", "$|abc|", "$18446744073709551616|abc|", "$3", "$3|", "$3|abc",
			"+|", "+abc", ":|", ":5", "#|", "#tt|", "#t", "*|", "%|", "%0|", "/|", "~|", "-|", "abc|", "x", "=3|abc|",
			"%1|$1||:1|", "*1|$0||" })
	void shouldNotProcess(String value) {
		assertThat(this.server.stored(value)).isEqualTo("-ERR unprocessable|");
	}

	@ParameterizedTest
	@ValueSource(strings = { ":abc|", ":9223372036854775808|", ":1.5|", ":_1|", ":1_|", ":+-1|", ",x|", ",1e|", ",1_|",
			",0x|", "#x|", "#1|" })
	void shouldFindTypeInvalid(String value) {
		assertThat(this.server.stored(value)).isEqualTo("-TYPERR invalid type|");
	}

	@ParameterizedTest
	@ValueSource(strings = { "*x|", "*-1|", "%x|", "%-1|", "/x|", "~-1|", "*1.0|", "*18446744073709551616|" })
	void shouldFindLengthInvalid(String value) {
		assertThat(this.server.stored(value)).isEqualTo("-INVAL invalid length|");
	}

	@ParameterizedTest
	@ValueSource(strings = { "%1|:1|:2|", "%1|_|:2|", "%1|*0|:2|", "%2|$1|a|:1|#t|:2|" })
	void shouldFindMapKeyInvalid(String value) {
		assertThat(this.server.stored(value)).isEqualTo("-ERR key must be a string|");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "*3|:1|", "%1|$1|a|", "%2|$1|a|:1|", "/2|:1|", "~1|", "*99999999999|",
			"*18446744073709551615|", "*99999999999|x", "%99999999999|", "/99999999999|:1|", "-oops|", "*1|-oops|",
			"%1|$1|a|-oops|" })
	void shouldNotExpect(String value) {
		assertThat(this.server.stored(value)).isEqualTo("-ERR unexpected|");
	}

	@ParameterizedTest
	@ValueSource(strings = { "$4|PING|", "+PING|", ":1|", "_|", "%1|$1|a|:1|", "/1|:1|", "-oops|" })
	void commandThatIsNoArrayShouldBeUnknown(String frame) {
		assertThat(this.server.send(frame)).isEqualTo("-ERR unknown command|");
	}

	@Test
	void frameShouldBeEmptyOrGarbage() {
		assertThat(this.server.send("")).isEqualTo("-ERR unexpected|");
		assertThat(this.server.send("|*1|$4|PING|")).isEqualTo("-ERR unprocessable|");
	}

	@Test
	void bytesBehindTheRequestShouldBeIgnored() {
		assertThat(this.server.send("*1|$4|PING|rubbish")).isEqualTo("+PONG|");
	}

	@Test
	void bareLineFeedShouldSwallowTheNextByte() {
		assertThat(this.server.send("*1|$4\\nxPING|")).isEqualTo("+PONG|");
		assertThat(this.server.send("*1|$4|PING\\n")).isEqualTo("+PONG|");
		assertThat(this.server.send("*2|$4|ECHO|$3\\nxabc\\n")).isEqualTo("$3|abc|");
		assertThat(this.server.stored("*2|:1\\nx:2|")).isEqualTo("*2|:1|:2|");
	}

	@Test
	void lineFeedInsideAStringShouldCutIt() {
		assertThat(this.server.stored("$4|a|b|")).isEqualTo("$1|a|");
	}

	@Test
	void nestingShouldBeBounded() {
		String deepest = "*1|".repeat(998);
		assertThat(this.server.stored(deepest + "*0|")).startsWith("*1|*1|").endsWith("*1|*0|");
		assertThatExceptionOfType(ServerDeath.class).isThrownBy(() -> this.server.stored(deepest + "*1|*0|"))
			.withMessageContaining("nested deeper than 1000");
		assertThatExceptionOfType(ServerDeath.class).isThrownBy(() -> this.server.send("%1|$1|a|".repeat(100_000)));
		assertThatExceptionOfType(ServerDeath.class).isThrownBy(() -> this.server.send("/1|".repeat(100_000)));
	}

}
