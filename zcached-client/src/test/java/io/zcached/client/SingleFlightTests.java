package io.zcached.client;

import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.zcached.client.transport.ConnectAttempt;
import io.zcached.client.transport.Environment;
import io.zcached.client.transport.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Threads that need a socket at the same time: one attempt to connect, of which all are
 * told. Time stands still, so that the back-off does not end.
 */
class SingleFlightTests {

	private static final int ROUNDS = 300;

	private static final int THREADS = 4;

	private final ExecutorService callers = Executors.newFixedThreadPool(THREADS);

	private final ExecutorService background = Executors.newCachedThreadPool();

	private final AtomicInteger dials = new AtomicInteger();

	@AfterEach
	void shutDown() {
		this.callers.shutdownNow();
		this.background.shutdownNow();
	}

	@Test
	void threadsThatSendAtTheSameTimeShareOneAttempt() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			this.dials.set(0);
			try (Connection connection = connection()) {
				assertThat(sendTogether(connection)).as("I9 round %d", round)
					.hasSize(THREADS)
					.containsOnly(ErrorCode.CONNECTION_CLOSED);
			}
			assertThat(this.dials).as("I9 attempts in round %d", round).hasValue(1);
		}
	}

	private Connection connection() {
		return new Connection("down.test", 7556, ConnectionOptions.defaults(),
				new Environment(() -> 0, () -> 0.5, (task, delay) -> () -> {
				}, this.background, this::dial));
	}

	private Wire dial(ConnectAttempt attempt) throws ConnectException {
		this.dials.incrementAndGet();
		throw new ConnectException("Connection refused");
	}

	private List<ErrorCode> sendTogether(Connection connection) throws Exception {
		CyclicBarrier start = new CyclicBarrier(THREADS);
		List<Future<ErrorCode>> calls = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			calls.add(this.callers.submit(() -> {
				start.await();
				return connection.send(Command.of("PING")).errorCode();
			}));
		}
		List<ErrorCode> outcomes = new ArrayList<>();
		for (Future<ErrorCode> call : calls) {
			outcomes.add(call.get());
		}
		return outcomes;
	}

}
