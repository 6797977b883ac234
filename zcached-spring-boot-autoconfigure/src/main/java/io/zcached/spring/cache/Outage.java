package io.zcached.spring.cache;

import java.util.concurrent.atomic.AtomicBoolean;

import io.zcached.client.Command;
import io.zcached.client.Connection;
import io.zcached.client.ErrorCode;
import io.zcached.client.Result;
import io.zcached.client.ZcachedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Whether a cache does without its server: from a request that failed until the server
 * has answered a PING, which is sent in the background. Meanwhile nothing else is asked,
 * so that no call waits. Told once at either end. Thread safe.
 */
final class Outage {

	private static final Log logger = LogFactory.getLog(ZcachedCache.class);

	private static final Command PING = Command.of("PING");

	private final String cache;

	private final AtomicBoolean begun = new AtomicBoolean();

	private final AtomicBoolean asking = new AtomicBoolean();

	Outage(String cache) {
		this.cache = cache;
	}

	/** Notes a failure of the server. */
	void begin(ZcachedException failure) {
		String message = "Cache '" + this.cache + "' does without its server: " + failure.getMessage();
		if (this.begun.compareAndSet(false, true)) {
			logger.warn(message);
		}
		else {
			logger.debug(message);
		}
	}

	private void end() {
		if (this.begun.compareAndSet(true, false)) {
			logger.info("Cache '" + this.cache + "' works again");
		}
	}

	/**
	 * Whether nothing is to be asked of the server; makes sure that somebody asks whether
	 * it is back.
	 */
	boolean isOn(Connection connection) {
		if (!this.begun.get()) {
			return false;
		}
		if (connection.backOff().isZero() && this.asking.compareAndSet(false, true)) {
			connection.sendAsync(PING).whenComplete((result, failure) -> {
				this.asking.set(false);
				if (failure == null && result.isSuccess()) {
					end();
				}
			});
		}
		return true;
	}

	/** What a request gets that is not made. */
	Result<Object> refusal(Connection connection) {
		ZcachedException failure = connection.lastFailure();
		return Result.failure(ErrorCode.CONNECTION_CLOSED,
				"Nothing is asked of zcached at %s:%d (connection %s) until it answers a PING%s".formatted(
						connection.host(), connection.port(), connection.id(),
						(failure != null) ? "; last failure: " + failure.getMessage() : ""));
	}

}
