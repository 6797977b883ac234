package io.zcached.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.transport.Channel;
import io.zcached.client.transport.ChannelFailure;
import io.zcached.client.transport.Environment;
import org.jspecify.annotations.Nullable;

/**
 * Owns the one channel of a connection and replaces it when it has died. Connecting is
 * single-flight: one background thread connects, everybody shares its outcome and waits
 * for it no longer than their own limit. After a failed round there is a back-off, in
 * which rounds are refused at once. Thread safe.
 */
final class Connector {

	private final Messages messages;

	private final ConnectionOptions options;

	private final Environment environment;

	private final Events events;

	private final Counters counters;

	private final ChannelOpener opener;

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock. */
	private final BackOff backOff;

	/** When the next round may begin; guarded by the lock. */
	private long notBefore;

	/** The round that is going on; guarded by the lock. */
	private @Nullable ConnectRound round;

	/** The last channel that was opened; written under the lock. */
	private volatile @Nullable Channel channel;

	private volatile @Nullable Dialect dialect;

	/** Why the last round failed, null if it succeeded; written under the lock. */
	private volatile @Nullable ZcachedException roundFailure;

	/** How the last channel died that was not closed; written by whatever killed it. */
	private volatile @Nullable Death lastDeath;

	private volatile boolean closed;

	private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

	Connector(Messages messages, ConnectionOptions options, Environment environment, Events events, Counters counters) {
		this.messages = messages;
		this.options = options;
		this.environment = environment;
		this.events = events;
		this.counters = counters;
		this.opener = new ChannelOpener(options, environment, this::died);
		this.backOff = new BackOff(environment.jitter());
		this.dialect = options.dialect();
		this.notBefore = environment.clock().getAsLong();
	}

	/** The channel if it lives; no I/O. */
	@Nullable Channel live() {
		Channel current = this.channel;
		return (current != null && !current.isDead()) ? current : null;
	}

	@Nullable Dialect dialect() {
		return this.dialect;
	}

	/**
	 * Why there is no live channel. A channel is dead a moment before it tells why.
	 */
	@Nullable ZcachedException lastFailure() {
		Channel current = this.channel;
		if (current != null && !current.isDead()) {
			return null;
		}
		ZcachedException failure = this.roundFailure;
		if (failure != null || current == null) {
			return failure;
		}
		Death death = this.lastDeath;
		if (death != null && death.channel == current) {
			return death.failure;
		}
		return this.closed ? null : broken("it is just being discarded", null);
	}

	boolean isClosed() {
		return this.closed;
	}

	/**
	 * Completes when {@link #close()} is called, for those who wait for something else.
	 */
	CompletableFuture<@Nullable Void> end() {
		return this.end;
	}

