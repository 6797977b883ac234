package io.zcached.client;

import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

import io.zcached.client.protocol.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link Connection} behaves. Immutable; {@link #builder()} starts from the
 * defaults, which are those of the Python client where it has them.
 */
public final class ConnectionOptions {

	private static final ConnectionOptions DEFAULTS = new Builder().build();

	private final int connectionAttempts;

	private final boolean reconnect;

	private final Duration timeoutLimit;

	private final int bufferSize;

	private final Duration connectTimeout;

	private final @Nullable Dialect dialect;

	private final int pipelineWindow;

	private final int maxRequestSize;

	private final Duration validateAfterIdle;

	private final @Nullable SSLContext sslContext;

	private final @Nullable SSLSocketFactory sslSocketFactory;

	private final boolean verifyHostname;

	private final @Nullable ConnectionListener listener;

	private final @Nullable CommandObserver commandObserver;

	private ConnectionOptions(Builder builder) {
		this.connectionAttempts = builder.connectionAttempts;
		this.reconnect = builder.reconnect;
		this.timeoutLimit = builder.timeoutLimit;
		this.bufferSize = builder.bufferSize;
		this.connectTimeout = builder.connectTimeout;
		this.dialect = builder.dialect;
		this.pipelineWindow = builder.pipelineWindow;
		this.maxRequestSize = builder.maxRequestSize;
		this.validateAfterIdle = builder.validateAfterIdle;
		this.sslContext = builder.sslContext;
		this.sslSocketFactory = builder.sslSocketFactory;
		this.verifyHostname = builder.verifyHostname;
		this.listener = builder.listener;
		this.commandObserver = builder.commandObserver;
	}

	/**
	 * Starts from the defaults.
	 * @return a new builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * The defaults, as they stand at each option of {@link Builder}.
	 * @return the options
	 */
	public static ConnectionOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * How many times {@link Connection#connect()} tries before it gives up.
	 * @return the number of attempts, at least 1
	 */
	public int connectionAttempts() {
		return this.connectionAttempts;
	}

	/**
	 * Whether a broken connection restores itself.
	 * @return whether it does
	 */
	public boolean reconnect() {
		return this.reconnect;
	}

	/**
	 * The longest that any call waits.
	 * @return the limit, positive
	 */
	public Duration timeoutLimit() {
		return this.timeoutLimit;
	}

	/**
	 * The initial size of the receive buffer.
	 * @return the size in bytes, at least 64
	 */
	public int bufferSize() {
		return this.bufferSize;
	}

	/**
	 * The longest that one attempt to connect takes, from name look-up to the first PONG.
	 * @return the limit, positive
	 */
	public Duration connectTimeout() {
		return this.connectTimeout;
	}

	/**
	 * The pinned dialect.
	 * @return the dialect, {@code null} to detect it with every new socket
	 */
	public @Nullable Dialect dialect() {
		return this.dialect;
	}

	/**
	 * How many bytes of requests may be unanswered at a time.
	 * @return the window in bytes, 0 for the dialect's own
	 */
	public int pipelineWindow() {
		return this.pipelineWindow;
	}

	/**
	 * How large a request may be.
	 * @return the size in bytes, 0 for what servers of the dialect take by default
	 */
	public int maxRequestSize() {
		return this.maxRequestSize;
	}

	/**
	 * After how long without traffic a socket is proven by a PING before it is used.
	 * @return the time, positive
	 */
	public Duration validateAfterIdle() {
		return this.validateAfterIdle;
	}

	/**
	 * The context of all TLS.
	 * @return the context, {@code null} if none was given
	 */
	public @Nullable SSLContext sslContext() {
		return this.sslContext;
	}

	/**
	 * What makes the TLS sockets.
	 * @return the factory, that of the context if one was given; {@code null} for a plain
	 * connection
	 */
	public @Nullable SSLSocketFactory sslSocketFactory() {
		return this.sslSocketFactory;
	}

	/**
	 * Whether the server's certificate must carry the host name.
	 * @return whether it must
	 */
	public boolean verifyHostname() {
		return this.verifyHostname;
	}

	/**
	 * Who is told about connects and disconnects.
	 * @return the listener, {@code null} for nobody
	 */
	public @Nullable ConnectionListener listener() {
		return this.listener;
	}

	/**
	 * Who is told about requests.
	 * @return the observer, {@code null} for nobody
	 */
	public @Nullable CommandObserver commandObserver() {
		return this.commandObserver;
	}

	/**
	 * Collects options. Each setter checks its range and throws
	 * {@link IllegalArgumentException} with the option's name. Not thread safe.
	 */
	public static final class Builder {

		private int connectionAttempts = 3;

		private boolean reconnect = true;

		private Duration timeoutLimit = Duration.ofSeconds(15);

		private int bufferSize = 2048;

		private Duration connectTimeout = Duration.ofSeconds(2);

		private @Nullable Dialect dialect;

		private int pipelineWindow;

		private int maxRequestSize;

		private Duration validateAfterIdle = Duration.ofSeconds(30);

		private @Nullable SSLContext sslContext;

		private @Nullable SSLSocketFactory sslSocketFactory;

		private boolean verifyHostname = true;

		private @Nullable ConnectionListener listener;

		private @Nullable CommandObserver commandObserver;

		private Builder() {
		}

		/**
		 * How many times {@link Connection#connect()} tries. Default 3.
		 * @param connectionAttempts from 1 to 1000
		 * @return this builder
		 */
		public Builder connectionAttempts(int connectionAttempts) {
			this.connectionAttempts = OptionRanges.between("connectionAttempts", connectionAttempts, 1, 1000);
			return this;
		}

		/**
		 * Whether a broken connection restores itself, with a back-off between rounds.
		 * Default {@code true}; {@code false} leaves that to {@link Connection#connect()}
		 * and {@link Connection#tryReconnect()}.
		 * @param reconnect whether to reconnect
		 * @return this builder
		 */
		public Builder reconnect(boolean reconnect) {
			this.reconnect = reconnect;
			return this;
		}

		/**
		 * The longest that any call waits for its reply. Default 15 seconds.
		 * @param timeoutLimit from 1 millisecond to 365 days
		 * @return this builder
		 */
		public Builder timeoutLimit(Duration timeoutLimit) {
			this.timeoutLimit = OptionRanges.duration("timeoutLimit", timeoutLimit);
			return this;
		}

		/**
		 * The initial size of the receive buffer, and the most that
		 * {@link Connection#receive()} returns at a time. Default 2048.
		 * @param bufferSize bytes, from 64 to 16777216
		 * @return this builder
		 */
		public Builder bufferSize(int bufferSize) {
			this.bufferSize = OptionRanges.between("bufferSize", bufferSize, 64, 16 * 1024 * 1024);
			return this;
		}

		/**
		 * The longest that one attempt to connect takes: name look-up, TCP, TLS and the
		 * first PING. Default 2 seconds.
		 * @param connectTimeout from 1 millisecond to 365 days
		 * @return this builder
		 */
		public Builder connectTimeout(Duration connectTimeout) {
			this.connectTimeout = OptionRanges.duration("connectTimeout", connectTimeout);
			return this;
		}

		/**
		 * The dialect of the server. Default {@code null}: it is found out with every new
		 * socket.
		 * @param dialect the dialect, or {@code null} to detect it
		 * @return this builder
		 */
		public Builder dialect(@Nullable Dialect dialect) {
			this.dialect = dialect;
			return this;
		}

		/**
		 * How many bytes of requests may be unanswered on the socket at a time. Default
		 * 0: 1024 bytes on a terminated server and one request on an unterminated one,
		 * which is what real servers bear. Widen it only for a server that is known not
		 * to have the fault.
		 * @param pipelineWindow bytes, from 0 to 1073741824
		 * @return this builder
		 */
		public Builder pipelineWindow(int pipelineWindow) {
			this.pipelineWindow = OptionRanges.between("pipelineWindow", pipelineWindow, 0, 1024 * 1024 * 1024);
			return this;
		}

		/**
		 * How large a request may be before it is refused. Default 0: 10 MiB on a
		 * terminated server and 4096 bytes on an unterminated one, which are their own
		 * defaults; a terminated server that gets more than its {@code max_request_size}
		 * closes the connection.
		 * @param maxRequestSize bytes, from 0 to 1073741824
		 * @return this builder
		 */
		public Builder maxRequestSize(int maxRequestSize) {
			this.maxRequestSize = OptionRanges.between("maxRequestSize", maxRequestSize, 0, 1024 * 1024 * 1024);
			return this;
		}

		/**
		 * After how long without traffic a socket is proven by a PING, bounded to one
		 * second, before the next request. Default 30 seconds.
		 * @param validateAfterIdle from 1 millisecond to 365 days
		 * @return this builder
		 */
		public Builder validateAfterIdle(Duration validateAfterIdle) {
			this.validateAfterIdle = OptionRanges.duration("validateAfterIdle", validateAfterIdle);
			return this;
		}

		/**
		 * Connect with TLS. Default {@code null}: plain.
		 * @param sslContext the context, or {@code null} for a plain connection
		 * @return this builder
		 */
		public Builder sslContext(@Nullable SSLContext sslContext) {
			this.sslContext = sslContext;
			this.sslSocketFactory = (sslContext != null) ? sslContext.getSocketFactory() : null;
			return this;
		}

		/**
		 * Connect with TLS by sockets that are layered by this factory. It is asked with
		 * every new socket, so it may follow certificates that change. It replaces
		 * {@link #sslContext(SSLContext)}; the last one of the two counts.
		 * @param sslSocketFactory the factory, or {@code null} for a plain connection
		 * @return this builder
		 */
		public Builder sslSocketFactory(@Nullable SSLSocketFactory sslSocketFactory) {
			this.sslContext = null;
			this.sslSocketFactory = sslSocketFactory;
			return this;
		}

		/**
		 * Whether the server's certificate must carry the host name. Default
		 * {@code true}; without it anybody who holds a trusted certificate can stand in
		 * for the server.
		 * @param verifyHostname whether to verify
		 * @return this builder
		 */
		public Builder verifyHostname(boolean verifyHostname) {
			this.verifyHostname = verifyHostname;
			return this;
		}

		/**
		 * Who is told about connects and disconnects. Default {@code null}.
		 * @param listener the listener, or {@code null} for nobody
		 * @return this builder
		 */
		public Builder listener(@Nullable ConnectionListener listener) {
			this.listener = listener;
			return this;
		}

		/**
		 * Who is told about the start and the end of each request. Default {@code null}.
		 * @param commandObserver the observer, or {@code null} for nobody
		 * @return this builder
		 */
		public Builder commandObserver(@Nullable CommandObserver commandObserver) {
			this.commandObserver = commandObserver;
			return this;
		}

		/**
		 * Builds the options.
		 * @return the options
		 */
		public ConnectionOptions build() {
			return new ConnectionOptions(this);
		}

	}

}
