package io.zcached.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.Await.RunningCall;
import io.zcached.client.testsupport.FakeEnvironment;
import io.zcached.client.testsupport.FakeWire;
import io.zcached.client.testsupport.MemoryScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Anything may be thrown anywhere between queueing and matching: the channel is poisoned
 * first, everybody is released, nobody gets another's reply (rows 17 and 18).
 */
class PoisonFaultTests extends AbstractConnectionTests {

	static Stream<Supplier<Throwable>> throwables() {
		return Stream.of(() -> new IOException("injected"), () -> new IllegalStateException("injected"),
				() -> new OutOfMemoryError("injected"), () -> new StackOverflowError("injected"),
				MessageThatFails::new);
	}

	@ParameterizedTest
	@MethodSource("throwables")
	void failureInAWriteReleasesEverybody(Supplier<Throwable> throwable) {
		for (int offset : new int[] { 0, 1, 9, 20 }) {
			for (int others = 0; others < 3; others++) {
				check(throwable.get(), others, (wire, fault) -> wire.failWrite(offset, fault));
			}
		}
	}

	@ParameterizedTest
	@MethodSource("throwables")
	void failureInAReadReleasesEverybody(Supplier<Throwable> throwable) {
		for (int offset : new int[] { 0, 1, 5, 11 }) {
			for (int others = 0; others < 3; others++) {
				check(throwable.get(), others, (wire, fault) -> {
					wire.failRead(offset, fault);
					wire.push("$5\r\nother\r\n\u0003");
				});
			}
		}
	}

	private interface Break {

		void apply(FakeWire wire, Throwable fault);

	}

	private void check(Throwable fault, int others, Break breaking) {
		MemoryScript memory = new MemoryScript(Dialect.TERMINATED);
		FakeEnvironment environment = new FakeEnvironment(0, Dialect.TERMINATED,
				(wire, frame) -> frame.name().equals("GET") ? null : memory.answer(frame) + '\u0003');
		Connection connection = connection(environment);
		connection.connect();
		List<RunningCall<Object>> calls = new ArrayList<>();
		for (int i = 0; i < others; i++) {
			calls.add(Await.start(() -> outcome(connection, Command.of("GET", "other"))));
		}
		Await.until("the others wait", () -> connection.pendingRequests() == others);
		CompletableFuture<Result<Object>> async = connection.sendAsync(Command.of("GET", "other"));
		FakeWire wire = environment.wire(0);
		Await.until("the asynchronous one is written", () -> wire.frames().size() == others + 2);
		breaking.apply(wire, fault);
		calls.add(Await.start(() -> outcome(connection, Command.of("SET", "key", "value"))));
		int answered = 0;
		for (RunningCall<Object> call : calls) {
			Object outcome = Await.value(call);
			assertThat(outcome).as("I2 one outcome, after " + fault.getClass()).isNotNull();
			answered += "other".equals(outcome) ? 1 : 0;
			assertThat(outcome).as("I1 own reply").isIn("other", "OK", fault, ErrorCode.CONNECTION_REESTABLISHED);
		}
		answered += "other".equals(Await.value(async).value()) ? 1 : 0;
		assertThat(answered).as("I1 one reply for one at most").isLessThanOrEqualTo(1);
		Await.until("I6 the wire is closed", () -> wire.isClosed());
		assertThat(connection.send(Command.of("SET", "key", "value")).value()).as("I8 recovers").isEqualTo("OK");
		connection.close();
	}

	/** A value, an error code, or what was thrown. */
	private static Object outcome(Connection connection, Command command) {
		try {
			Result<Object> result = connection.send(command);
			return result.isSuccess() ? result.value() : result.errorCode();
		}
		catch (Throwable ex) {
			return ex;
		}
	}

