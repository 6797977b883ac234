package io.zcached.client.transport;

import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Gives every exchange of a dead channel its one failure.
 */
final class Undertaker {

	private Undertaker() {
	}

	/**
	 * Empties the queue, under the channel's lock. When a request has timed out, those
	 * that were not due yet have only lost their connection.
	 */
	static void failAll(ExchangeQueue queue, ChannelFailure reason, Environment environment) {
		boolean timeout = reason.kind() == ChannelFailure.Kind.TIMEOUT;
		long now = timeout ? environment.clock().getAsLong() : 0;
		@Nullable ChannelFailure bystanders = null;
		while (!queue.isEmpty()) {
			Exchange exchange = queue.poll();
			ChannelFailure own = reason;
			if (timeout && now - exchange.startedAt < exchange.limit) {
				if (bystanders == null) {
					bystanders = new ChannelFailure(ChannelFailure.Kind.BROKEN,
							"the connection was discarded, since an earlier request on it got no reply in time", null);
				}
				own = bystanders;
			}
			fail(exchange, own, environment);
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
			environment.executor().execute(callback);
		}
		else if (owner != null) {
			LockSupport.unpark(owner);
		}
	}

}
