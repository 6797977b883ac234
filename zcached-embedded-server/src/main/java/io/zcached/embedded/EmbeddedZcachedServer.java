package io.zcached.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.ReentrantLock;

import io.zcached.client.protocol.Dialect;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A zcached server in this JVM, for development and tests. It answers byte for byte what
 * real servers of its dialect answer, right or wrong. What would kill a real server only
 * closes the connection that did it, with the reason in the log at WARN. The data lives
 * in memory and is gone when the server stops; {@code SAVE} writes nothing to disk.
 *
 * <pre class="code">
 * try (EmbeddedZcachedServer server = EmbeddedZcachedServer.builder().build().start()) {
 *     connect("127.0.0.1", server.port());
 * }
 * </pre>
 *
 * Thread safe. Each connection has a daemon thread, named after the port.
 */
public final class EmbeddedZcachedServer implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedZcachedServer.class);

	private final ReentrantLock lifecycle = new ReentrantLock();

	private final Freeze freeze = new Freeze();

	/**
	 * Only the dialect changes, while the server does not run; written under the lock.
	 */
	private volatile ServerOptions options;

	/** Not null while the server runs; written under the lock. */
	private volatile @Nullable Reception reception;

	/** The one in use, or last in use; written under the lock. */
	private volatile Database database = new Database();

	/** The configured one until a port has been bound; written under the lock. */
	private volatile int port;

	EmbeddedZcachedServer(ServerOptions options) {
		this.options = options;
		this.port = options.port();
	}

	/**
	 * Begins to set up a server: a free port of 127.0.0.1, the terminated dialect, 1024
	 * clients, unless told otherwise.
	 * @return a new builder
	 */
	public static EmbeddedZcachedServerBuilder builder() {
		return new EmbeddedZcachedServerBuilder(ServerOptions.DEFAULTS);
	}

	/**
	 * Starts with an empty database; does nothing if the server runs. A server that ran
	 * before starts on the same port again.
	 * @return this server, which accepts connections by now
	 * @throws UncheckedIOException if the address and port cannot be bound
	 */
	public EmbeddedZcachedServer start() {
		this.lifecycle.lock();
		try {
			if (this.reception == null) {
				Database empty = new Database();
				Reception opened = open(empty);
				this.database = empty;
				this.port = opened.port();
				this.reception = opened;
				logger.debug("Embedded zcached server ({}) listens on {}:{}", dialect(), address(), this.port);
			}
			return this;
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	private Reception open(Database empty) {
		try {
			return new Reception(this.options, this.port, empty, this.freeze);
		}
		catch (IOException | RuntimeException ex) {
			IOException cause = (ex instanceof IOException io) ? io : new IOException(ex);
			throw new UncheckedIOException("Cannot bind the embedded zcached server to " + address() + ":" + this.port
					+ " (" + ex.getMessage() + "). Choose another port, or 0 for a free one", cause);
		}
	}

	/**
	 * Stops: closes every connection, waits up to a second for the threads to end, and
	 * drops the data. Does nothing if the server does not run.
	 */
	public void stop() {
		this.lifecycle.lock();
		try {
			Reception open = this.reception;
			if (open != null) {
				this.reception = null;
				open.close();
				this.database.flush();
			}
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	/**
	 * Stops, if the server runs, and starts on the same port with an empty database and
	 * in the given dialect: what clients see when a server is replaced by one of the
	 * other line.
	 * @param dialect the dialect to speak from now on
	 * @return this server, which accepts connections by now
	 * @throws UncheckedIOException if the port cannot be bound again
	 */
	public EmbeddedZcachedServer restart(Dialect dialect) {
		this.lifecycle.lock();
		try {
			stop();
			this.options = new ServerOptions(this.options.port(), dialect, this.options.address(),
					this.options.maxClients());
			return start();
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	/**
	 * Holds every request back: connections are accepted, and nothing is answered, as by
	 * a server whose process is suspended. Replies to requests that are being executed
	 * still come. Does nothing if the server does not run or is frozen.
	 */
	public void freeze() {
		this.lifecycle.lock();
		try {
			if (this.reception != null) {
				this.freeze.begin();
			}
		}
		finally {
			this.lifecycle.unlock();
		}
	}

	/**
	 * Answers again, beginning with what was held back. A stop does so, too. Does nothing
	 * if the server is not frozen.
	 */
	public void thaw() {
		this.freeze.end();
	}

	/**
	 * Whether requests are held back.
	 * @return whether the server is frozen
	 */
	public boolean isFrozen() {
		return this.freeze.isOn();
	}

	/**
	 * The same as {@link #stop()}; the server may be started again.
	 */
	@Override
	public void close() {
		stop();
	}

	/**
	 * Whether connections are accepted.
	 * @return whether the server runs
	 */
	public boolean isRunning() {
		return this.reception != null;
	}

	/**
	 * The port that is bound or, after a stop, was bound last.
	 * @return the port, the configured one (which may be 0) before the first start
	 */
	public int port() {
		return this.port;
	}

	/**
	 * The address as it was configured.
	 * @return a host name or an IP address
	 */
	public String address() {
		return this.options.address();
	}

	/**
	 * The dialect that is spoken.
	 * @return the dialect
	 */
	public Dialect dialect() {
		return this.options.dialect();
	}

	/**
	 * Drops the data, as the command {@code FLUSH} does.
	 */
	public void flush() {
		this.database.flush();
	}

	/**
	 * How many keys there are.
	 * @return the number of keys, 0 when the server does not run
	 */
	public int size() {
		return this.database.size();
	}

	/**
	 * How many client connections are open; one that ends is counted for a moment longer.
	 * @return the number of connections, 0 when the server does not run
	 */
	public int connections() {
		Reception open = this.reception;
		return (open != null) ? open.connections() : 0;
	}

}
