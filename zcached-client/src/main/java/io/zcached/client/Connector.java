package io.zcached.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.transport.Channel;
import io.zcached.client.transport.ChannelFailure;
import io.zcached.client.transport.ChannelSettings;
import io.zcached.client.transport.ConnectAttempt;
import io.zcached.client.transport.Environment;
import io.zcached.client.transport.Handshake;
import io.zcached.client.transport.Wire;
import org.jspecify.annotations.Nullable;

/**
 * Owns the one channel of a connection and replaces it when it has died. Connecting is
 * single-flight: one background thread connects, everybody shares its outcome and waits
 * for it no longer than their own limit. After a failed round there is a back-off, in
 * which rounds are refused at once. Thread safe.
 */
final class Connector {

	private static final int STALLED = 1 << 28;

	private static final int NOT_CONNECTED = 1 << 29;

	private static final int IN_BACK_OFF = 1 << 30;

	/**
	 * A round that bounds itself needs no help; only a name look-up does not, in
	 * nanoseconds.
	 */
	private static final long LOOK_UP_GRACE = TimeUnit.MILLISECONDS.toNanos(100);

	private final Messages messages;

	private final ConnectionOptions options;

	private final Environment environment;

	private final Events events;

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock. */
	private final BackOff backOff;

	/** When the next round may begin; guarded by the lock. */
	private long notBefore;

	/** The round that is going on; guarded by the lock. */
	private @Nullable CompletableFuture<Channel> round;

	/** What the round is opening; guarded by the lock. */
	private @Nullable ConnectAttempt attempt;

	/** Written under the lock. */
	private volatile @Nullable Channel channel;

	/** Whether a channel has ever been opened; written under the lock. */
	private volatile boolean everConnected;

	private volatile @Nullable Dialect dialect;

	private volatile @Nullable ZcachedException lastFailure;

	private volatile boolean closed;

	private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

	Connector(Messages messages, ConnectionOptions options, Environment environment, Events events) {
		this.messages = messages;
		this.options = options;
		this.environment = environment;
		this.events = events;
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

	@Nullable ZcachedException lastFailure() {
		return (live() != null) ? null : this.lastFailure;
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
		return this.options.reconnect() || !this.everConnected;
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
	 * How bad a choice the channel is for the next request: the requests that are
	 * pending, more if the server does not answer, most if there is no channel, which is
	 * then mended in the background.
	 */
	int load() {
		Channel current = live();
		if (current != null) {
			int load = current.load();
			return (load > 0 && current.isStalled()) ? STALLED + load : load;
		}
		if (!mayConnect() || !backOff().isZero()) {
			return IN_BACK_OFF;
		}
		connect(false);
		return NOT_CONNECTED;
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
				return this.round;
			}
			long wait = this.notBefore - this.environment.clock().getAsLong();
			if (wait > 0 && !evenInBackOff) {
				return CompletableFuture.failedFuture(this.messages.inBackOff(wait, this.lastFailure));
			}
			CompletableFuture<Channel> begun = new CompletableFuture<>();
			ConnectAttempt opening = new ConnectAttempt(this.messages.host(), this.messages.port(),
					this.environment.clock(), this.options.connectTimeout().toNanos());
			this.round = begun;
			this.attempt = opening;
			begin(begun, opening);
			return begun;
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
		CompletableFuture<Channel> begun;
		this.lock.lock();
		try {
			if (this.closed) {
				return;
			}
			this.closed = true;
			current = this.channel;
			begun = this.round;
			if (this.attempt != null) {
				this.attempt.abort();
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
			begun.completeExceptionally(this.messages.closed());
		}
	}

	/** Under the lock. A round that cannot start a thread must not bar the next one. */
	private void begin(CompletableFuture<Channel> begun, ConnectAttempt opening) {
		boolean running = false;
		try {
			Runnable cancel = this.environment.timer()
				.schedule(() -> expire(begun, opening), this.options.connectTimeout().toNanos() + LOOK_UP_GRACE);
			this.environment.executor().execute(() -> run(begun, opening, cancel));
			running = true;
		}
		finally {
			if (!running) {
				this.round = null;
				this.attempt = null;
			}
		}
	}

	/**
	 * A name look-up obeys no limit: the round ends without it, and what comes of it is
	 * thrown away.
	 */
	private void expire(CompletableFuture<Channel> begun, ConnectAttempt opening) {
		opening.abort();
		this.environment.executor()
			.execute(() -> finish(begun, null,
					describe(new SocketTimeoutException("the name look-up took longer than the connect timeout"))));
	}

	private void run(CompletableFuture<Channel> begun, ConnectAttempt opening, Runnable cancel) {
		Channel opened = null;
		ZcachedException failure = null;
		try {
			opened = open(opening);
		}
		catch (Throwable ex) {
			failure = describe(ex);
		}
		finally {
			cancel.run();
			finish(begun, opened, failure);
		}
	}

	/** Whatever struck, perhaps memory that has run out, the round must end. */
	private ZcachedException describe(Throwable cause) {
		try {
			return this.messages.cannotConnect(cause);
		}
		catch (Throwable ex) {
			return new ZcachedConnectionException(ErrorCode.CONNECTION_CLOSED,
					this.messages.of("Cannot connect: " + cause.getClass().getName()), cause);
		}
	}

	private Channel open(ConnectAttempt opening) throws IOException {
		Wire wire = this.environment.dialer().dial(opening);
		try {
			opening.opened(wire);
			Dialect spoken = Handshake.perform(wire, this.options.dialect(), opening, this.environment.timer());
			return new Channel(wire, spoken, new ChannelSettings(this.options.timeoutLimit().toNanos(), window(spoken),
					this.options.bufferSize()), this.environment, this::died);
		}
		catch (Throwable ex) {
			wire.close();
			throw ex;
		}
	}

	/**
	 * A window that was configured for servers of one dialect must not be used on the
	 * other: a server that turns out to be unterminated takes one request at a time.
	 */
	private int window(Dialect spoken) {
		boolean meant = spoken.hasTerminator() || this.options.dialect() == spoken;
		return meant ? this.options.pipelineWindow() : 0;
	}

	private void finish(CompletableFuture<Channel> begun, @Nullable Channel opened,
			@Nullable ZcachedException failure) {
		ZcachedException outcome = failure;
		this.lock.lock();
		try {
			if (this.round != begun) {
				outcome = this.messages.closed();
				return;
			}
			this.round = null;
			this.attempt = null;
			if (this.closed) {
				outcome = this.messages.closed();
			}
			else if (opened != null) {
				this.channel = opened;
				this.dialect = opened.dialect();
				this.everConnected = true;
				this.backOff.reset();
				this.notBefore = this.environment.clock().getAsLong();
			}
			else {
				this.lastFailure = outcome;
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
			this.events.connected(opened.dialect().name());
			begun.complete(opened);
			return;
		}
		if (!this.closed && failure != null) {
			this.events.connectFailed(String.valueOf(failure.getMessage()));
		}
		begun.completeExceptionally((outcome != null) ? outcome : this.messages.closed());
	}

	/** May be called under the channel's lock. */
	private void died(Channel dead, ChannelFailure reason) {
		if (reason.kind() == ChannelFailure.Kind.CLOSED) {
			if (this.channel == dead) {
				this.events.closed();
			}
			return;
		}
		this.lastFailure = new ZcachedConnectionException(ErrorCode.CONNECTION_CLOSED,
				this.messages.of("The connection broke: " + reason.message()), reason.cause());
		this.events.disconnected(reason.message());
	}

}