	@Test
	void errorIsThrownToItsOwnerAndTheOthersAreReleased() {
		FakeEnvironment environment = FakeEnvironment.withMemory();
		Connection connection = connection(environment);
		connection.connect();
		OutOfMemoryError error = new OutOfMemoryError("injected");
		environment.wire(0).failRead(0, error);
		assertThat(catchThrowable(() -> connection.send(GET))).isSameAs(error);
		assertThat(connection.isConnected()).as("I4 poisoned is final").isFalse();
		assertThat(connection.pendingRequests()).as("I6 nothing is left in the queue").isZero();
	}

	@Test
	void callbackIsNotLostWhenNoThreadCanBeStartedForIt() {
		MemoryScript memory = new MemoryScript(Dialect.TERMINATED);
		FakeEnvironment silent = new FakeEnvironment(0, Dialect.TERMINATED,
				(wire, frame) -> frame.name().equals("GET") ? null : memory.answer(frame) + '\u0003');
		Connection connection = connection(silent);
		connection.connect();
		CompletableFuture<Result<Object>> first = connection.sendAsync(Command.of("GET", "first"));
		CompletableFuture<Result<Object>> second = connection.sendAsync(Command.of("GET", "second"));
		silent.awaitReader();
		Executor working = silent.executor((task) -> {
			throw new OutOfMemoryError("unable to create native thread");
		});
		silent.wire(0).push("$3\r\none\r\n\u0003$3\r\ntwo\r\n\u0003");
		Await.until("the callbacks have run on the timer instead", () -> {
			silent.advance(Duration.ofMillis(1));
			return first.isDone() && second.isDone();
		});
		assertThat(Await.value(first).value()).as("I2 one outcome").isEqualTo("one");
		assertThat(Await.value(second).value()).as("I2 one outcome").isEqualTo("two");
		silent.executor(working);
		assertThat(connection.send(Command.of("SET", "key", 1)).value()).as("I8 recovers").isEqualTo("OK");
	}

	@Test
	void connectThatCannotStartAThreadDoesNotBlockLaterOnes() {
		FakeEnvironment environment = FakeEnvironment.withMemory();
		Connection connection = connection(environment, (options) -> options.timeoutLimit(Duration.ofMillis(500)));
		Executor working = environment.executor((task) -> {
			throw new OutOfMemoryError("unable to create native thread");
		});
		assertThat(catchThrowable(() -> connection.send(GET))).isInstanceOf(OutOfMemoryError.class);
		environment.executor(working);
		assertThat(connection.send(Command.of("SET", "key", 1)).value()).as("I8 recovers").isEqualTo("OK");
	}

	@Test
	void errorWhileConnectingFailsTheRoundAndNotTheNextOne() {
		FakeEnvironment environment = FakeEnvironment.withMemory();
		environment.jitter(() -> 0);
		AtomicInteger dials = new AtomicInteger();
		environment.dialFault((index) -> {
			if (dials.incrementAndGet() == 1) {
				throw new MessageThatFails();
			}
			return null;
		});
		Connection connection = connection(environment);
		assertThat(connection.send(GET).errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(connection.send(Command.of("SET", "key", 1)).value()).as("I8 recovers").isEqualTo("OK");
	}

	@ParameterizedTest
	@MethodSource("throwables")
	void failureInTheProofOfAnIdleSocketCostsAsynchronousCallsNothing(Supplier<Throwable> throwable) {
		FakeEnvironment environment = FakeEnvironment.withMemory();
		Connection connection = connection(environment);
		connection.connect();
		environment.advance(Duration.ofSeconds(31));
		environment.wire(0).failWrite(0, throwable.get());
		assertThat(Await.value(connection.sendAsync(Command.of("SET", "key", 1))).value()).as("I8 recovers")
			.isEqualTo("OK");
		assertThat(environment.wire(0).isClosed()).as("I4 poisoned is final").isTrue();
	}

	/** An error that strikes again whenever it is described. */
	private static final class MessageThatFails extends StackOverflowError {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			throw new StackOverflowError("while the error was described");
		}

		@Override
		public String toString() {
			return "an error without a message";
		}

	}

}
