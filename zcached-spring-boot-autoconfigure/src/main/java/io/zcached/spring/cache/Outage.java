package io.zcached.spring.cache;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.zcached.client.Command;
import io.zcached.client.Connection;
import io.zcached.client.ErrorCode;
import io.zcached.client.Result;
import io.zcached.client.ZcachedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whether a cache does without its server: from a request that failed until the server
 * answers again, which is asked in the background, so that no call waits. If something
 * was to be removed meanwhile, it begins with a new generation, and nothing is read
 * before that is written. Told once at either end. Thread safe.
 */
final class Outage {

	private static final Log logger = LogFactory.getLog(ZcachedCache.class);

	private static final Command PING = Command.of("PING");

	/** Between two attempts to make up for what was not removed. */
	private static final Duration PAUSE = Duration.ofMillis(500);

	private final String cache;

	/** Who does without the server, as the log is to tell. */
	private final String subject;

	private final Generations generations;

	/** Why nothing is asked, {@code null} if it is; another one for each change. */
	private final AtomicReference<@Nullable State> state = new AtomicReference<>();

	/** Held by who asks, and while he pauses before he asks again. */
	private final AtomicBoolean asking = new AtomicBoolean();

	Outage(String cache, Generations generations) {
		this(cache, "Cache '" + cache + "'", generations);
	}

	private Outage(String cache, String subject, Generations generations) {
		this.cache = cache;
		this.subject = subject;
		this.generations = generations;
	}

	/** That of the cache's sweeps, which have connections of their own. */
	Outage ofSweeps() {
		return new Outage(this.cache, "The sweep of cache '" + this.cache + "'", this.generations);
	}

	/** Notes that the server has failed. */
	void begin(@Nullable String failure) {
		State before = this.state
			.getAndUpdate((now) -> (now == null) ? new State(true, false) : new State(true, now.lost));
		if (before == null || !before.failed) {
			logger.warn(this.subject + " does without its server: " + failure);
		}
	}

	/** Notes that what was to be removed, or replaced, may still be on the server. */
	void lost() {
		State before = this.state.getAndUpdate((now) -> new State(now != null && now.failed, true));
		if (before == null) {
			logger.warn("Cache '" + this.cache
					+ "' could not remove something; it finds nothing until it has been cleared, which is tried again and again");
		}
	}

	/**
	 * Whether nothing is to be asked of the server; makes sure that somebody asks whether
	 * it is back.
	 */
	boolean isOn(Connection connection) {
		State now = this.state.get();
		if (now == null) {
			return false;
		}
		boolean isDue = connection.backOff().isZero();
		if ((isDue || now.lost) && this.asking.compareAndSet(false, true)) {
			if (isDue) {
				Uninterrupted.run(() -> ask(connection, now));
			}
			else {
				pause(connection);
			}
		}
		return true;
	}

	private void ask(Connection connection, State now) {
		connection.sendAsync(question(now)).whenComplete((result, failure) -> {
			boolean answered = failure == null && result.isSuccess();
			if (answered) {
				end(now);
			}
			if (!answered && now.lost && !isAbandoned(connection)) {
				pause(connection);
				return;
			}
			this.asking.set(false);
			askAgain(connection);
		});
	}

	/**
	 * Asks again after a while, though nobody should call the cache: other JVMs find what
	 * was to be removed meanwhile. A thread that ends, since those of the JDK that wait
	 * for many keep the class loader of who came first.
	 */
	private void pause(Connection connection) {
		Thread thread = new Thread(() -> {
			try {
				Thread.sleep(PAUSE.toMillis());
			}
			catch (InterruptedException ex) {
				// Nobody's business: it asks at once.
			}
			this.asking.set(false);
			askAgain(connection);
		}, "zcached-cache-clear");
		thread.setDaemon(true);
		try {
			thread.start();
		}
		catch (Throwable ex) {
			this.asking.set(false);
			throw ex;
		}
	}

	private void askAgain(Connection connection) {
		State now = this.state.get();
		if (now != null && now.lost && !isAbandoned(connection)) {
			isOn(connection);
		}
	}

	/** Whether its owner has closed it, or its socket, and wants no other. */
	private static boolean isAbandoned(Connection connection) {
		return connection.isClosed() || (!connection.isConnected() && connection.lastFailure() == null);
	}

	private Command question(State now) {
		return now.lost ? Command.of("SET", this.generations.key(), UUID.randomUUID().toString()) : PING;
	}

	/** Unless something has happened since the server was asked. */
	private void end(State asked) {
		if (asked.lost) {
			this.generations.changed();
		}
		if (this.state.compareAndSet(asked, null)) {
			logger.info(this.subject + " works again"
					+ (asked.lost ? "; it was cleared, since something could not be removed from it" : ""));
		}
	}

	/** What a request gets that is not made. */
	Result<Object> refusal(Connection connection) {
		ZcachedException failure = connection.lastFailure();
		return Result.failure(ErrorCode.CONNECTION_CLOSED,
				"Nothing is asked of zcached at %s:%d (connection %s) until it answers again%s".formatted(
						connection.host(), connection.port(), connection.id(),
						(failure != null) ? "; last failure: " + failure.getMessage() : ""));
	}

	/**
	 * Why nothing is asked.
	 *
	 * @param failed whether the server has failed
	 * @param lost whether something was not removed
	 */
	private record State(boolean failed, boolean lost) {
	}

}
