package io.zcached.client.simulation;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionOptions;
import io.zcached.client.protocol.Dialect;
import io.zcached.client.simulation.SimFault.Kind;
import io.zcached.client.transport.Environment;

/**
 * One connection and its server for some minutes of virtual time: everything that happens
 * is chosen from one seed, and the invariants I1 to I11 are checked in every step. With
 * callers that do not wait, a seed always gives the same history; callers that wait sit
 * in real threads, whose order is settled by the JVM where one wakes another.
 */
public final class Simulation {

	private static final int ACTIONS = 30;

	private final SimWorld world;

	private final SimServer server;

	private final SimOptions options;

	private final Connection connection;

	private final SimCalls calls;

	private boolean closed;

	private Simulation(long seed, SimThreads threads, BiFunction<ConnectionOptions, Environment, Connection> factory) {
		this.world = new SimWorld(seed, threads);
		threads.thrown((thrown) -> this.world.check(SimCalls.isInjected(thrown), "a thread throws " + thrown));
		this.options = SimOptions.choose(this.world);
		this.server = new SimServer(this.world, this.options);
		this.connection = factory.apply(this.options.forConnection(), this.world.environment(this.server));
		this.calls = new SimCalls(this.world, this.server, this.options, this.connection);
		this.world.whenStill(this::check);
	}

	/**
	 * What has happened in a simulation.
	 *
	 * @param answered requests that the server answered
	 * @param failed requests that failed
	 * @param blocking whether callers waited in threads of their own
	 * @param faults how often each fault struck
	 * @param history every event, a line each
	 */
	public record Summary(int answered, int failed, boolean blocking, Map<Kind, Integer> faults, String history) {
	}

	/** Runs simulations one after the other. */
	public static final class Runner {

		private final SimThreads threads = new SimThreads();

		private final BiFunction<ConnectionOptions, Environment, Connection> factory;

		/**
		 * Creates a runner for the calling thread.
		 * @param factory makes the connection
		 */
		public Runner(BiFunction<ConnectionOptions, Environment, Connection> factory) {
			this.factory = factory;
		}

		/**
		 * Runs one simulation.
		 * @param seed everything is chosen from
		 * @return what has happened
		 * @throws AssertionError if an invariant does not hold
		 */
		public Summary run(long seed) {
			Simulation simulation = new Simulation(seed, this.threads, this.factory);
			try {
				simulation.run();
			}
			catch (Throwable ex) {
				throw new AssertionError("seed " + seed + ": " + ex.getMessage() + "\n" + simulation.world.history(),
						ex);
			}
			return new Summary(simulation.calls.answered(), simulation.calls.failed(), simulation.options.blocking(),
					simulation.server.struck(), simulation.world.history());
		}

	}

	private void run() {
		long time = 0;
		for (int i = 0; i < ACTIONS; i++) {
			time += gap();
			this.world.schedule(this::act, time);
		}
		pass(time);
		this.server.heal();
		pass(2 * this.options.timeoutLimit());
		this.world.check(this.calls.open() == 0, "I2 a call has no outcome");
		if (!this.closed) {
			recover();
		}
		this.connection.close();
		pass(2 * this.options.timeoutLimit());
		this.world.check(this.server.openWires() == 0, "I6 no leak: a wire is open");
		this.world.check(this.world.threads().busy() == 0, "I6 no leak: a thread is left");
		this.world.check(this.connection.pendingRequests() == 0, "I6 no leak: requests are pending");
		pass(0);
	}

	/** What still breaks breaks under the first request; the second one succeeds. */
	private void recover() {
		this.calls.sendAsync();
		pass(this.options.timeoutLimit() + TimeUnit.SECONDS.toNanos(4));
		int answered = this.calls.answered();
		this.calls.sendAsync();
		pass(TimeUnit.SECONDS.toNanos(1));
		this.world.check(this.calls.answered() == answered + 1, "I8 recovers");
		this.world.check(this.connection.isConnected() && this.connection.pendingRequests() == 0,
				"I6 no leak: requests are pending");
	}

	private long gap() {
		int luck = this.world.choose(100);
		if (luck < 50) {
			return 0;
		}
		int most = (luck < 80) ? 20 : (luck < 95) ? 2000 : 70_000;
		return TimeUnit.MILLISECONDS.toNanos(this.world.choose(most));
	}

	private void act() {
		int luck = this.world.choose(100);
		if (luck < 48 || (luck < 88 && !this.options.blocking())) {
			for (int i = 1 + this.world.choose(6); i > 0; i--) {
				this.calls.sendAsync();
			}
		}
		else if (luck < 70) {
			this.calls.send();
		}
		else if (luck < 80) {
			this.calls.sendAll();
		}
		else if (luck < 84 && this.options.blocking()) {
			this.calls.reconnect();
		}
		else if (luck < 99 || this.world.chance(50)) {
			disturb();
		}
		else {
			this.world.trace("close");
			this.closed = true;
			this.connection.close();
		}
	}

	private void disturb() {
		SimWire wire = this.server.current();
		if (this.options.restarts() && this.world.chance(30)) {
			this.world.trace("restart");
			this.server.restart(this.world.chance(50) ? Dialect.TERMINATED : Dialect.UNTERMINATED);
		}
		else if (wire != null && this.world.chance(25)) {
			this.world.trace("break");
			this.server.struck(Kind.IDLE_BREAK);
			wire.end();
		}
		else if (wire != null && wire.peer().hasServed() && wire.peer().isIdle() && this.connection.isConnected()) {
			wire.peer().surplus();
		}
	}

	private void check() {
		this.server.check();
		this.world.check(!this.connection.isConnected() || this.server.openWires() == 1, "I6 one wire while connected");
	}

	private void pass(long time) {
		long until = this.world.now() + time;
		while (this.world.step(until)) {
			continue;
		}
	}

}
