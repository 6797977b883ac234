package io.zcached.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log and the listener about a connection, in order, on a background thread
 * under no lock: one WARN for an outage, one INFO when it is over, the rest at DEBUG.
 * Thread safe.
 */
final class Events {

	private static final Logger logger = LoggerFactory.getLogger(Connection.class);

	private final Connection connection;

	private final @Nullable ConnectionListener listener;

	private final Executor executor;

	private final ReentrantLock lock = new ReentrantLock();

	/** The event before; guarded by the lock. */
	private CompletableFuture<@Nullable Void> last = CompletableFuture.completedFuture(null);

	/** Only touched by events. */
	private boolean outage;

	Events(Connection connection, @Nullable ConnectionListener listener, Executor executor) {
		this.connection = connection;
		this.listener = listener;
		this.executor = executor;
	}

	void connected(String dialect) {
		post(() -> {
			if (this.outage) {
				logger.info("{} is connected again", this.connection);
			}
			else {
				logger.debug("{} is connected, the server speaks {}", this.connection, dialect);
			}
			this.outage = false;
			tell((target) -> target.connected(this.connection));
		});
	}

	void disconnected(String reason) {
		post(() -> {
			warnOnce("{} lost its socket: {}", reason);
			tell((target) -> target.disconnected(this.connection, reason));
		});
	}

	/** The owner did it: no outage. */
	void closed(String reason) {
		post(() -> {
			logger.debug("{}: {}", this.connection, reason);
			tell((target) -> target.disconnected(this.connection, reason));
		});
	}

	void connectFailed(String reason) {
		post(() -> {
			warnOnce("{} cannot connect: {}", reason);
			tell((target) -> target.connectFailed(this.connection, reason));
		});
	}

	private void warnOnce(String message, String reason) {
		if (this.outage) {
			logger.debug(message, this.connection, reason);
		}
		else {
			logger.warn(message, this.connection, reason);
		}
		this.outage = true;
	}

	private void tell(Consumer<ConnectionListener> event) {
		if (this.listener != null) {
			event.accept(this.listener);
		}
	}

	private void post(Runnable event) {
		this.lock.lock();
		try {
			this.last = this.last.handleAsync((nothing, failure) -> {
				try {
					event.run();
				}
				catch (RuntimeException ex) {
					logger.debug("A listener of {} failed", this.connection, ex);
				}
				return null;
			}, this.executor);
		}
		finally {
			this.lock.unlock();
		}
	}

}
