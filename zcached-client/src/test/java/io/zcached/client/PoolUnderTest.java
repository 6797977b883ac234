package io.zcached.client;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.testsupport.Await;
import io.zcached.client.testsupport.FakeEnvironment;
import io.zcached.client.testsupport.FakeWire;
import io.zcached.client.testsupport.Frame;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.transport.ConnectAttempt;
import io.zcached.client.transport.Environment;
import io.zcached.client.transport.Wire;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real pool on fake wires, and beside it a model that says which member must be chosen:
 * whatever is done to the one is done to the other.
 */
final class PoolUnderTest {

	private static final Duration FOR_EVER = Duration.ofDays(300);

	private static final int MANY = 1000;

	private final FakeEnvironment environment = new FakeEnvironment(0, Dialect.TERMINATED, this::answer);

	/** The wire that each request came over, by its key. */
	private final Map<String, FakeWire> asked = new ConcurrentHashMap<>();

	/** None while dials are held. */
	private final Semaphore dials = new Semaphore(MANY);

	private final AtomicInteger dialling = new AtomicInteger();

	private final List<PoolMember> members = new ArrayList<>();

	private final List<CompletableFuture<Result<Object>>> lost = new ArrayList<>();

	private final ConnectionPool pool;

	private volatile boolean up = true;

	private boolean held;

	private boolean closed;

	private int requests;

	PoolUnderTest(int size) {
		this.environment.dialFault((index) -> this.up ? null : new ConnectException("Connection refused"));
		Environment seams = this.environment.seams();
		this.pool = new ConnectionPool("fake.test", 7556, size,
				ConnectionOptions.builder()
					.dialect(Dialect.TERMINATED)
					.timeoutLimit(FOR_EVER)
					.connectTimeout(FOR_EVER)
					.validateAfterIdle(FOR_EVER)
					.build(),
				new Environment(seams.clock(), seams.jitter(), seams.timer(), seams.executor(),
						(attempt) -> dial(seams, attempt)));
		this.pool.connections().forEach((connection) -> this.members.add(new PoolMember(connection)));
	}

	private Wire dial(Environment seams, ConnectAttempt attempt) throws IOException {
		this.dialling.incrementAndGet();
		try {
			this.dials.acquireUninterruptibly();
			this.dials.release();
			return seams.dialer().dial(attempt);
		}
		finally {
			this.dialling.decrementAndGet();
		}
	}

	private String answer(FakeWire wire, Frame frame) {
		if (frame.name().equals("PING")) {
			return "+PONG\r\n\u0003";
		}
		this.asked.put(frame.text(1), wire);
		return null;
	}

	PoolMember member(int index) {
		return this.members.get(index % this.members.size());
	}

	/**
	 * The pool's choice is the model's: of those that are equally good, the first from
	 * the one that the thread prefers. Whom it looks at may begin to connect.
	 */
	@SuppressWarnings("deprecation")
	PoolMember choose() {
		int home = (int) Thread.currentThread().getId();
		PoolMember best = member(home);
		long bestLoad = look(best);
		for (int i = 1; i < this.members.size(); i++) {
			PoolMember candidate = member(home + i);
			long load = look(candidate);
			if (load < bestLoad) {
				best = candidate;
				bestLoad = load;
			}
		}
		String before = this.members.toString();
		Connection chosen = this.pool.connection();
		assertThat(this.pool.connections().indexOf(chosen)).as("the choice among " + before)
			.isEqualTo(this.members.indexOf(best));
		settle();
		return best;
	}

	private long look(PoolMember member) {
		long load = member.load(this.environment.now());
		if (load == PoolMember.NOT_CONNECTED) {
			connect(member);
		}
		return load;
	}

	private void connect(PoolMember member) {
		if (this.held) {
			member.connecting();
		}
		else if (!this.closed) {
			member.roundEnded(this.up, this.environment.now());
		}
	}

	/** Sends to the chosen member, if it is connected. */
	void send() {
		long since = this.environment.now();
		PoolMember chosen = choose();
		if (chosen.isConnected()) {
			String key = "k" + this.requests++;
			CompletableFuture<Result<Object>> result = chosen.connection().sendAsync(Command.of("GET", key));
			chosen.sent(new PoolMember.Pending(key, result, since), this.asked.get(key));
			settle();
		}
	}

	/** Answers the oldest request. */
	void answer(PoolMember member) {
		PoolMember.Pending oldest = member.pending().poll();
		if (oldest != null) {
			member.wire().push(MemoryScript.bulk("value of " + oldest.key()) + '\u0003');
			assertThat(Await.value(oldest.result()).value()).as("I1 own reply").isEqualTo("value of " + oldest.key());
			settle();
		}
	}

	/** Breaks a member; requests that are lost to it want it mended. */
	void breakOff(PoolMember member) {
		if (member.wire() == null) {
			return;
		}
		member.wire().end();
		boolean idle = member.pending().isEmpty();
		if (idle) {
			assertThat(member.connection().receive()).as("nothing but the end").isNull();
		}
		member.pending().forEach((request) -> this.lost.add(request.result()));
		member.broken();
		if (!idle) {
			connect(member);
		}
		settle();
	}

	void serverIsUp(boolean now) {
		this.up = now;
	}

	/** Dials take long, or no longer. */
	void hold(boolean now) {
		if (now && !this.held) {
			this.dials.acquireUninterruptibly(MANY);
		}
		else if (!now && this.held) {
			this.members.stream()
				.filter(PoolMember::isConnecting)
				.forEach((member) -> member.roundEnded(this.up && !this.closed, this.environment.now()));
			this.dials.release(MANY);
		}
		this.held = now;
		settle();
	}

	void pass(Duration time) {
		this.environment.advance(time);
	}

	/** Closes; nothing is left, and nothing comes after it. */
	void close() {
		this.pool.close();
		this.closed = true;
		hold(false);
		for (PoolMember member : this.members) {
			member.pending().forEach((request) -> this.lost.add(request.result()));
			member.broken();
		}
		this.lost.forEach((result) -> assertThat(Await.value(result).errorCode()).as("I2 one failure")
			.isIn(ErrorCode.CONNECTION_CLOSED, ErrorCode.CONNECTION_REESTABLISHED));
		Await.until("I6 nobody dials", () -> this.dialling.get() == 0);
		Await.until("I6 every wire is closed", () -> this.environment.wires().stream().allMatch(FakeWire::isClosed));
		int wires = this.environment.wires().size();
		assertThat(this.pool.connection().send(Command.of("PING")).errorCode()).isEqualTo(ErrorCode.CONNECTION_CLOSED);
		assertThat(this.pool.isConnected()).isFalse();
		assertThat(this.environment.wires()).as("nothing is dialled after close").hasSize(wires);
	}

	/** Waits until the pool is what the model is. */
	private void settle() {
		long connecting = this.members.stream().filter(PoolMember::isConnecting).count();
		Await.until("I9 two dial at a time, of " + connecting,
				() -> this.dialling.get() == Math.min(ConnectionPool.CONNECTS_AT_A_TIME, connecting));
		if (!this.held) {
			this.lost.forEach(Await::value);
		}
		for (PoolMember member : this.members) {
			Connection connection = member.connection();
			Await.until("a member is what it must be: " + member,
					() -> this.closed || (connection.isConnected() == member.isConnected()
							&& connection.isLocked() == (member.isConnecting() || !member.pending().isEmpty())
							&& connection.pendingRequests() == member.pending().size()));
		}
	}

}
