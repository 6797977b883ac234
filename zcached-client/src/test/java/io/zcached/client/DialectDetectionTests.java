package io.zcached.client;

import java.time.Duration;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.FakeEnvironment;
import io.zcached.client.testsupport.FakeResponder;
import io.zcached.client.testsupport.FakeWire;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.testsupport.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which dialect a server speaks, found out by the first exchange and never guessed wrong
 * for long (row 10).
 */
class DialectDetectionTests extends AbstractConnectionTests {

	@ParameterizedTest
	@EnumSource(Dialect.class)
	void dialectOfAServerIsFoundOut(Dialect dialect) {
		ScriptedServer server = server(dialect, new MemoryScript(dialect));
		Connection connection = connection(server.port(), (options) -> {
		});
		assertThat(connection.send(Command.of("SET", "key", "value")).value()).isEqualTo("OK");
		assertThat(connection.send(GET).value()).isEqualTo("value");
		assertThat(connection.dialect()).isEqualTo(dialect);
		assertThat(server.accepted()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 50, 99 })
	void terminatorWithinTheGraceMeansTerminated(long delay) {
		FakeEnvironment environment = delayedTerminator(delay);
		Connection connection = connection(environment, (options) -> options.dialect(null));
		Result<Object> result = environment.runUntilDone(Await.start(() -> connection.send(Command.of("DBSIZE"))));
		assertThat(result.value()).isEqualTo(0L);
		assertThat(connection.dialect()).isEqualTo(Dialect.TERMINATED);
		assertThat(environment.wires()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(longs = { 101, 150, 500 })
	void terminatorThatComesLaterIsNeverOneOff(long delay) {
		FakeEnvironment environment = delayedTerminator(delay);
		Connection connection = connection(environment, (options) -> options.dialect(null));
		Result<Object> late = environment.runUntilDone(Await.start(() -> connection.send(Command.of("DBSIZE"))));
		assertThat(late.isFailure()).as("I1 never another's reply").isTrue();
		assertThat(environment.wire(0).isClosed()).as("I4 the stray byte ends the channel").isTrue();
	}

	@Test
	void terminatorBehindTheSecondPongIsSurplusAndEndsTheChannel() {
		FakeEnvironment environment = new FakeEnvironment(0, Dialect.UNTERMINATED,
				(wire, frame) -> frame.name().equals("PING") ? "+PONG\r\n" : ":0\r\n");
		environment.jitter(() -> 0);
		Connection connection = connection(environment, (options) -> options.dialect(null));
		environment.runUntilDone(Await.start(() -> connection.send(Command.of("DBSIZE"))));
		assertThat(connection.dialect()).isEqualTo(Dialect.UNTERMINATED);
		environment.wire(0).push("\u0003");
		Result<Object> next = environment.runUntilDone(Await.start(() -> connection.send(Command.of("DBSIZE"))));
		assertThat(next.value()).as("I1 own reply, on a new wire").isEqualTo(0L);
		assertThat(environment.wires()).hasSize(2);
	}

	@Test
	void pinnedDialectIsNotGuessed() {
		FakeEnvironment environment = delayedTerminator(500);
		Connection connection = connection(environment);
		Result<Object> result = environment.runUntilDone(Await.start(() -> connection.send(Command.of("DBSIZE"))));
		assertThat(result.value()).isEqualTo(0L);
		assertThat(environment.wire(0).frames()).as("one PING").hasSize(2);
	}

	@Test
	void pinnedToTheOtherDialectIsAnErrorAndNoHang() {
		ScriptedServer unterminated = server(Dialect.UNTERMINATED, new MemoryScript(Dialect.UNTERMINATED));
		Connection expectsTerminator = connection(unterminated.port(),
				(options) -> options.dialect(Dialect.TERMINATED).connectTimeout(Duration.ofMillis(300)));
		assertThat(expectsTerminator.send(GET).errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		ScriptedServer terminated = server(new MemoryScript(Dialect.TERMINATED));
		Connection sendsNone = connection(terminated.port(),
				(options) -> options.dialect(Dialect.UNTERMINATED).connectTimeout(Duration.ofMillis(300)));
		assertThat(sendsNone.send(GET).errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
	}

	private static FakeEnvironment delayedTerminator(long millis) {
		FakeEnvironment[] environment = new FakeEnvironment[1];
		FakeResponder responder = (wire, frame) -> {
			if (!frame.name().equals("PING")) {
				return ":0\r\n\u0003";
			}
			environment[0].schedule(() -> wire.push("\u0003"), Duration.ofMillis(millis).toNanos());
			return "+PONG\r\n";
		};
		environment[0] = new FakeEnvironment(0, Dialect.TERMINATED, responder);
		return environment[0];
	}

}
