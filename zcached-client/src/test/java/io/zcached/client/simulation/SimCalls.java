package io.zcached.client.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.zcached.client.Command;
import io.zcached.client.Connection;
import io.zcached.client.ErrorCode;
import io.zcached.client.Result;
import io.zcached.client.simulation.SimFault.Kind;

/**
 * Calls on the connection, of callers that wait and of others, and what must hold of
 * their outcomes: I1, I2, I3, I10. The driver begins them.
 */
final class SimCalls {

	/** What a round that cannot be dialled adds to its time-out. */
	private static final long ROUND = SimOptions.CONNECT_TIMEOUT + TimeUnit.MILLISECONDS.toNanos(100);

	private static final Set<ErrorCode> OUTCOMES = Set.of(ErrorCode.CONNECTION_CLOSED,
			ErrorCode.CONNECTION_REESTABLISHED, ErrorCode.TIMEOUT_LIMIT, ErrorCode.PROTOCOL_ERROR);

	private final SimWorld world;

	private final SimServer server;

	private final SimOptions options;

	private final Connection connection;

	private int numbers;

	private final AtomicInteger open = new AtomicInteger();

	private final AtomicInteger answered = new AtomicInteger();

	private final AtomicInteger failed = new AtomicInteger();

	SimCalls(SimWorld world, SimServer server, SimOptions options, Connection connection) {
		this.world = world;
		this.server = server;
		this.options = options;
		this.connection = connection;
	}

	/** Calls without an outcome. */
	int open() {
		return this.open.get();
	}

	/** Requests that the server has answered. */
	int answered() {
		return this.answered.get();
	}

	/** Requests that have failed. */
	int failed() {
		return this.failed.get();
	}

	/** A request that nobody waits for; the requests of the driver stay in order. */
	void sendAsync() {
		SimRequest request = request(true);
		AtomicInteger outcomes = new AtomicInteger();
		long start = begin("async " + request.key());
		this.connection.sendAsync(request.command()).whenComplete((result, thrown) -> {
			this.world.check(outcomes.incrementAndGet() == 1, "I2 exactly one outcome: " + request.key());
			this.world.check(this.world.now() - start <= this.options.timeoutLimit(), "I3 bounded: " + request.key());
			outcome(request, result, thrown);
			this.open.decrementAndGet();
		});
	}

	/** A caller that waits. */
	void send() {
		SimRequest request = request(false);
		long seconds = this.world.chance(40) ? 60 : 5 + this.world.choose(40);
		call("send " + request.key() + " within " + seconds, TimeUnit.SECONDS.toNanos(seconds),
				() -> outcome(request, this.connection.send(request.command(), Duration.ofSeconds(seconds)), null),
				(thrown) -> outcome(request, null, thrown));
	}

	/** A caller that waits for a pipeline. */
	void sendAll() {
		List<SimRequest> requests = new ArrayList<>();
		for (int i = 1 + this.world.choose(10); i > 0; i--) {
			requests.add(request(false));
		}
		List<Command> commands = requests.stream().map(SimRequest::command).toList();
		call("send " + requests.size() + " to " + requests.get(requests.size() - 1).key(), this.options.timeoutLimit(),
				() -> {
					List<Result<Object>> results = this.connection.sendAll(commands);
					for (int i = 0; i < requests.size(); i++) {
						outcome(requests.get(i), results.get(i), null);
					}
				}, (thrown) -> outcome(requests.get(0), null, thrown));
	}

	/** A caller that wants a socket at once. */
	void reconnect() {
		this.server.forcing(1);
		call("reconnect", this.options.timeoutLimit(), () -> {
			Result<Object> result = this.connection.tryReconnect();
			this.server.forcing(-1);
			this.world.check(result.isFailure(), "tryReconnect always answers with a failure");
		}, (thrown) -> this.world.violated("I2 tryReconnect throws " + thrown));
	}

	private SimRequest request(boolean ordered) {
		return SimRequest.choose(this.world, this.numbers++, ordered, this.options.valueSize());
	}

	private long begin(String what) {
		this.open.incrementAndGet();
		this.world.trace(what);
		return this.world.now();
	}

	private interface Body {

		void run();

	}

	private interface OnError {

		void thrown(Throwable thrown);

	}

	private void call(String what, long limit, Body body, OnError onError) {
		long start = begin(what);
		// Those who are parked look at the time when they are woken: let it stop there.
		Runnable cancel = this.world.schedule(() -> this.world.trace("due: " + what), limit);
		this.world.ready(() -> this.world.threads().start(() -> {
			try {
				body.run();
			}
			catch (Throwable ex) {
				onError.thrown(ex);
			}
			cancel.run();
			this.world.check(this.world.now() - start <= limit + slack(start), "I3 bounded: " + what);
			this.open.decrementAndGet();
		}));
	}

	/** Who waits for a round waits by the real clock, and so until the round ends. */
	private long slack(long start) {
		return (this.server.hasDialled() && this.server.lastDial() + ROUND - start >= 0) ? ROUND : 0;
	}

	private void outcome(SimRequest request, Result<Object> result, Throwable thrown) {
		this.world.trace("outcome " + request.key() + " "
				+ ((result == null) ? thrown : result.isSuccess() ? "value" : result.errorCode()));
		if (result == null) {
			this.failed.incrementAndGet();
			this.world.check(isInjected(thrown), "I2 one failure, but not " + thrown);
		}
		else if (result.isSuccess() || result.errorCode().equals(ErrorCode.ERR)) {
			this.answered.incrementAndGet();
			this.world.check(request.isAnsweredBy(result), "I1 own reply: " + request.key() + " got " + result);
		}
		else {
			this.failed.incrementAndGet();
			checkFailure(request, result);
		}
	}

	private void checkFailure(SimRequest request, Result<Object> result) {
		String message = String.valueOf(result.errorMessage());
		this.world.check(OUTCOMES.contains(result.errorCode()), "I2 one failure, but not " + result.errorCode());
		boolean strange = this.server.struck().containsKey(Kind.GARBAGE)
				|| this.server.struck().containsKey(Kind.SURPLUS) || this.server.struck().containsKey(Kind.WRONG_SHAPE);
		this.world.check(strange || !result.errorCode().equals(ErrorCode.PROTOCOL_ERROR),
				"I1 replies and requests came apart although nothing strange was sent: " + request.key());
		boolean says = message.contains("fake.test:7556") && message.contains(this.connection.id());
		boolean secret = SimRequest.showsValue(message) || message.chars().anyMatch(Character::isISOControl);
		this.world.check(says && !secret, "I10 says why: " + message);
	}

	static boolean isInjected(Throwable thrown) {
		return thrown instanceof Error && "injected".equals(thrown.getMessage());
	}

}
