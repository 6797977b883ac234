package io.zcached.spring.cache;

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

	private final String cache;

	/** Who does without the server, as the log is to tell. */
	private final String subject;

	private final Generations generations;

	/** Why nothing is asked, {@code null} if it is; another one for each change. */
	private final AtomicReference<@Nullable State> state = new AtomicReference<>();

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
		this.state.updateAndGet((now) -> new State(now != null && now.failed, true));
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
		if (connection.backOff().isZero() && this.asking.compareAndSet(false, true)) {
			connection.sendAsync(question(now)).whenComplete((result, failure) -> {
				if (failure == null && result.isSuccess()) {
					end(now);
				}
				this.asking.set(false);
			});
		}
		return true;
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
