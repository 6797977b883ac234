package io.zcached.client.simulation;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.simulation.SimFault.Kind;
import io.zcached.client.testsupport.Frame;
import io.zcached.client.testsupport.MemoryScript;
import io.zcached.client.transport.ConnectAttempt;
import io.zcached.client.transport.Wire;

/**
 * The server, and the network before it: answers each request with what belongs to its
 * key, breaks wires, and checks what is asked: I5, I6, I9, I11. The monitor of the world
 * guards it.
 */
final class SimServer {

	/** So many bytes can be written that nobody reads. */
	static final int SEND_BUFFER = 8 * 1024;

	/** All the jitter there is. */
	static final double JITTER = 0.5;

	/** The shortest back-off with that jitter, in nanoseconds. */
	private static final long BACK_OFF = TimeUnit.MILLISECONDS.toNanos(250);

	private final SimWorld world;

	private final SimOptions options;

	private final List<SimWire> wires = new ArrayList<>();

	private final Map<Kind, Integer> struck = new EnumMap<>(Kind.class);

	/** How often each key was asked for. */
	private final Map<String, Integer> asked = new HashMap<>();

	private Dialect dialect;

	private boolean healed;

	private int lastInOrder = -1;

	private long lastDial;

	/** How many calls want to connect in spite of a back-off. */
	private int forcing;

	SimServer(SimWorld world, SimOptions options) {
		this.world = world;
		this.options = options;
		this.dialect = options.dialect();
	}

	/** A new wire, if the network lets it through. */
	Wire dial(ConnectAttempt attempt) throws IOException {
		this.world.threads().active();
		SimWire wire;
		SimFault fault;
		synchronized (this.world) {
			checkDial();
			fault = this.healed ? SimFault.NONE : SimFault.choose(this.world);
			wire = new SimWire(this.world, this, this.dialect, fault, this.wires.size());
			this.wires.add(wire);
			this.world.trace("dial " + (this.wires.size() - 1) + " " + this.dialect + " " + fault);
		}
		attempt.opened(wire);
		try {
			if (fault.kind() == Kind.REFUSED) {
				struck(Kind.REFUSED);
				throw new ConnectException("Connection refused");
			}
			if (fault.kind() == Kind.BLACK_HOLE) {
				struck(Kind.BLACK_HOLE);
				wire.awaitClose(attempt.remaining());
				throw new SocketTimeoutException("Connect timed out");
			}
			if (this.world.chance(50)) {
				wire.awaitClose(SimPeer.late(this.world) + 1);
			}
			return wire;
		}
		catch (IOException ex) {
			wire.close();
			throw ex;
		}
	}

	private void checkDial() {
		this.world.check(openWires() == 0, "I6 no leak: a second wire is dialled while one is open");
		boolean failed = !this.wires.isEmpty() && !last().peer().hasServed();
		this.world.check(!failed || this.forcing > 0 || this.world.now() - this.lastDial >= BACK_OFF,
				"I9 polite: a dial within the back-off");
		this.lastDial = this.world.now();
	}

	/** A call that wants to connect in spite of a back-off begins, or ends. */
	void forcing(int change) {
		synchronized (this.world) {
			this.forcing += change;
		}
	}

	/** When the network was last asked for a wire. */
	long lastDial() {
		return this.lastDial;
	}

	boolean hasDialled() {
		return !this.wires.isEmpty();
	}

	private SimWire last() {
		return this.wires.get(this.wires.size() - 1);
	}

	/** The wire in use, {@code null} if there is none. */
	SimWire current() {
		synchronized (this.world) {
			return (openWires() > 0) ? last() : null;
		}
	}

	long openWires() {
		return this.wires.stream().filter((wire) -> !wire.isClosed()).count();
	}

	/** Restarts as a server of the other dialect, or of the same. */
	void restart(Dialect next) {
		synchronized (this.world) {
			this.dialect = next;
			for (SimWire wire : this.wires) {
				wire.end();
			}
		}
	}

	/** Nothing new goes wrong from now on. */
	void heal() {
		synchronized (this.world) {
			this.healed = true;
			this.wires.forEach(SimWire::heal);
		}
	}

	void struck(Kind kind) {
		synchronized (this.world) {
			this.struck.merge(kind, 1, Integer::sum);
		}
	}

	/** How often each fault has happened. */
	Map<Kind, Integer> struck() {
		return this.struck;
	}

	/** What holds whenever time is about to pass. */
	void check() {
		synchronized (this.world) {
			for (SimWire wire : this.wires) {
				this.world.check(!wire.isForsaken(), "I3 while anybody waits, somebody reads");
				this.world.check(wire.isClosed() || wire.peer().age() <= this.options.timeoutLimit(),
						"I4 the oldest request has reached the time limit, and its wire lives");
			}
		}
	}

	long window(Dialect spoken) {
		boolean meant = spoken.hasTerminator() && this.options.window() > 0;
		return meant ? this.options.window() : spoken.defaultWindow();
	}

	/** How late the next piece of a reply is, in nanoseconds. */
	long delay() {
		int luck = this.healed ? 0 : this.world.choose(100);
		if (luck < 70) {
			return 0;
		}
		return (luck < (this.options.slow() ? 90 : 99)) ? SimPeer.late(this.world)
				: TimeUnit.MILLISECONDS.toNanos(this.world.choose(20_000));
	}

	/** The reply, without a terminator. */
	String answer(Frame frame) {
		if (frame.name().equals("PING")) {
			return "+PONG\r\n";
		}
		String key = frame.text(1);
		this.world.trace("asked " + frame.name() + " " + key);
		this.world.check(this.asked.merge(key, 1, Integer::sum) == 1, "I5 at most once: " + key);
		if (SimRequest.isOrdered(key)) {
			int number = SimRequest.number(key);
			this.world.check(number > this.lastInOrder, "I11 order: " + number + " after " + this.lastInOrder);
			this.lastInOrder = number;
		}
		return switch (frame.name()) {
			case "SET" -> "+OK\r\n";
			case "MGET" -> "%1\r\n" + MemoryScript.bulk(key) + SimRequest.reply(key);
			default -> SimRequest.reply(key);
		};
	}

}
