package io.zcached.client;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Script;
import io.zcached.client.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Servers that send anything: an error, bounded in memory, stack and time (rows 48 to
 * 50).
 */
class HostileReplyFaultTests extends AbstractConnectionTests {

	private Connection failingConnection(Script reply) {
		ScriptedServer server = server(Script.afterHandshake((peer) -> {
			peer.frame();
			reply.run(peer);
			peer.drain();
		}));
		Connection connection = connection(server.port(),
				(options) -> options.dialect(Dialect.TERMINATED).reconnect(false));
		connection.connect();
		return connection;
	}

	@ParameterizedTest
	@ValueSource(strings = { "$2147483647\r\n", "$268435457\r\n", "$-2\r\n", "$-1\r\n", "$4294967296\r\n", "$0:\r\n",
			"*999999999\r\n", "%\r\n", "%-1\r\n", "*-1\r\n", "$12345678901234567890\r\n", "$+5\r\nvalue\r\n",
			"$005\r\nvalue\r\n", ":12a\r\n", ":9223372036854775808\r\n", ":\r\n", ",1e\r\n", "#x\r\n", "_x\r\n",
			"?\r\n", "\r\n", "a\n", "$3\r\nfooXY\r\n", "*1\r\n-ERR inside\r\n", "\u0080\r\n", "%1\r\n:1\r\n:2\r\n" })
	void malformedReplyIsAProtocolErrorAndEndsTheChannel(String reply) {
		Connection connection = failingConnection((peer) -> peer.send(reply + '\u0003'));
		long before = allocated();
		Result<Object> result = connection.send(GET, Duration.ofSeconds(5));
		long growth = allocated() - before;
		if (reply.startsWith("*999999999") || reply.startsWith("%1\r\n:1")) {
			assertThat(result.isSuccess()).as("I1 never a value").isFalse();
		}
		else {
			assertThat(result.errorCode()).isEqualTo(ErrorCode.PROTOCOL_ERROR);
			assertThat(connection.isConnected()).as("I4 poisoned is final").isFalse();
		}
		assertThat(growth).as("memory grows with what has arrived").isLessThan(1024 * 1024);
	}

	private static long allocated() {
		var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
		return threads.getCurrentThreadAllocatedBytes();
	}

	@Test
	void lengthLineWithoutEndIsGivenUp() {
		Connection connection = failingConnection((peer) -> peer.send("$" + "1".repeat(1024 * 1024) + "\r\n"));
		assertThat(connection.send(GET).errorCode()).isEqualTo(ErrorCode.PROTOCOL_ERROR);
	}

	@Test
	void longLinesThatRealServersSendAreAccepted() {
		String large = "x".repeat(10 * 1024 * 1024);
		Connection simple = failingConnection((peer) -> peer.reply("+" + large + "\r\n"));
		assertThat(simple.send(GET).value()).isEqualTo(large);
		Connection error = failingConnection((peer) -> peer.reply("-ERR " + large + "\r\n"));
		assertThat(error.send(GET).errorMessage()).isEqualTo("ERR " + large);
		Connection number = failingConnection((peer) -> peer.reply("," + "1".repeat(300) + ".5\r\n"));
		assertThat((Double) number.send(GET).value()).isGreaterThan(1e299);
	}

	@Test
	void deepNestingIsAnErrorAndNoStackOverflow() {
		for (String open : List.of("*1\r\n", "%1\r\n$1\r\nk\r\n", "/1\r\n", "~1\r\n")) {
			Connection connection = failingConnection((peer) -> peer.send(open.repeat(100_000)));
			Result<Object> result = connection.send(GET);
			assertThat(result.errorCode()).isEqualTo(ErrorCode.PROTOCOL_ERROR);
			assertThat(result.errorMessage()).contains("nested deeper");
		}
	}

	@Test
	void endlessReplyIsEndedByTheTimeLimit() {
		Duration limit = Duration.ofMillis(300);
		ScriptedServer server = server(Script.afterHandshake((peer) -> {
			peer.frame();
			peer.send("*100000000\r\n");
			while (true) {
				peer.send(":1\r\n".repeat(10));
			}
		}));
		Connection connection = connection(server.port(), limit);
		connection.connect();
		long start = System.nanoTime();
		Result<Object> result = connection.send(GET);
		assertThat(result.errorCode()).isIn(ErrorCode.TIMEOUT_LIMIT, ErrorCode.PROTOCOL_ERROR);
		assertThat(since(start)).as("I3 total time is capped").isLessThan(limit.multipliedBy(10));
		assertThat(connection.isConnected()).isFalse();
	}

	@Test
	void endlessReplyToACallWithALimitOfItsOwnIsEndedByIt() {
		Duration limit = Duration.ofMillis(300);
		ScriptedServer server = server(Script.afterHandshake((peer) -> {
			peer.frame();
			peer.send("+");
			while (true) {
				peer.send("x".repeat(10));
			}
		}));
		Connection connection = connection(server.port(), Duration.ofSeconds(3));
		connection.connect();
		long start = System.nanoTime();
		assertThat(connection.send(GET, limit).errorCode()).isEqualTo(ErrorCode.TIMEOUT_LIMIT);
		assertThat(since(start)).as("I3 total time is capped").isLessThan(limit.multipliedBy(10));
	}

	@Test
	void floodAtConnectIsGivenUp() {
		ScriptedServer server = server((peer) -> {
			while (true) {
				peer.send("+PON".repeat(1000));
			}
		});
		Connection connection = connection(server.port());
		assertThat(connection.send(GET).errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
	}

}
