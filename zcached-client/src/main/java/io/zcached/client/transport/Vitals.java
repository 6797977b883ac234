package io.zcached.client.transport;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import io.zcached.client.protocol.MalformedReplyException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a channel lives, and how it dies: poisoned first, by one volatile write with
 * nothing allocated, then torn down. Thread safe; the lock is the channel's.
 */
final class Vitals {

	private final ReentrantLock lock;

	/** Guarded by the lock. */
	private final ExchangeQueue queue;

	private final Wire wire;

	private final Environment environment;

	private final long timeoutLimit;

	private final Consumer<ChannelFailure> onDeath;

	private volatile boolean poisoned;

	/** The first one counts: closing the wire makes others fail in their turn. */
	private final AtomicReference<@Nullable ChannelFailure> failure = new AtomicReference<>();

	/** Whether every exchange has got its failure; set once, under the lock. */
	private volatile boolean tornDown;

	/** Written under the lock. */
	private @Nullable Runnable cancelWatch;

	Vitals(ReentrantLock lock, ExchangeQueue queue, Wire wire, Environment environment, long timeoutLimit,
			Consumer<ChannelFailure> onDeath) {
		this.lock = lock;
		this.queue = queue;
		this.wire = wire;
		this.environment = environment;
		this.timeoutLimit = timeoutLimit;
		this.onDeath = onDeath;
	}

	boolean isPoisoned() {
		return this.poisoned;
	}

	@Nullable ChannelFailure failure() {
		return this.failure.get();
	}

	/**
	 * Begins to watch the age of the oldest request, and goes on until death: runs on the
	 * timer when that request may have reached the channel's limit.
	 */
	void watch() {
		this.lock.lock();
		try {
			if (this.tornDown) {
				return;
			}
			Exchange oldest = this.queue.peek();
			long age = (oldest != null) ? this.environment.clock().getAsLong() - oldest.startedAt : 0;
			if (age < this.timeoutLimit) {
				this.cancelWatch = this.environment.timer().schedule(this::watch, this.timeoutLimit - age);
				return;
			}
			die(ChannelFailure.noReply());
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Dies of an exception.
	 * @param doing what was being done
	 * @param cause the exception; an {@link Error} is thrown again
	 */
	void dieOf(String doing, Throwable cause) {
		this.poisoned = true;
		die(describe(doing, cause));
		if (cause instanceof Error error) {
			throw error;
		}
	}

	/**
	 * Dies, unless dead: every exchange gets its failure, the wire is closed. Never
	 * blocks.
	 */
	void die(ChannelFailure reason) {
		this.poisoned = true;
		if (this.tornDown) {
			return;
		}
		ChannelFailure earlier = this.failure.compareAndExchange(null, reason);
		ChannelFailure first = (earlier != null) ? earlier : reason;
		this.wire.close();
		this.lock.lock();
		try {
			if (this.tornDown) {
				return;
			}
			this.tornDown = true;
			Undertaker.failAll(this.queue, first, this.environment);
			if (this.cancelWatch != null) {
				this.cancelWatch.run();
			}
		}
		finally {
			this.lock.unlock();
		}
		this.onDeath.accept(first);
	}

	private static ChannelFailure describe(String doing, Throwable cause) {
		try {
			return (cause instanceof MalformedReplyException)
					? new ChannelFailure(ChannelFailure.Kind.PROTOCOL, String.valueOf(cause.getMessage()), cause)
					: ChannelFailure.broken(doing, cause);
		}
		catch (Throwable ex) {
			return ChannelFailure.INDESCRIBABLE;
		}
	}

}