	boolean isConnecting() {
		this.lock.lock();
		try {
			return this.round != null;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Whether a request may open a socket by itself: always the first one, later ones if
	 * so configured.
	 */
	boolean mayConnect() {
		return this.options.reconnect() || this.channel == null;
	}

	/** How long until a round may begin. */
	Duration backOff() {
		this.lock.lock();
		try {
			long remaining = this.notBefore - this.environment.clock().getAsLong();
			return (remaining > 0 && live() == null) ? Duration.ofNanos(remaining) : Duration.ZERO;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The live channel, or the outcome of the round that is going on, or of a new one.
	 * @param evenInBackOff whether to begin a round although the last has just failed
	 * @return completes with a channel, or with a {@link ZcachedConnectionException}
	 */
	CompletableFuture<Channel> connect(boolean evenInBackOff) {
		this.lock.lock();
		try {
			if (this.closed) {
				return CompletableFuture.failedFuture(this.messages.closed());
			}
			Channel current = live();
			if (current != null) {
				return CompletableFuture.completedFuture(current);
			}
			if (this.round != null) {
				return this.round.outcome();
			}
			long wait = this.notBefore - this.environment.clock().getAsLong();
			if (wait > 0 && !evenInBackOff) {
				return CompletableFuture.failedFuture(this.messages.inBackOff(wait, this.roundFailure));
			}
			ConnectRound begun = new ConnectRound(this.messages, this.opener, this.environment,
					this.options.connectTimeout().toNanos(), this::finish);
			begin(begun);
			return begun.outcome();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Ends everything, for good: no socket is born after this. Idempotent, never blocks.
	 */
	void close() {
		Channel current;
		ConnectRound begun;
		this.lock.lock();
		try {
			if (this.closed) {
				return;
			}
			this.closed = true;
			current = this.channel;
			begun = this.round;
			if (begun != null) {
				begun.abort();
			}
		}
		finally {
			this.lock.unlock();
		}
		if (current != null) {
			current.close();
		}
		this.end.complete(null);
		if (begun != null) {
			begun.outcome().completeExceptionally(this.messages.closed());
		}
	}

	/**
	 * Closes the channel and ends the round that is going on; the next one begins as the
	 * first did. Never blocks.
	 */
	void disconnect() {
		Channel current;
		ConnectRound begun;
		this.lock.lock();
		try {
			if (this.closed) {
				return;
			}
			current = this.channel;
			begun = this.round;
			this.channel = null;
			this.round = null;
			this.roundFailure = null;
			this.backOff.reset();
			this.notBefore = this.environment.clock().getAsLong();
			if (begun != null) {
				begun.abort();
			}
		}
		finally {
			this.lock.unlock();
		}
		if (current != null) {
			current.discard(ChannelFailure.disconnected());
		}
		if (begun != null) {
			begun.outcome().completeExceptionally(this.messages.disconnected());
		}
	}

	/** Under the lock. A round that cannot start a thread must not bar the next one. */
	private void begin(ConnectRound begun) {
		this.round = begun;
		boolean running = false;
		try {
			begun.begin();
			running = true;
		}
		finally {
			if (!running) {
				this.round = null;
			}
		}
	}

	private void finish(ConnectRound begun, @Nullable Channel opened, @Nullable ZcachedException failure) {
		ZcachedException outcome = failure;
		this.lock.lock();
		try {
			if (this.round != begun) {
				outcome = this.messages.closed();
				return;
			}
			this.round = null;
			if (this.closed) {
				outcome = this.messages.closed();
			}
			else if (opened != null) {
				this.channel = opened;
				this.dialect = opened.dialect();
				this.roundFailure = null;
				this.backOff.reset();
				this.notBefore = this.environment.clock().getAsLong();
			}
			else {
				this.roundFailure = outcome;
				this.notBefore = this.environment.clock().getAsLong() + this.backOff.failed();
			}
		}
		finally {
			this.lock.unlock();
			if (outcome != null && opened != null) {
				opened.close();
			}
		}
		if (outcome == null && opened != null) {
			this.counters.connected();
			this.events.connected(opened.dialect().name());
			begun.outcome().complete(opened);
			return;
		}
		if (!this.closed && failure != null) {
			this.counters.connectFailed();
			this.events.connectFailed(String.valueOf(failure.getMessage()));
		}
		begun.outcome().completeExceptionally((outcome != null) ? outcome : this.messages.closed());
	}

	/** May be called under the channel's lock. */
	private void died(Channel dead, ChannelFailure reason) {
		if (reason.kind() == ChannelFailure.Kind.CLOSED) {
			if (this.channel == dead) {
				this.events.closed(reason.message());
			}
			return;
		}
		if (reason.kind() == ChannelFailure.Kind.DISCONNECTED) {
			this.events.closed(reason.message());
			return;
		}
		this.lastDeath = new Death(dead, broken(reason.message(), reason.cause()));
		this.counters.discarded();
		this.events.disconnected(reason.message());
	}

	private ZcachedException broken(String reason, @Nullable Throwable cause) {
		return new ZcachedConnectionException(ErrorCode.CONNECTION_CLOSED,
				this.messages.of("The connection broke: " + reason), cause);
	}

	private record Death(Channel channel, ZcachedException failure) {
	}

}
