package io.zcached.embedded;

import java.io.IOException;
import java.util.Arrays;

import io.zcached.client.protocol.Dialect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TerminatedConversation}, {@link UnterminatedConversation} and
 * {@link ClientSession}: how requests are found among the bytes that arrive.
 */
class ConversationTests {

	private static final String PING = "*1|$4|PING|";

	private final CapturedLog log = new CapturedLog();

	private EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().build();

	@AfterEach
	void stop() {
		this.server.close();
		this.log.close();
	}

	private RawClient connect(Dialect dialect) throws IOException {
		this.server = EmbeddedZcachedServer.builder().dialect(dialect).build().start();
		return new RawClient(this.server);
	}

	@Test
	void twoFramesInOneWriteShouldBothBeAnswered() throws IOException {
		try (RawClient client = connect(Dialect.TERMINATED)) {
			client.send(PING + "\\x03*1|$6|DBSIZE|\\x03");
			assertThat(client.receiveLike("+PONG|\\x03:0|\\x03")).isEqualTo("+PONG|\\x03:0|\\x03");
			assertThat(client.isSilent()).isTrue();
		}
	}

	@Test
	void twoHundredPingsInOneWriteShouldBeAnswered() throws IOException {
		try (RawClient client = connect(Dialect.TERMINATED)) {
			client.send((PING + "\\x03").repeat(200));
			String expected = "+PONG|\\x03".repeat(200);
			assertThat(client.receiveLike(expected)).isEqualTo(expected);
			assertThat(this.log.warnings()).isEmpty();
		}
	}

	@Test
	void fiveHundredPingsInOneWriteShouldEndTheConnection() throws IOException {
		try (RawClient client = connect(Dialect.TERMINATED)) {
			client.send((PING + "\\x03").repeat(500));
			String replies = client.receiveToEnd();
			assertThat(replies).matches("(\\+PONG\\|\\\\x03){1,499}");
			assertThat(this.log.warnings()).singleElement().asString().contains("a read ended inside a request");
		}
	}

	@Test
	void partialFrameBehindACompleteOneShouldEndTheConnection() throws IOException {
		try (RawClient client = connect(Dialect.TERMINATED)) {
			assertThat(client.send(PING + "\\x03*1|$4").receiveToEnd()).isEqualTo("+PONG|\\x03");
			assertThat(this.log.warnings()).singleElement().asString().contains("6 bytes behind the end");
		}
	}

	@Test
	void terminatorInsideAStringShouldExecuteWhatFollows() throws IOException {
		try (RawClient client = connect(Dialect.TERMINATED)) {
			client.send("*3|$3|SET|$1|k|$1|v|\\x03").receiveLike("+OK|\\x03");
			client.send("*3|$3|SET|$1|q|$20|x\\x03*1|$5|FLUSH|\\x03");
			assertThat(client.receiveLike("-ERR unprocessable|\\x03+OK|\\x03"))
				.isEqualTo("-ERR unprocessable|\\x03+OK|\\x03");
			assertThat(this.server.size()).isZero();
		}
	}

	@Test
	void largeFrameShouldBeAnswered() throws IOException {
		try (RawClient client = connect(Dialect.TERMINATED)) {
			String value = "$1000000|" + "v".repeat(1_000_000) + "|";
			client.send("*3|$3|SET|$1|k|" + value + "\\x03");
			assertThat(client.receiveLike("+OK|\\x03")).isEqualTo("+OK|\\x03");
			client.send("*2|$3|GET|$1|k|\\x03");
			assertThat(client.receiveLike(value + "\\x03")).isEqualTo(value + "\\x03");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TERMINATED", "UNTERMINATED" })
	void frameWithoutEndShouldEndTheConnectionWithoutAWord(Dialect dialect) throws IOException {
		byte[] megabyte = new byte[1024 * 1024];
		Arrays.fill(megabyte, (byte) 'v');
		try (RawClient client = connect(dialect)) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
				for (int i = 0; i < 100; i++) {
					client.send(megabyte);
				}
			});
			Eventually.when(() -> this.server.connections() == 0);
			assertThat(this.log.warnings()).singleElement().asString().contains("10485760 bytes");
		}
	}

	@Test
	void unterminatedReadShouldBeAnsweredOnce() throws IOException {
		try (RawClient client = connect(Dialect.UNTERMINATED)) {
			assertThat(client.send(PING + "*1|$6|DBSIZE|").receiveLike("+PONG|")).isEqualTo("+PONG|");
			assertThat(client.isSilent()).isTrue();
			assertThat(client.send("*1|$6|DBSIZE|").receiveLike(":0|")).isEqualTo(":0|");
		}
	}

	@Test
	void strayTerminatorBehindAFrameShouldBeHarmless() throws IOException {
		try (RawClient client = connect(Dialect.UNTERMINATED)) {
			assertThat(client.send(PING + "\\x03").receiveLike("+PONG|")).isEqualTo("+PONG|");
			assertThat(client.send("*1|$6|DBSIZE|").receiveLike(":0|")).isEqualTo(":0|");
		}
	}

	@Test
	void strayTerminatorAloneShouldSpoilTheNextRequestOnly() throws IOException {
		try (RawClient client = connect(Dialect.UNTERMINATED)) {
			client.send("\\x03");
			assertThat(client.isSilent()).isTrue();
			assertThat(client.send(PING).receiveLike("-ERR bad request|")).isEqualTo("-ERR bad request|");
			assertThat(client.send(PING).receiveLike("+PONG|")).isEqualTo("+PONG|");
		}
	}

	@Test
	void unterminatedPieceWithoutLineFeedShouldBeKept() throws IOException {
		try (RawClient client = connect(Dialect.UNTERMINATED)) {
			client.send("*");
			assertThat(client.isSilent()).isTrue();
			assertThat(client.send("1|$4|PING|").receiveLike("+PONG|")).isEqualTo("+PONG|");
		}
	}

	@Test
	void unterminatedPieceWithLineFeedShouldBeTakenForARequest() throws IOException {
		try (RawClient client = connect(Dialect.UNTERMINATED)) {
			String bad = "-ERR bad request|";
			assertThat(client.send("*1|$4|").receiveLike(bad)).isEqualTo(bad);
			assertThat(client.send("PING|").receiveLike(bad)).isEqualTo(bad);
			assertThat(client.send(PING).receiveLike("+PONG|")).isEqualTo("+PONG|");
		}
	}

	@Test
	void unterminatedFrameOver4096BytesShouldBeAnsweredTwiceTheFirstTime() throws IOException {
		String set = "*3|$3|SET|$1|k|$5000|" + "v".repeat(5000) + "|";
		try (RawClient client = connect(Dialect.UNTERMINATED)) {
			String twice = "-ERR bad request|-ERR bad request|";
			assertThat(client.send(set).receiveLike(twice)).isEqualTo(twice);
			assertThat(client.send(set).receiveLike("+OK|")).isEqualTo("+OK|");
			assertThat(this.server.size()).isOne();
		}
	}

	@Test
	void clientThatLeavesInTheMiddleShouldBeForgotten() throws IOException {
		try (RawClient client = connect(Dialect.TERMINATED)) {
			client.send("*1|$4|PI");
			Eventually.when(() -> this.server.connections() == 1);
		}
		Eventually.when(() -> this.server.connections() == 0);
		assertThat(this.log.warnings()).isEmpty();
	}

}
