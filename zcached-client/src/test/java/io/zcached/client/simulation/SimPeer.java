package io.zcached.client.simulation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.simulation.SimFault.Kind;
import io.zcached.client.testsupport.Frame;
import io.zcached.client.testsupport.FrameReader;

/**
 * The server's end of one wire: cuts requests, answers them in pieces and late, and
 * checks what can only be seen from here: I4, I7. The monitor of the world guards it.
 */
final class SimPeer {

	/** In the place of a piece: the server closes. */
	private static final String END = "";

	private final SimWorld world;

	private final SimServer server;

	private final SimWire wire;

	private final Dialect dialect;

	private final ByteArrayOutputStream received = new ByteArrayOutputStream();

	/** Pieces of replies that are under way to the client. */
	private final Deque<String> underWay = new ArrayDeque<>();

	/** Requests whose reply the client has not taken. */
	private final Deque<Asked> unanswered = new ArrayDeque<>();

	private int parsed;

	private boolean served;

	private boolean garbled;

	private boolean misshapen;

	/** Bytes of all replies so far. */
	private int replied;

	/** When the last piece arrives. */
	private long lastArrival;

	/** A request: its length, when it came, and which byte ends its reply. */
	private record Asked(int length, long when, int answeredAt) {
	}

	SimPeer(SimWorld world, SimServer server, SimWire wire, Dialect dialect) {
		this.world = world;
		this.server = server;
		this.wire = wire;
		this.dialect = dialect;
		this.lastArrival = world.now();
	}

	Dialect dialect() {
		return this.dialect;
	}

	/** Whether the first PING has been answered. */
	boolean hasServed() {
		forgetAnswered();
		return this.served;
	}

	void struck(Kind kind) {
		this.server.struck(kind);
	}

	/** Whether the client has taken the replies to all requests. */
	boolean isAnswered() {
		forgetAnswered();
		return this.unanswered.isEmpty();
	}

	/** Whether the client waits for nothing. */
	boolean isIdle() {
		return isAnswered() && this.received.size() == this.parsed && this.wire.fault().kind() != Kind.NOT_READING;
	}

	/** How long the oldest request has been waiting, in nanoseconds. */
	long age() {
		forgetAnswered();
		return this.unanswered.isEmpty() ? 0 : this.world.now() - this.unanswered.peek().when();
	}

	/** Bytes arrive from the client. */
	void received(byte[] bytes, int from, int count, boolean silent) {
		this.received.write(bytes, from, count);
		int begun = this.received.size() - this.parsed;
		forgetAnswered();
		try {
			for (Frame frame = reader().next(); frame != null; frame = reader().next()) {
				int length = frame.length() + (this.dialect.hasTerminator() ? 1 : 0);
				this.parsed += length;
				answer(frame, length, silent);
			}
			begun = this.received.size() - this.parsed;
		}
		catch (EOFException ex) {
			begun = this.received.size() - this.parsed;
		}
		catch (IOException ex) {
			this.world.violated("I7 frames are whole: " + ex.getMessage());
		}
		checkWindow(begun);
	}

	private FrameReader reader() {
		byte[] all = this.received.toByteArray();
		while (!this.dialect.hasTerminator() && this.parsed < all.length && all[this.parsed] == Dialect.TERMINATOR) {
			this.parsed++;
		}
		return new FrameReader(new ByteArrayInputStream(all, this.parsed, all.length - this.parsed),
				this.dialect.hasTerminator());
	}

	private void checkWindow(int begun) {
		int bytes = begun + this.unanswered.stream().mapToInt(Asked::length).sum();
		int frames = this.unanswered.size() + ((begun > 0) ? 1 : 0);
		this.world.check(frames <= 1 || bytes <= this.server.window(this.dialect),
				"I7 window: " + bytes + " bytes of " + frames + " requests are unanswered");
	}

	private void forgetAnswered() {
		while (!this.unanswered.isEmpty() && this.unanswered.peek().answeredAt() <= this.wire.delivered()) {
			this.unanswered.poll();
			this.served = true;
		}
	}

	private void answer(Frame frame, int length, boolean silent) {
		String reply = misshape(frame, this.server.answer(frame)) + (this.dialect.hasTerminator() ? "\u0003" : "");
		if (silent) {
			this.unanswered.add(new Asked(length, this.world.now(), Integer.MAX_VALUE));
			return;
		}
		send(reply, frame.name().equals("PING"));
		this.unanswered.add(new Asked(length, this.world.now(), this.replied));
	}

	/** A GET is left alone: anything may be its answer. */
	private String misshape(Frame frame, String reply) {
		boolean due = !this.misshapen && this.replied >= this.wire.fault().at(Kind.WRONG_SHAPE);
		if (!due || frame.name().equals("GET") || frame.name().equals("PING")) {
			return reply;
		}
		this.misshapen = true;
		struck(Kind.WRONG_SHAPE);
		return frame.name().equals("SET") ? ":7\r\n" : "+OK\r\n";
	}

	/** Bytes that answer nothing come. */
	void surplus() {
		struck(Kind.SURPLUS);
		this.wire.push("$1\r\nx\r\n");
	}

	/** Sends a reply, cut anywhere, up to the byte where the wire breaks. */
	private void send(String reply, boolean atOnce) {
		int begin = this.replied;
		this.replied += reply.length();
		if (!this.garbled && this.replied > this.wire.fault().at(Kind.GARBAGE)) {
			this.garbled = true;
			struck(Kind.GARBAGE);
			later("?", atOnce);
		}
		if (begin > this.wire.fault().at(Kind.END)) {
			return;
		}
		int most = Math.min(reply.length(), Math.max(0, this.wire.fault().at(Kind.END) - begin));
		for (int from = 0; from < most;) {
			int to = (atOnce || this.world.chance(60)) ? most : from + 1 + this.world.choose(most - from);
			later(reply.substring(from, to), atOnce);
			from = to;
		}
		if (this.replied > this.wire.fault().at(Kind.END)) {
			struck(Kind.END);
			later(END, atOnce);
		}
	}

	private void later(String piece, boolean atOnce) {
		this.underWay.add(piece);
		long delay = atOnce ? 0 : this.server.delay();
		this.lastArrival = Math.max(0, this.lastArrival - this.world.now()) + this.world.now() + delay;
		this.world.schedule(this::piece, Math.max(0, this.lastArrival - this.world.now()));
	}

	private void piece() {
		synchronized (this.world) {
			String piece = this.underWay.poll();
			if (piece.equals(END)) {
				this.wire.end();
			}
			else {
				this.wire.push(piece);
			}
		}
	}

	/** The longest that a reply may be late without a fault. */
	static long late(SimWorld world) {
		return TimeUnit.MICROSECONDS.toNanos(world.choose(20_000));
	}

}
