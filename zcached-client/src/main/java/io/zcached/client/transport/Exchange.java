package io.zcached.client.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import io.zcached.client.protocol.Request;
import io.zcached.client.protocol.WireType;
import org.jspecify.annotations.Nullable;

/**
 * One request and what becomes of it. Its owner fills the request, hands it to
 * {@link Channel}, and reads the outcome when the channel is done with it. May be used
 * again once it is {@link #isSettled() settled}; one that was left behind in a channel
 * never is.
 */
public final class Exchange {

	/** Waits for its reply. */
	static final int WAITING = 0;

	/** Waits for its reply, and its owner is to read replies from now on. */
	static final int LEADING = 1;

	/** Its owner has left; the reply will be dropped. */
	static final int TOMBSTONE = 2;

	/** Has a value. */
	static final int VALUE = 3;

	/** Has an error line of the server. */
	static final int ERROR = 4;

	/** Has a failure. */
	static final int FAILED = 5;

	/**
	 * States are written by release: what follows, the channel's lock or the owner's
	 * waking, orders them for others, and a full fence for each reply of a pipeline costs
	 * a tenth of it (benchmark: {@code EngineBenchmark.sendAll}).
	 */
	private static final VarHandle STATE;

	static {
		try {
			STATE = MethodHandles.lookup().findVarHandle(Exchange.class, "state", int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final Request request;

	/** Who is woken when the state changes; set before queueing. */
	@Nullable Thread owner;

	/**
	 * Whose owner can take the read side while this waits: itself, the last of its
	 * pipeline, or nobody's.
	 */
	@Nullable Exchange leader;

	/**
	 * Runs when the exchange is settled, on the environment's executor; for those nobody
	 * waits for.
	 */
	@Nullable Runnable callback;

	/** When it was queued, in the clock's nanoseconds. */
	long startedAt;

	/** How long its owner waits, in nanoseconds from {@link #startedAt}. */
	long limit;

	private @Nullable Object outcome;

	private volatile int state;

	/** Creates an exchange with a buffer of its own. */
	public Exchange() {
		this.request = new Request();
	}

	/**
	 * Creates an exchange whose frame follows another's in the same buffer.
	 * @param previous the exchange before it in a pipeline, already encoded
	 */
	public Exchange(Exchange previous) {
		this.request = new Request(previous.request);
	}

	/**
	 * The request to fill.
	 * @return the request
	 */
	public Request request() {
		return this.request;
	}

	/**
	 * What runs, on a background thread, when a submitted exchange is settled.
	 * @param callback the callback
	 */
	public void whenSettled(@Nullable Runnable callback) {
		this.callback = callback;
	}

	/**
	 * Whether there is an outcome.
	 * @return whether there is
	 */
	public boolean isSettled() {
		return this.state >= VALUE;
	}

	/**
	 * Whether the server answered with a value.
	 * @return whether it did
	 */
	public boolean isValue() {
		return this.state == VALUE;
	}

	/**
	 * The value, the error line without its dash, or the {@link ChannelFailure}.
	 * @return the outcome of a settled exchange
	 */
	public @Nullable Object outcome() {
		return this.outcome;
	}

	/**
	 * The failure.
	 * @return the failure, {@code null} if the server answered
	 */
	public @Nullable ChannelFailure failure() {
		return (this.state == FAILED) ? (ChannelFailure) this.outcome : null;
	}

	/** Makes it ready for the next request. */
	public void reset() {
		this.request.clear();
		this.outcome = null;
		this.owner = null;
		this.leader = null;
		this.callback = null;
		state(WAITING);
	}

	int state() {
		return this.state;
	}

	void state(int state) {
		STATE.setRelease(this, state);
	}

	boolean isTombstone() {
		return this.state == TOMBSTONE;
	}

	/** The deadline on the channel's clock. */
	long deadline() {
		return this.startedAt + this.limit;
	}

	/** Whether a reply can be the answer to the request. */
	boolean fits(WireType type, @Nullable Object value) {
		return (type == WireType.ERROR) ? this.request.fitsError(String.valueOf(value))
				: this.request.fits(type, value);
	}

	/** The outcome is written first: whoever sees the state sees the outcome. */
	void settle(WireType type, @Nullable Object value) {
		this.outcome = value;
		state((type == WireType.ERROR) ? ERROR : VALUE);
	}

	void fail(ChannelFailure failure) {
		this.outcome = failure;
		state(FAILED);
	}

}
