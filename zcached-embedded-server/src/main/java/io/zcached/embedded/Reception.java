package io.zcached.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listening socket of a running server and the connections that came through it, each
 * with a daemon thread. Opened once, closed once.
 */
final class Reception implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Reception.class);

	/** How long {@link #close()} waits for all threads together. */
	private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(1);

	/** Before the next attempt when a connection cannot be accepted. */
	private static final long FAILURE_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private static final int BACKLOG = 128;

	/** Ample for the deepest value that the parsers let through, in bytes. */
	private static final long STACK_SIZE = 4L * 1024 * 1024;

	private final ServerOptions options;

	private final Database database;

	private final Freeze freeze;

	private final ServerSocket serverSocket;

	private final Thread acceptor;

	/** Only the acceptor adds; each session removes itself. */
	private final Map<Thread, ClientSession> sessions = new ConcurrentHashMap<>();

	/** The sessions' threads, those included that are just ending; used as a set. */
	private final Map<Thread, Boolean> threads = new ConcurrentHashMap<>();

	private final AtomicLong accepted = new AtomicLong();

	/**
	 * Binds and begins to accept.
	 * @throws IOException if the address cannot be bound
	 */
	Reception(ServerOptions options, int port, Database database, Freeze freeze) throws IOException {
		this.options = options;
		this.database = database;
		this.freeze = freeze;
		this.serverSocket = new ServerSocket();
		try {
			this.serverSocket.setReuseAddress(true);
			this.serverSocket.bind(new InetSocketAddress(InetAddress.getByName(options.address()), port), BACKLOG);
		}
		catch (IOException | RuntimeException ex) {
			this.serverSocket.close();
			throw ex;
		}
		this.acceptor = daemon("acceptor", this::accept);
		this.acceptor.start();
	}

	int port() {
		return this.serverSocket.getLocalPort();
	}

	int connections() {
		return this.sessions.size();
	}

	private void accept() {
		while (!this.serverSocket.isClosed()) {
			try {
				welcome(this.serverSocket.accept());
			}
			catch (IOException ex) {
				if (!this.serverSocket.isClosed()) {
					logger.warn("Cannot accept a connection on port {}", port(), ex);
					LockSupport.parkNanos(FAILURE_PAUSE_NANOS);
				}
			}
		}
	}

	private void welcome(Socket socket) throws IOException {
		if (this.sessions.size() >= this.options.maxClients()) {
			logger.warn("Closed the connection of {} at once: there are {} clients already",
					socket.getRemoteSocketAddress(), this.options.maxClients());
			socket.close();
			return;
		}
		Conversation conversation = Conversation.of(this.options.dialect(), this.database);
		ClientSession session = new ClientSession(socket, conversation, this.freeze,
				() -> this.sessions.remove(Thread.currentThread()));
		Thread thread = daemon("client-" + this.accepted.incrementAndGet(), session);
		this.threads.keySet().removeIf((other) -> !other.isAlive());
		this.sessions.put(thread, session);
		thread.start();
		this.threads.put(thread, true);
		if (this.serverSocket.isClosed()) {
			session.close();
		}
	}

	private Thread daemon(String role, Runnable task) {
		Thread thread = new Thread(null, task, "zcached-embedded-" + port() + "-" + role, STACK_SIZE);
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Closes every connection, ends a freeze and waits for every thread, for at most a
	 * second.
	 */
	@Override
	public void close() {
		try {
			this.serverSocket.close();
		}
		catch (IOException ex) {
			logger.debug("Cannot close the listening socket of port {}", port(), ex);
		}
		long until = System.nanoTime() + CLOSE_NANOS;
		join(this.acceptor, until);
		this.sessions.values().forEach(ClientSession::close);
		this.freeze.end();
		this.threads.keySet().forEach((thread) -> join(thread, until));
	}

	private static void join(Thread thread, long until) {
		try {
			TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1_000_000, until - System.nanoTime()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
