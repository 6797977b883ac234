package io.zcached.client.transport;

import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/**
 * Gives every exchange of a dead channel its one failure.
 */
final class Undertaker {

	private Undertaker() {
	}

	/**
	 * Empties the queue, under the channel's lock. When a request has timed out, those
	 * that were not due yet have only lost their connection. Allocates nothing: it may be
	 * memory that has run out.
	 */
	static void failAll(ExchangeQueue queue, ChannelFailure reason, Environment environment) {
		boolean timeout = reason.kind() == ChannelFailure.Kind.TIMEOUT;
		long now = timeout ? environment.clock().getAsLong() : 0;
		while (!queue.isEmpty()) {
			Exchange exchange = queue.poll();
			boolean due = !timeout || now - exchange.startedAt >= exchange.limit;
			try {
				fail(exchange, due ? reason : ChannelFailure.BYSTANDER, environment);
			}
			catch (RuntimeException | Error ex) {
				// The others must not go without their failure.
			}
		}
	}

	private static void fail(Exchange exchange, ChannelFailure failure, Environment environment) {
		Thread owner = exchange.owner;
		Runnable callback = exchange.callback;
		if (exchange.isTombstone()) {
			return;
		}
		exchange.fail(failure);
		if (callback != null) {
			call(callback, environment);
		}
		else if (owner != null) {
			LockSupport.unpark(owner);
		}
	}

	/**
	 * If no thread can be had for the callback, it runs on the timer's, or here, rather
	 * than never.
	 */
	static void call(Runnable callback, Environment environment) {
		try {
			environment.executor().execute(callback);
		}
		catch (RuntimeException | Error ex) {
			callHere(callback, environment);
		}
	}

	private static void callHere(Runnable callback, Environment environment) {
		try {
			environment.timer().schedule(callback, 1);
		}
		catch (RuntimeException | Error ex) {
			callback.run();
		}
	}

}
