package io.zcached.spring.cache;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import io.zcached.client.Connection;

import org.springframework.util.Assert;

/**
 * Connections of the sweeper's own, one to each server, so that nobody else waits behind
 * the list of all keys. They are opened when they are first needed, and kept: real
 * servers do not get over a connection that is closed after each sweep. Thread safe.
 */
final class SweepConnections implements AutoCloseable {

	private final Map<String, Connection> connections = new HashMap<>();

	private final ReentrantLock lock = new ReentrantLock();

	private boolean closed;

	/** The one to the server of another connection, with the same options. */
	Connection like(Connection other) {
		this.lock.lock();
		try {
			Assert.state(!this.closed, "The sweeper has been closed");
			return this.connections.computeIfAbsent(other.host() + ":" + other.port(),
					(address) -> new Connection(other.host(), other.port(), other.options()));
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Closes the sockets, until they are needed again. */
	void disconnect() {
		this.lock.lock();
		try {
			this.connections.values().forEach(Connection::disconnect);
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.connections.values().forEach(Connection::close);
		}
		finally {
			this.lock.unlock();
		}
	}

}
