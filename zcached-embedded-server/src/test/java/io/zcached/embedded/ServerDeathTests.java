package io.zcached.embedded;

import java.io.IOException;
import java.util.stream.Stream;

import io.zcached.client.protocol.Dialect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What kills a real server: here it ends one connection, is logged, and leaves all others
 * alone.
 */
class ServerDeathTests {

	private final CapturedLog log = new CapturedLog();

	@AfterEach
	void closeLog() {
		this.log.close();
	}

	static Stream<Arguments> fatalRequests() {
		return Stream.of(arguments("*0|", "the command is empty"), arguments("*1|:1|", "its name no string"),
				arguments("*1|+PING|", "its name no string"), arguments("*2|$3|GET|:1|", "the key of GET is no string"),
				arguments("*2|$3|GET|+k|", "the key of GET is no string"),
				arguments("*2|$6|DELETE|_|", "the key of DELETE is no string"),
				arguments("*2|$6|SIZEOF|*1|:1|", "the key of SIZEOF is no string"),
				arguments("*2|$4|PING\\n", "behind the end of the frame"),
				arguments("*3|$3|SET|$1|k|*2|_", "behind the end of the frame"),
				arguments("*2|$4|ECHO|/1|-oops|", "error inside a set"),
				arguments("*3|$3|SET|$1|k|~1|*1|-oops|", "error inside a set"),
				arguments("*1|".repeat(1001), "nested deeper than 1000"));
	}

	@ParameterizedTest
	@MethodSource("fatalRequests")
	void shouldCloseOneConnectionOfTheTerminatedLine(String request, String reason) throws IOException {
		assertOnlyOneDies(Dialect.TERMINATED, request + "\\x03", "", reason);
	}

	static Stream<Arguments> fatalUnterminatedRequests() {
		return Stream.of(arguments("*0|", "-ERR unknown command|", "the command is empty"),
				arguments("*1|:1|", "-ERR unknown command|", "its name no string"),
				arguments("*2|$3|GET|:1|", "", "the key of GET is no string"),
				arguments("*2|$6|DELETE|_|", "", "the key of DELETE is no string"),
				arguments("*1|$1025|" + "x".repeat(1025) + "|", "", "name is longer than 1024 bytes: xxxx"),
				arguments("*1|$\\nPING|", "", "length is an empty line"),
				arguments("*1|".repeat(1001), "", "nested deeper than 1000"));
	}

	@ParameterizedTest
	@MethodSource("fatalUnterminatedRequests")
	void shouldCloseOneConnectionOfTheUnterminatedLine(String request, String reply, String reason) throws IOException {
		assertOnlyOneDies(Dialect.UNTERMINATED, request, reply, reason);
	}

	private void assertOnlyOneDies(Dialect dialect, String request, String reply, String reason) throws IOException {
		String ping = "*1|$4|PING|" + (dialect.hasTerminator() ? "\\x03" : "");
		String pong = "+PONG|" + (dialect.hasTerminator() ? "\\x03" : "");
		try (EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().dialect(dialect).build().start();
				RawClient other = new RawClient(server);
				RawClient victim = new RawClient(server)) {
			assertThat(other.send(ping).receiveLike(pong)).isEqualTo(pong);
			assertThat(victim.send(ping).receiveLike(pong)).isEqualTo(pong);
			assertThat(victim.send(request).receiveToEnd()).isEqualTo(reply);
			assertThat(this.log.warnings()).singleElement().asString().contains("/127.0.0.1:").contains(reason);
			assertThat(other.send(ping).receiveLike(pong)).isEqualTo(pong);
			try (RawClient next = new RawClient(server)) {
				assertThat(next.send(ping).receiveLike(pong)).isEqualTo(pong);
			}
			Eventually.when(() -> server.connections() == 1);
		}
	}

	@Test
	void nameOfExactly1024BytesShouldBeUnknown() throws IOException {
		try (EmbeddedZcachedServer server = EmbeddedZcachedServer.builder()
			.dialect(Dialect.UNTERMINATED)
			.build()
			.start(); RawClient client = new RawClient(server)) {
			String expected = "-ERR unknown command '" + "x".repeat(1024) + "'|";
			assertThat(client.send("*1|$1024|" + "x".repeat(1024) + "|").receiveLike(expected)).isEqualTo(expected);
		}
	}

	@Test
	void deadRequestShouldTakeEarlierRepliesOfTheSameReadWithIt() throws IOException {
		try (EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().build().start();
				RawClient client = new RawClient(server)) {
			assertThat(client.send("*1|$4|PING|\\x03*0|\\x03").receiveToEnd()).isEmpty();
		}
	}

}
