package io.zcached.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

import io.zcached.client.testsupport.FakeWire;

/**
 * What the model knows of one member of a pool.
 */
final class PoolMember {

	/** The load of a member whose server does not answer, and no less. */
	static final long STALLED = 1L << 32;

	/** The load of a member that may connect. */
	static final long NOT_CONNECTED = 1L << 33;

	/** The load of a member that has just failed to connect. */
	static final long IN_BACK_OFF = 1L << 34;

	private static final long STALL = Duration.ofSeconds(1).toNanos();

	private static final long FIRST_BACK_OFF = Duration.ofMillis(500).toNanos();

	private static final long LAST_BACK_OFF = Duration.ofSeconds(3).toNanos();

	private enum State {

		CONNECTED, CONNECTING, BROKEN

	}

	private final Connection connection;

	private final Deque<Pending> pending = new ArrayDeque<>();

	private State state = State.BROKEN;

	private long notBefore;

	private long backOff = FIRST_BACK_OFF;

	/** The wire in use, as far as a request has shown it. */
	private FakeWire wire;

	PoolMember(Connection connection) {
		this.connection = connection;
	}

	/** A request that the server holds. */
	record Pending(String key, CompletableFuture<Result<Object>> result, long since) {
	}

	Connection connection() {
		return this.connection;
	}

	Deque<Pending> pending() {
		return this.pending;
	}

	FakeWire wire() {
		return this.wire;
	}

	boolean isConnected() {
		return this.state == State.CONNECTED;
	}

	boolean isConnecting() {
		return this.state == State.CONNECTING;
	}

	long load(long now) {
		if (isConnected()) {
			boolean stalled = !this.pending.isEmpty() && now - this.pending.peek().since() > STALL;
			return this.pending.size() + (stalled ? STALLED : 0);
		}
		return (isConnecting() || now >= this.notBefore) ? NOT_CONNECTED : IN_BACK_OFF;
	}

	void sent(Pending request, FakeWire over) {
		this.pending.add(request);
		this.wire = over;
	}

	void connecting() {
		this.state = State.CONNECTING;
	}

	/** A round has ended; half of the back-off is all the jitter there is. */
	void roundEnded(boolean success, long now) {
		this.state = success ? State.CONNECTED : State.BROKEN;
		this.notBefore = success ? now : now + this.backOff / 2;
		this.backOff = success ? FIRST_BACK_OFF : Math.min(LAST_BACK_OFF, 2 * this.backOff);
	}

	void broken() {
		this.state = State.BROKEN;
		this.pending.clear();
		this.wire = null;
	}

	@Override
	public String toString() {
		return this.state + " " + this.pending.size() + " pending";
	}

}
