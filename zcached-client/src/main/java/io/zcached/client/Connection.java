package io.zcached.client;

import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.transport.Background;
import io.zcached.client.transport.Channel;
import io.zcached.client.transport.Dialer;
import io.zcached.client.transport.Environment;
import org.jspecify.annotations.Nullable;

/**
 * One logical connection to a zcached server, which survives the sockets it uses. Thread
 * safe but for {@link #receive()} and {@link #waitForResponse()}; meant to be shared by a
 * whole application and closed with it.
 * <p>
 * What is promised: a request is sent at most once; every call ends within its time
 * limit; a thread gets the reply to its own request or a failure, never another's. What
 * is not: whether a request that failed under way has been executed.
 * <p>
 * The first request connects if {@link #connect()} was not called. When the socket
 * breaks, requests that were under way fail with
 * {@link ErrorCode#CONNECTION_REESTABLISHED} or {@link ErrorCode#CONNECTION_CLOSED}, and
 * are not repeated; later ones use a new socket. While the server cannot be reached they
 * fail at once, but for one attempt after each back-off of up to 3 seconds.
 * <p>
 * Threads: callers do their own I/O. Connecting, asynchronous requests, requests of
 * virtual threads, the first requests after a connect and time limits themselves are
 * served by daemon threads named {@code zcached-<id>}, which end when idle and at
 * {@link #close()}.
 */
public class Connection implements AutoCloseable {

	private final ConnectionOptions options;

	private final Messages messages;

	private final Background background;

	private final Connector connector;

	private final Gate gate;

	private final ConnectAttempts attempts;

	private final Counters counters = new Counters();

	private final Sender sender;

	/**
	 * Creates a connection with the default options; nothing is opened yet.
	 * @param host the server's name or address; resolved with every connect
	 * @param port the server's port, from 1 to 65535
	 * @throws IllegalArgumentException if the host is blank or the port out of range
	 */
	public Connection(String host, int port) {
		this(host, port, ConnectionOptions.defaults());
	}

	/**
	 * Creates a connection; nothing is opened yet.
	 * @param host the server's name or address; resolved with every connect
	 * @param port the server's port, from 1 to 65535
	 * @param options how the connection behaves
	 * @throws IllegalArgumentException if the host is blank or the port out of range
	 */
	public Connection(String host, int port, ConnectionOptions options) {
		this(host, port, options, UnaryOperator.identity());
	}

	/** For pools, whose connections do not all dial at once. */
	Connection(String host, int port, ConnectionOptions options, UnaryOperator<Dialer> dialing) {
		this(host, port, options, dialing, null);
	}

	/** For tests, which bring their own surroundings. */
	Connection(String host, int port, ConnectionOptions options, Environment surroundings) {
		this(host, port, options, UnaryOperator.identity(), surroundings);
	}

	private Connection(String host, int port, ConnectionOptions options, UnaryOperator<Dialer> dialing,
			@Nullable Environment surroundings) {
		this.options = Objects.requireNonNull(options, "options must not be null");
		this.messages = Messages.of(host, port);
		this.background = new Background("zcached-" + this.messages.id());
		Environment environment = (surroundings != null) ? surroundings
				: Surroundings.of(this.background, options, dialing);
		Events events = new Events(this, options.listener(), environment.executor());
		this.connector = new Connector(this.messages, options, environment, events, this.counters);
		this.gate = new Gate(this.connector, this.messages, environment, options.validateAfterIdle().toNanos());
		this.attempts = new ConnectAttempts(this.connector, this.gate, environment.timer(),
				options.reconnect() ? options.connectionAttempts() : 1);
		Dispatcher dispatcher = new Dispatcher(this.connector, this.gate, this.messages, options.maxRequestSize(),
				this.counters);
		this.sender = new Sender(this, dispatcher,
				new AsyncDispatcher(dispatcher, this.connector, this.gate, this.messages, environment, limit()),
				this.counters);
	}

	/**
	 * Connects, unless that is done already. Tries
	 * {@link ConnectionOptions#connectionAttempts()} times (once if
	 * {@link ConnectionOptions#reconnect()} is off) with a back-off in between, within
	 * {@link ConnectionOptions#timeoutLimit()}.
	 * @throws ZcachedConnectionException if that fails, or the connection was closed; its
	 * cause is what the last attempt failed with, or a
	 * {@link java.util.concurrent.TimeoutException} if the time limit passed first
	 */
	public void connect() {
		this.attempts.connect(this.gate.now() + limit());
	}

