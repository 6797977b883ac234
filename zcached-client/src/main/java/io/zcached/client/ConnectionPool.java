package io.zcached.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.zcached.client.transport.Dialer;
import io.zcached.client.transport.Environment;
import io.zcached.client.transport.LimitedDialer;

/**
 * A fixed number of connections to one server, made once and kept. Callers are given the
 * least loaded one and share it: nothing is borrowed, so nothing can leak, and there is
 * nothing to wait for. A connection that is broken or whose server does not answer is
 * nobody's choice while there is a better one. At most two connect at a time. Thread
 * safe; closed with {@link #close()}.
 * <p>
 * One connection serves many threads already; a pool helps when large values hold up
 * small ones, or when a server of the 0.0.1 line, which takes one request at a time, is
 * asked by several threads. Keep it small: a zcached server polls every connection.
 */
public class ConnectionPool implements AutoCloseable {

	private static final int MAX_SIZE = 64;

	static final int CONNECTS_AT_A_TIME = 2;

	private final List<Connection> connections;

	/**
	 * Creates a pool with the default options; nothing is opened yet.
	 * @param host the server's name or address
	 * @param port the server's port, from 1 to 65535
	 * @param size how many connections, from 1 to 64
	 * @throws IllegalArgumentException if one of them is out of range
	 */
	public ConnectionPool(String host, int port, int size) {
		this(host, port, size, ConnectionOptions.defaults());
	}

	/**
	 * Creates a pool; nothing is opened yet.
	 * @param host the server's name or address
	 * @param port the server's port, from 1 to 65535
	 * @param size how many connections, from 1 to 64
	 * @param options how each connection behaves
	 * @throws IllegalArgumentException if one of them is out of range
	 */
	public ConnectionPool(String host, int port, int size, ConnectionOptions options) {
		this(host, port, size, options, UnaryOperator.identity());
	}

	/** For tests, which look at how it dials. */
	ConnectionPool(String host, int port, int size, ConnectionOptions options, UnaryOperator<Dialer> dialing) {
		this(size,
				(limiting) -> new Connection(host, port, options, (dialer) -> limiting.apply(dialing.apply(dialer))));
	}

	/** For tests, which bring their own surroundings. */
	ConnectionPool(String host, int port, int size, ConnectionOptions options, Environment surroundings) {
		this(size,
				(limiting) -> new Connection(host, port, options,
						new Environment(surroundings.clock(), surroundings.jitter(), surroundings.timer(),
								surroundings.executor(), limiting.apply(surroundings.dialer()))));
	}

	private ConnectionPool(int size, Function<UnaryOperator<Dialer>, Connection> factory) {
		if (size < 1 || size > MAX_SIZE) {
			throw new IllegalArgumentException("size must be between 1 and " + MAX_SIZE + ", but is " + size);
		}
		Semaphore connecting = new Semaphore(CONNECTS_AT_A_TIME, true);
		List<Connection> created = new ArrayList<>(size);
		for (int i = 0; i < size; i++) {
			created.add(factory.apply((dialer) -> new LimitedDialer(dialer, connecting)));
		}
		this.connections = List.copyOf(created);
	}

	/**
	 * Connects all, two at a time.
	 * @throws ZcachedConnectionException if one cannot connect; those that could stay
	 * connected
	 */
	public void connect() {
		this.connections.forEach(Connection::connect);
	}

	/**
	 * The connection to use next: a live one that answers, with the fewest requests
	 * pending; if none lives, one that may connect. Among equals, each thread has one
	 * that it prefers. All are looked at, so that broken ones are mended. Do not keep it
	 * for longer than a request.
	 * @return the connection, shared with others
	 */
	public Connection connection() {
		int size = this.connections.size();
		int home = ThreadSlot.of(size);
		Connection best = this.connections.get(home);
		int bestLoad = best.load();
		for (int i = 1; i < size; i++) {
			Connection candidate = this.connections.get((home + i) % size);
			int load = candidate.load();
			if (load < bestLoad) {
				best = candidate;
				bestLoad = load;
			}
		}
		return best;
	}

	/**
	 * All connections.
	 * @return the connections, in a fixed order
	 */
	public List<Connection> connections() {
		return this.connections;
	}

	/**
	 * Whether at least one connection is connected. No I/O.
	 * @return whether one is
	 */
	public boolean isConnected() {
		return this.connections.stream().anyMatch(Connection::isConnected);
	}

	/**
	 * Closes all sockets but not the connections, as {@link Connection#disconnect()}
	 * does.
	 */
	public void disconnect() {
		this.connections.forEach(Connection::disconnect);
	}

	/** Closes all connections. Idempotent, does not block. */
	@Override
	public void close() {
		this.connections.forEach(Connection::close);
	}

}
