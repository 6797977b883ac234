package io.zcached.client.simulation;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.simulation.SimFault.Kind;
import io.zcached.client.testsupport.Sneaky;
import io.zcached.client.transport.Wire;

/**
 * The client's end of one wire: blocks in virtual time, breaks where its fault says. The
 * monitor of the world guards it; nobody blocks in there.
 */
final class SimWire implements Wire {

	private final SimWorld world;

	private final SimPeer peer;

	private final String name;

	private SimFault fault;

	private final StringBuilder incoming = new StringBuilder();

	private int written;

	private int delivered;

	private boolean ended;

	private boolean struck;

	private boolean closed;

	/** The step in which the client was told that the wire is broken. */
	private long brokenIn = Long.MAX_VALUE;

	/** Who reads, or is blocked in a write. */
	private final SimWaiters waiters;

	SimWire(SimWorld world, SimServer server, Dialect dialect, SimFault fault, int index) {
		this.world = world;
		this.fault = fault;
		this.name = "wire " + index;
		this.waiters = new SimWaiters(world);
		this.peer = new SimPeer(world, server, this, dialect);
	}

	/** Faults that have not struck yet do not strike any more. */
	void heal() {
		synchronized (this.world) {
			boolean silent = this.written > Math.min(this.fault.at(Kind.SILENCE), this.fault.at(Kind.NOT_READING));
			if (!silent) {
				this.fault = SimFault.NONE;
			}
		}
	}

	SimFault fault() {
		return this.fault;
	}

	SimPeer peer() {
		return this.peer;
	}

	boolean isClosed() {
		synchronized (this.world) {
			return this.closed;
		}
	}

	/** Whether a request is under way, and nobody reads or writes. */
	boolean isForsaken() {
		return !this.closed && this.waiters.isEmpty() && !this.peer.isAnswered();
	}

	/** How many bytes the client has taken. */
	int delivered() {
		return this.delivered;
	}

	/** Bytes arrive at the client. */
	void push(String bytes) {
		synchronized (this.world) {
			if (!this.closed && !this.ended) {
				this.incoming.append(bytes);
				this.waiters.wake();
			}
		}
	}

	/** The server closes. */
	void end() {
		synchronized (this.world) {
			this.ended = true;
			this.waiters.wake();
		}
	}

	/** Waits until the client closes, or for some time. */
	void awaitClose(long limit) {
		long deadline = this.world.now() + limit;
		while (!isClosed() && deadline - this.world.now() > 0) {
			this.waiters.await(deadline - this.world.now());
		}
	}

	@Override
	public void write(byte[] bytes, int from, int count) throws IOException {
		this.world.threads().active();
		boolean blocks;
		synchronized (this.world) {
			refuseIfClosed();
			this.world.check(this.world.steps() <= this.brokenIn, "I4 poisoned is final: nothing is written any more");
			int room = Math.min(count, this.fault.at(Kind.WRITE) - this.written);
			this.written += room;
			this.world.trace(this.name + " < " + room + " of " + count);
			blocks = this.written > this.fault.at(Kind.NOT_READING);
			if (blocks) {
				struckOnce(Kind.NOT_READING);
			}
			else {
				boolean silent = this.written > this.fault.at(Kind.SILENCE);
				if (silent) {
					struckOnce(Kind.SILENCE);
				}
				this.peer.received(bytes, from, room, silent);
			}
			if (room < count) {
				this.peer.struck(Kind.WRITE);
				broken(this.fault.thrown());
			}
		}
		if (blocks && count > SimServer.SEND_BUFFER) {
			while (!isClosed()) {
				this.waiters.await(0);
			}
			throw new SocketException("Socket closed");
		}
	}

	@Override
	public int read(byte[] bytes, int from, int count, long limit) throws IOException {
		this.world.threads().active();
		long deadline = this.world.now() + limit;
		while (true) {
			synchronized (this.world) {
				refuseIfClosed();
				int read = deliver(bytes, from, count);
				if (read != 0) {
					return read;
				}
				if (limit > 0 && this.world.now() - deadline >= 0) {
					throw new SocketTimeoutException("Read timed out");
				}
			}
			this.waiters.await((limit > 0) ? deadline - this.world.now() : 0);
		}
	}

	private int deliver(byte[] bytes, int from, int count) {
		int room = Math.min(count, this.fault.at(Kind.READ) - this.delivered);
		if (room == 0) {
			this.peer.struck(Kind.READ);
			broken(this.fault.thrown());
		}
		int read = Math.min(room, this.incoming.length());
		if (read == 0 && this.ended) {
			this.brokenIn = Math.min(this.brokenIn, this.world.steps());
			this.world.trace(this.name + " ends");
			return -1;
		}
		System.arraycopy(this.incoming.substring(0, read).getBytes(StandardCharsets.ISO_8859_1), 0, bytes, from, read);
		this.incoming.delete(0, read);
		this.delivered += read;
		return read;
	}

	private void broken(Throwable thrown) {
		this.brokenIn = Math.min(this.brokenIn, this.world.steps());
		this.world.trace(this.name + " throws " + thrown);
		throw Sneaky.rethrow(thrown);
	}

	private void struckOnce(Kind kind) {
		if (!this.struck) {
			this.peer.struck(kind);
		}
		this.struck = true;
	}

	private void refuseIfClosed() throws SocketException {
		if (this.closed) {
			throw new SocketException("Socket closed");
		}
	}

	@Override
	public void close() {
		this.world.threads().active();
		synchronized (this.world) {
			if (!this.closed) {
				this.world.trace(this.name + " closed");
			}
			this.closed = true;
			this.waiters.wake();
		}
	}

	@Override
	public boolean boundsReads() {
		return true;
	}

	@Override
	public int available() throws IOException {
		synchronized (this.world) {
			refuseIfClosed();
			return this.incoming.length();
		}
	}

	@Override
	public void acknowledge() {
	}

	@Override
	public Socket socket() {
		return null;
	}

}
