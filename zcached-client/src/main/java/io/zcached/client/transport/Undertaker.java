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
			fail(exchange, due ? reason : ChannelFailure.BYSTANDER, environment);
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
			call(callback, environment.executor());
		}
		else if (owner != null) {
			LockSupport.unpark(owner);
		}
	}

	/** If no thread can be had for the callback, it runs here rather than never. */
	static void call(Runnable callback, Executor executor) {
		try {
			executor.execute(callback);
		}
		catch (RuntimeException | Error ex) {
			callback.run();
		}
	}

}
