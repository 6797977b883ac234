package io.zcached.client;

import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.zcached.client.transport.Channel;
import io.zcached.client.transport.ConnectAttempt;
import io.zcached.client.transport.Environment;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to connect, made on a background thread and shared by all who wait for it.
 * It ends within the connect timeout, whatever strikes. Thread safe.
 */
final class ConnectRound {

	/**
	 * A round that bounds itself needs no help; only a name look-up does not, in
	 * nanoseconds.
	 */
	private static final long LOOK_UP_GRACE = TimeUnit.MILLISECONDS.toNanos(100);

	private final Messages messages;

	private final ChannelOpener opener;

	private final Environment environment;

	private final long limit;

	private final Conclusion conclusion;

	private final ConnectAttempt attempt;

	private final CompletableFuture<Channel> outcome = new CompletableFuture<>();

	/**
	 * Creates a round.
	 * @param limit nanoseconds that it may take from now on
	 * @param conclusion what to do when it ends; completes the outcome
	 */
	ConnectRound(Messages messages, ChannelOpener opener, Environment environment, long limit, Conclusion conclusion) {
		this.messages = messages;
		this.opener = opener;
		this.environment = environment;
		this.limit = limit;
		this.conclusion = conclusion;
		this.attempt = new ConnectAttempt(messages.host(), messages.port(), environment.clock(), limit);
	}

	/** Completes with a channel, or with a {@link ZcachedConnectionException}. */
	CompletableFuture<Channel> outcome() {
		return this.outcome;
	}

	/** Begins; throws what the executor throws when it has no thread to spare. */
	void begin() {
		Runnable cancel = this.environment.timer().schedule(this::expire, this.limit + LOOK_UP_GRACE);
		this.environment.executor().execute(() -> run(cancel));
	}

	/** Closes what is being opened, and lets nothing more be opened. Never blocks. */
	void abort() {
		this.attempt.abort();
	}

	/**
	 * A name look-up obeys no limit: the round ends without it, and what comes of it is
	 * thrown away.
	 */
	private void expire() {
		abort();
		this.environment.executor()
			.execute(() -> this.conclusion.ended(this, null,
					describe(new SocketTimeoutException("the name look-up took longer than the connect timeout"))));
	}

	private void run(Runnable cancel) {
		Channel opened = null;
		ZcachedException failure = null;
		try {
			opened = this.opener.open(this.attempt);
		}
		catch (Throwable ex) {
			failure = describe(ex);
		}
		finally {
			cancel.run();
			this.conclusion.ended(this, opened, failure);
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

	/** Told once or twice: by the round itself, and by the end of its time. */
	@FunctionalInterface
	interface Conclusion {

		/**
		 * A round has ended; only the first call counts.
		 * @param opened the channel, if it succeeded
		 * @param failure why not, if it failed
		 */
		void ended(ConnectRound round, @Nullable Channel opened, @Nullable ZcachedException failure);

	}

}