	/**
	 * Sends one encoded request and waits for its reply.
	 * @param request one whole frame, with or without the terminator of the dialect
	 * @return the reply, or why there is none
	 * @throws UnstorableValueException if it is not one whole frame that the server would
	 * take as it is meant; nothing is written then
	 */
	public Result<Object> send(byte[] request) {
		return this.sender.send(Encoding.RAW, request.clone(), null, limit());
	}

	/**
	 * Sends a command and waits for its reply.
	 * @param command the command
	 * @return the reply, or why there is none
	 * @throws UnstorableValueException if the server would lose, corrupt or execute part
	 * of it; nothing is written then
	 */
	public Result<Object> send(Command command) {
		return this.sender.send(Encoding.COMMAND, command, null, limit());
	}

	/**
	 * Sends a command and waits for its reply, with a time limit of its own. When it
	 * passes, the socket goes on serving others, and the late reply is dropped.
	 * @param command the command
	 * @param limit positive; more than {@link ConnectionOptions#timeoutLimit()} is cut to
	 * that
	 * @return the reply, or why there is none
	 * @throws IllegalArgumentException if the limit is not positive
	 * @throws UnstorableValueException as {@link #send(Command)}
	 */
	public Result<Object> send(Command command, Duration limit) {
		return this.sender.send(Encoding.COMMAND, command, null, limit(limit));
	}

	/**
	 * Sends commands in order without waiting in between, as many at a time as the window
	 * allows, and waits for all replies, within {@link ConnectionOptions#timeoutLimit()}.
	 * @param commands the commands
	 * @return a result for each command, in the same order
	 * @throws UnstorableValueException if one of them cannot be sent; nothing is written
	 * then
	 */
	public List<Result<Object>> sendAll(List<Command> commands) {
		return this.sender.sendAll(commands, limit());
	}

	/**
	 * As {@link #sendAll(List)}, with one time limit of its own for all of them.
	 * @param commands the commands
	 * @param limit as of {@link #send(Command, Duration)}
	 * @return a result for each command, in the same order
	 */
	public List<Result<Object>> sendAll(List<Command> commands, Duration limit) {
		return this.sender.sendAll(commands, limit(limit));
	}

	/**
	 * Sends a command without waiting, also for a connect. The calls of one thread reach
	 * the server in their order. The future is completed within
	 * {@link ConnectionOptions#timeoutLimit()}, on a background thread; what depends on
	 * it may block and use the connection, but occupies that thread meanwhile.
	 * @param command the command
	 * @return the reply, or why there is none; completes exceptionally with
	 * {@link UnstorableValueException} as {@link #send(Command)} throws it
	 */
	public CompletableFuture<Result<Object>> sendAsync(Command command) {
		return this.sender.sendAsync(command, limit());
	}

	/**
	 * As {@link #sendAsync(Command)}, with a time limit of its own.
	 * @param command the command
	 * @param limit as of {@link #send(Command, Duration)}
	 * @return as {@link #sendAsync(Command)}, but completed within the limit
	 */
	public CompletableFuture<Result<Object>> sendAsync(Command command, Duration limit) {
		return this.sender.sendAsync(command, limit(limit));
	}

	/**
	 * Connects once if there is no live socket, even in a back-off; concurrent callers
	 * share one attempt.
	 * @return always a failure, as in the Python client:
	 * {@link ErrorCode#CONNECTION_REESTABLISHED} if there is a live socket now,
	 * {@link ErrorCode#CONNECTION_CLOSED} if not
	 */
	public Result<Object> tryReconnect() {
		return this.attempts.once(this.messages, this.gate.now() + limit());
	}

	/**
	 * Whether a socket has not failed yet. No I/O: the server may be gone without a sign.
	 * @return whether there is one
	 */
	public boolean isConnected() {
		return this.connector.live() != null;
	}

	/**
	 * Whether a request or a connect is under way.
	 * @return whether one is
	 */
	public boolean isLocked() {
		return pendingRequests() > 0 || this.connector.isConnecting();
	}

	/**
	 * How many requests wait for a reply, for room to be written, or for a connect; those
	 * that were given up and whose reply is still to come included.
	 * @return the number
	 */
	public int pendingRequests() {
		Channel channel = this.connector.live();
		return this.gate.waiting() + ((channel != null) ? channel.pending() : 0);
	}

