package io.zcached.embedded;

import io.zcached.client.protocol.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CommandHandler}.
 */
class CommandHandlerTests {

	private final Exchange terminated = new Exchange(Dialect.TERMINATED);

	private final Exchange unterminated = new Exchange(Dialect.UNTERMINATED);

	@ParameterizedTest
	@ValueSource(strings = { "get", "SeT", "mget", "mset", "echo", "ReName", "copy", "delete", "sizeof" })
	void tooFewArgumentsShouldBeUnexpected(String command) {
		String expected = command.equals("mget") ? "%0|" : "-ERR unexpected|";
		assertThat(this.terminated.command(command)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SIZEOF", "ECHO", "RENAME", "COPY", "sizeof" })
	void newerCommandsShouldBeUnknownToTheUnterminatedLine(String command) {
		assertThat(this.unterminated.command(command, "a", "b")).isEqualTo("-ERR unknown command '" + command + "'|");
	}

	@ParameterizedTest
	@EnumSource
	void unknownCommandShouldBeQuotedAsSent(Dialect dialect) {
		assertThat(new Exchange(dialect).command("b\\xffGus", "x")).isEqualTo("-ERR unknown command 'b\\xffGus'|");
		assertThat(new Exchange(dialect).command("getx")).isEqualTo("-ERR unknown command 'getx'|");
		assertThat(new Exchange(dialect).command("LASTS\\xc4\\xb1")).startsWith("-ERR unknown");
	}

	@Test
	void emptyCommandNameShouldBeUnknownToTheUnterminatedLine() {
		assertThat(this.unterminated.command("")).isEqualTo("-ERR unknown command ''|");
		assertThat(this.unterminated.send("*2|+get|+k|")).isEqualTo("-ERR 'k' not found|");
		assertThat(this.unterminated.command("GET", "")).isEqualTo("-ERR '' not found|");
	}

	@ParameterizedTest
	@CsvSource({ "*3|$3|SET|:1|:2|", "*3|$3|SET|_|:2|", "*3|$4|MSET|*0|:2|", "*2|$4|MGET|:1|", "*3|$4|MGET|$1|a|#t|" })
	void keyThatIsNoStringShouldBeRefused(String request) {
		assertThat(this.terminated.send(request)).isEqualTo("-ERR unexpected|");
		assertThat(this.unterminated.send(request)).isEqualTo("-TYPERR key not string|");
	}

	@Test
	void simpleStringShouldBeAKeyOfTheUnterminatedLineOnly() {
		assertThat(this.terminated.send("*3|$3|SET|+k|:1|")).isEqualTo("-ERR unexpected|");
		assertThat(this.unterminated.send("*3|$3|SET|+k|:1|")).isEqualTo("+OK|");
		assertThat(this.unterminated.command("GET", "k")).isEqualTo(":1|");
	}

	@ParameterizedTest
	@EnumSource
	void msetShouldKeepWhatCameBeforeABadEntry(Dialect dialect) {
		Exchange server = new Exchange(dialect);
		assertThat(server.send("*7|$4|MSET|$1|a|:1|:2|:3|$1|c|:4|")).startsWith("-");
		assertThat(server.send("*5|$4|MSET|$1|d|:1|$1|e|-no|")).isEqualTo("-ERR unexpected|");
		assertThat(server.command("GET", "a")).isEqualTo(":1|");
		assertThat(server.command("GET", "d")).isEqualTo(":1|");
		assertThat(server.command("DBSIZE")).isEqualTo(":2|");
	}

	@ParameterizedTest
	@EnumSource
	void msetOfOddArgumentsShouldSetNothing(Dialect dialect) {
		Exchange server = new Exchange(dialect);
		assertThat(server.command("MSET", "a", "1", "b")).isEqualTo("-ERR unexpected|");
		assertThat(server.command("DBSIZE")).isEqualTo(":0|");
	}

	@ParameterizedTest
	@EnumSource
	void mgetShouldAnswerEveryKeyOnce(Dialect dialect) {
		Exchange server = new Exchange(dialect);
		server.command("SET", "a", "x");
		assertThat(server.command("MGET", "a", "a", "a")).isEqualTo("%1|$1|a|$1|x|");
	}

	@ParameterizedTest
	@EnumSource
	void saveShouldMoveLastSave(Dialect dialect) {
		Exchange server = new Exchange(dialect);
		long started = Long.parseLong(server.command("LASTSAVE").replaceAll("[:|]", ""));
		assertThat(System.currentTimeMillis() / 1000 - started).isBetween(0L, 60L);
		server.command("SET", "a", "x");
		assertThat(server.command("SAVE")).isEqualTo("+OK|");
		assertThat(Long.parseLong(server.command("LASTSAVE").replaceAll("[:|]", ""))).isGreaterThanOrEqualTo(started);
		server.command("FLUSH");
		assertThat(server.command("SAVE")).startsWith("-").contains("sav");
	}

	@ParameterizedTest
	@CsvSource({ "$3|abc|,3", "+ab|,2", ":1|,8", "#f|,1", "_|,0", "*2|:1|*2|:1|:2|,2", "%1|$1|a|:1|,1", "~2|:1|:1|,1",
			"',1|',8" })
	void sizeOf(String value, int size) {
		this.terminated.stored(value);
		assertThat(this.terminated.command("SIZEOF", "q")).isEqualTo(":" + size + "|");
	}

	@Test
	void echoShouldKeepTheType() {
		assertThat(this.terminated.send("*2|$4|ECHO|+abc|")).isEqualTo("+abc|");
		assertThat(this.terminated.send("*2|$4|ECHO|$1|abc|")).isEqualTo("$3|abc|");
		assertThat(this.terminated.send("*2|$4|ECHO|_|")).isEqualTo("-ERR unexpected|");
		assertThat(this.terminated.send("*2|$4|ECHO|-oops|")).isEqualTo("-ERR unexpected|");
	}

	@Test
	void renameShouldOverwrite() {
		this.terminated.command("MSET", "a", "1", "b", "2");
		assertThat(this.terminated.command("RENAME", "a", "b")).isEqualTo("+OK|");
		assertThat(this.terminated.command("GET", "b")).isEqualTo("$1|1|");
		assertThat(this.terminated.command("DBSIZE")).isEqualTo(":1|");
		assertThat(this.terminated.send("*3|$6|RENAME|+b|$1|c|")).isEqualTo("-ERR unexpected|");
		assertThat(this.terminated.command("RENAME", "\\xff", "b")).isEqualTo("-ERR '\\xff' not found|");
	}

	@Test
	void copyShouldReplaceOnlyWhenTold() {
		this.terminated.command("MSET", "a", "1", "b", "2");
		assertThat(this.terminated.command("COPY", "a", "b")).isEqualTo("-BUSYKEY key already exists|");
		assertThat(this.terminated.command("COPY", "a", "a")).isEqualTo("-BUSYKEY key already exists|");
		assertThat(this.terminated.command("COPY", "nope", "b")).isEqualTo("-ERR 'nope' not found|");
		assertThat(this.terminated.command("COPY", "a", "b", "FORCE")).isEqualTo("-ERR unexpected|");
		assertThat(this.terminated.send("*4|$4|COPY|$1|a|$1|b|+REPLACE|")).isEqualTo("-ERR unexpected|");
		assertThat(this.terminated.command("COPY", "a", "b", "rePlace", "x")).isEqualTo("$2|OK|");
		assertThat(this.terminated.command("GET", "b")).isEqualTo("$1|1|");
	}

	@Test
	void copyOntoItselfShouldLeaveFreedMemory() {
		this.terminated.command("SET", "x", "abc");
		assertThat(this.terminated.command("COPY", "x", "x", "REPLACE")).isEqualTo("$2|OK|");
		assertThat(this.terminated.command("GET", "x")).isEqualTo("$3|\\xaa\\xaa\\xaa|");
		this.terminated.stored(":7|");
		this.terminated.command("COPY", "q", "q", "REPLACE");
		assertThat(this.terminated.command("GET", "q")).isEqualTo(":7|");
	}

}
