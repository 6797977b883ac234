package io.zcached.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import io.zcached.client.protocol.RequestWriter;
import io.zcached.client.transport.Channel;
import io.zcached.client.transport.ChannelFailure;
import io.zcached.client.transport.ChannelFailure.Kind;
import io.zcached.client.transport.Environment;
import io.zcached.client.transport.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers through to a live channel: at once if it was used lately, after a PING if
 * it has been idle for long, after a connect if there is none. Nobody waits longer than
 * their own limit. Thread safe.
 */
final class Gate {

	/** The longest that the proof of an idle channel may take, in nanoseconds. */
	private static final long VALIDATION_LIMIT = TimeUnit.SECONDS.toNanos(1);

	private final Connector connector;

	private final Messages messages;

	private final LongSupplier clock;

	private final Executor executor;

	private final long validateAfterIdle;

	/** Callers that wait for a connect. */
	private final AtomicInteger waiting = new AtomicInteger();

	Gate(Connector connector, Messages messages, Environment environment, long validateAfterIdle) {
		this.connector = connector;
		this.messages = messages;
		this.clock = environment.clock();
		this.executor = environment.executor();
		this.validateAfterIdle = validateAfterIdle;
	}

	long now() {
		return this.clock.getAsLong();
	}

	/** The time until a deadline, at least one nanosecond. */
	long remaining(long deadline) {
		return Math.max(1, deadline - now());
	}

	/** How many callers wait for a connect. */
	int waiting() {
		return this.waiting.get();
	}

	/** The live channel if it was used lately. */
	@Nullable Channel proven(long now) {
		Channel channel = this.connector.live();
		return (channel != null && !isIdle(channel, now)) ? channel : null;
	}

	/**
	 * A channel that lives and is proven, connecting if need be.
	 * @throws UnavailableException if there is none before the deadline
	 */
	Channel await(long deadline) throws UnavailableException {
		Channel channel = this.connector.live();
		if (channel != null && isIdle(channel, now())) {
			validate(channel, Math.min(VALIDATION_LIMIT, remaining(deadline)));
			channel = this.connector.live();
		}
		if (channel != null) {
			return channel;
		}
		if (!this.connector.mayConnect()) {
			throw new UnavailableException(this.messages.failure(ChannelFailure.notConnected()));
		}
		return awaitConnect(this.connector.connect(false), deadline);
	}

	/**
	 * The same for those who do not wait: an idle channel is proven on a background
	 * thread.
	 */
	CompletableFuture<Channel> prove() {
		Channel idle = this.connector.live();
		if (idle == null) {
			return this.connector.connect(false);
		}
		// Even an error of the JVM only means that the channel is dead.
		return CompletableFuture.runAsync(() -> validate(idle, VALIDATION_LIMIT), this.executor)
			.handle((nothing, failure) -> !idle.isDead() || !this.connector.mayConnect())
			.thenCompose((usable) -> usable ? CompletableFuture.completedFuture(idle) : this.connector.connect(false));
	}

	/**
	 * Waits for a round to end, but not longer than the deadline.
	 * @throws UnavailableException if it fails, or takes too long
	 */
	Channel awaitConnect(CompletableFuture<Channel> round, long deadline) throws UnavailableException {
		this.waiting.incrementAndGet();
		try {
			return round.get(remaining(deadline), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			throw new UnavailableException(failure(ex.getCause()));
		}
		catch (TimeoutException ex) {
			throw new UnavailableException(this.messages.failure(ChannelFailure.noConnectionInTime()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new UnavailableException(this.messages.failure(new ChannelFailure(Kind.INTERRUPTED,
					"the calling thread was interrupted while it waited for the connection; nothing was written",
					null)));
		}
		finally {
			this.waiting.decrementAndGet();
		}
	}

	/** The result for a round that has failed. */
	static Result<Object> failure(@Nullable Throwable cause) {
		return Result.failure(ErrorCode.CONNECTION_CLOSED,
				(cause != null) ? String.valueOf(cause.getMessage()) : "The connection could not be opened");
	}

	/** A channel on which a slow request is under way is not idle. */
	private boolean isIdle(Channel channel, long now) {
		return channel.idle(now) >= this.validateAfterIdle && channel.pending() == 0;
	}

	/** Discards the channel if the server had a whole second and did not answer. */
	private void validate(Channel channel, long limit) {
		Exchange ping = new Exchange();
		RequestWriter.write(ping.request(), channel.dialect(), "PING", List.of());
		ChannelFailure failure = channel.exchange(ping, limit);
		if (failure != null && failure.kind() == Kind.TIMEOUT && limit == VALIDATION_LIMIT) {
			channel.discard(new ChannelFailure(Kind.BROKEN,
					"after an idle time the server did not answer a PING within a second", null));
		}
	}

}
