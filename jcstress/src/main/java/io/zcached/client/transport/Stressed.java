package io.zcached.client.transport;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.zcached.client.protocol.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * What the tests have in common: channels, and names for what becomes of them.
 */
final class Stressed {

	static final long TIMEOUT_LIMIT = TimeUnit.SECONDS.toNanos(20);

	private static final int BUFFER = 64;

	private Stressed() {
	}

	static Channel channel(Wire wire, LongSupplier clock, Timer timer, Executor executor) {
		Environment environment = new Environment(clock, () -> 0.5, timer, executor, (attempt) -> {
			throw new IOException("nobody dials");
		});
		return new Channel(wire, Dialect.TERMINATED, new ChannelSettings(TIMEOUT_LIMIT, 0, BUFFER), environment,
				(dead, reason) -> {
				});
	}

	/** What has become of a request of that number. */
	static String outcome(Exchange exchange, int number) {
		if (!exchange.isSettled()) {
			return exchange.isTombstone() ? "left" : "waits";
		}
		ChannelFailure failure = exchange.failure();
		return (failure != null) ? failure.kind().name() : value(exchange.outcome(), number);
	}

	private static String value(@Nullable Object value, int number) {
		return Long.valueOf(number).equals(value) ? "own reply" : "another's reply: " + value;
	}

}
