package io.zcached.client.transport;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.zcached.client.protocol.Dialect;
import org.jetbrains.lincheck.Lincheck;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A model checker chooses which thread goes on at each step of a whole channel: whoever
 * leads or leaves at whatever moment, everybody who stays gets the own reply. A turn to
 * read that was lost is a deadlock.
 */
class TurnsModelTests {

	private static final int SCHEDULES = Integer.getInteger("zcached.model.schedules", 60);

	private static final long LIMIT = TimeUnit.SECONDS.toNanos(60);

	private static final long SHORT = LIMIT / 10;

	/** In the place of a limit: the caller does not read, and awaits a callback. */
	private static final long ASYNCHRONOUS = 0;

	@Test
	void everyCallerGetsItsReply() {
		check(LIMIT, LIMIT, LIMIT);
	}

	@Test
	void leaderThatLeavesHandsTheReadSideOn() {
		check(SHORT, LIMIT, LIMIT);
	}

	@Test
	void leaderThatLeavesHandsOnToTheBackgroundForThoseWhoCannotRead() {
		check(SHORT, ASYNCHRONOUS);
	}

	private static void check(long... limits) {
		Lincheck.runConcurrentTest(SCHEDULES, () -> run(limits));
	}

	private static void run(long[] limits) {
		Environment environment = new Environment(() -> 0, () -> 0.5, (task, delay) -> () -> {
		}, (task) -> new Thread(task).start(), (attempt) -> {
			throw new IOException("nobody dials");
		});
		Channel channel = new Channel(new ModelWire(), Dialect.TERMINATED, new ChannelSettings(LIMIT, 0, 64),
				environment, (dead, reason) -> {
				});
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < limits.length; i++) {
			int number = i;
			Thread thread = new Thread(() -> call(channel, number, limits[number]));
			threads.add(thread);
			thread.start();
		}
		try {
			// Called as it stands: the model checker does not see through a method
			// reference.
			for (Thread thread : threads) {
				thread.join();
			}
		}
		catch (InterruptedException ex) {
			throw new AssertionError("nobody interrupts a model", ex);
		}
	}

	private static void call(Channel channel, int number, long limit) {
		Exchange exchange = ModelWire.request(number);
		ChannelFailure left = (limit == ASYNCHRONOUS) ? submit(channel, exchange) : channel.exchange(exchange, limit);
		boolean answered = left == null && Long.valueOf(number).equals(exchange.outcome());
		boolean mayLeave = limit == SHORT && left != null && left.kind() == ChannelFailure.Kind.TIMEOUT;
		if (!answered && !mayLeave) {
			throw new AssertionError("I1, I2 own reply: " + number + " " + left + " " + exchange.outcome());
		}
	}

	private static @Nullable ChannelFailure submit(Channel channel, Exchange exchange) {
		CountDownLatch settled = new CountDownLatch(1);
		exchange.whenSettled(() -> settled.countDown());
		ChannelFailure refusal = channel.submit(exchange, LIMIT);
		try {
			settled.await();
		}
		catch (InterruptedException ex) {
			throw new AssertionError("nobody interrupts a model", ex);
		}
		return refusal;
	}

}