	/**
	 * What this connection is called in logs and errors.
	 * @return such as {@code #QWERTY-7556}, different for each connection
	 */
	public String id() {
		return this.messages.id();
	}

	/**
	 * The server's host.
	 * @return the host as it was given
	 */
	public String host() {
		return this.messages.host();
	}

	/**
	 * The server's port.
	 * @return the port
	 */
	public int port() {
		return this.messages.port();
	}

	/**
	 * The options.
	 * @return the options
	 */
	public ConnectionOptions options() {
		return this.options;
	}

	/**
	 * The socket, for those who write to it themselves and read with {@link #receive()}
	 * or {@link #waitForResponse()}.
	 * @return the socket, {@code null} when not connected
	 */
	public @Nullable Socket socket() {
		Channel channel = this.connector.live();
		return (channel != null) ? channel.wire().socket() : null;
	}

	/**
	 * The dialect of the server.
	 * @return the dialect of the open socket or of the last one, {@code null} before the
	 * first connect
	 */
	public @Nullable Dialect dialect() {
		return this.connector.dialect();
	}

	/**
	 * Why there is no socket: how the last one broke, or the last attempt failed.
	 * @return the failure, {@code null} while connected and before the first attempt
	 */
	public @Nullable ZcachedException lastFailure() {
		return this.connector.lastFailure();
	}

	/**
	 * How long requests still fail at once, since the last attempt to connect has failed.
	 * @return the time, zero when the next request tries to connect
	 */
	public Duration backOff() {
		return this.connector.backOff();
	}

	/**
	 * What has happened so far.
	 * @return the numbers, since the connection was made
	 */
	public ConnectionStatistics statistics() {
		return this.counters.snapshot();
	}

	/**
	 * Reads what has arrived, for those who write to {@link #socket()} themselves. Not
	 * thread safe.
	 * @return at most {@link ConnectionOptions#bufferSize()} bytes, {@code null} when
	 * nothing has arrived or the connection is not connected
	 * @throws IllegalStateException while requests are in flight
	 */
	public byte @Nullable [] receive() {
		Channel channel = this.connector.live();
		return (channel != null) ? channel.receive(this.options.bufferSize()) : null;
	}

	/**
	 * Waits for one reply, for those who write to {@link #socket()} themselves. Not
	 * thread safe.
	 * @return the reply, or why there is none within
	 * {@link ConnectionOptions#timeoutLimit()}
	 * @throws IllegalStateException while requests are in flight
	 */
	public Result<Object> waitForResponse() {
		return Dispatcher.receiveReply(this.connector.live(), this.messages, limit());
	}

	/**
	 * Closes the socket but not the connection, for a time in which the application
	 * rests: the next request or {@link #connect()} opens another, even if
	 * {@link ConnectionOptions#reconnect()} is off. Whoever waits gets
	 * {@link ErrorCode#CONNECTION_CLOSED}. Idempotent; may be called from any thread;
	 * does not block; no socket that was open or opening before is open when it returns.
	 */
	public void disconnect() {
		this.connector.disconnect();
	}

	/**
	 * Closes the connection for good: whoever waits gets
	 * {@link ErrorCode#CONNECTION_CLOSED}, and nothing of it goes on running. Idempotent;
	 * may be called from any thread and from callbacks; does not block.
	 */
	@Override
	public void close() {
		this.connector.close();
		this.background.close();
	}

	/**
	 * Whether {@link #close()} was called.
	 * @return whether it was
	 */
	public boolean isClosed() {
		return this.connector.isClosed();
	}

	@Override
	public String toString() {
		return "Connection " + id() + " to zcached at " + host() + ":" + port();
	}

	/** Sends without making a command of it. */
	Result<Object> send(Encoding encoding, Object subject, @Nullable Object value, long limit) {
		return this.sender.send(encoding, subject, value, limit);
	}

	/** The connection's clock, in nanoseconds. */
	long now() {
		return this.gate.now();
	}

	/** Checks a limit, and cuts it to the time-out limit. */
	long limit(Duration limit) {
		if (limit.isNegative() || limit.isZero()) {
			throw new IllegalArgumentException("limit must be positive, but is " + limit);
		}
		return (limit.compareTo(this.options.timeoutLimit()) >= 0) ? limit() : limit.toNanos();
	}

	long limit() {
		return this.options.timeoutLimit().toNanos();
	}

	/** How bad a choice this connection is for the next request of a pool. */
	int load() {
		return Load.of(this.connector);
	}

	Messages messages() {
		return this.messages;
	}

}
