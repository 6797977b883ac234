package io.zcached.client;

import java.time.Duration;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request as its observer sees it. Whatever the observer throws is logged, and goes
 * no further.
 */
final class Observation {

	private static final Logger logger = LoggerFactory.getLogger(Connection.class);

	private final Connection connection;

	private final CommandObserver.@Nullable Observed observed;

	private final long start;

	private Observation(Connection connection, CommandObserver.@Nullable Observed observed) {
		this.connection = connection;
		this.observed = observed;
		this.start = connection.now();
	}

	static Observation start(CommandObserver observer, Connection connection, String command, int commands) {
		CommandObserver.Observed observed = null;
		try {
			observed = observer.started(connection, command, commands);
		}
		catch (RuntimeException ex) {
			logger.debug("The observer of {} failed at the start of {}", connection, command, ex);
		}
		return new Observation(connection, observed);
	}

	void end(@Nullable ErrorCode error) {
		if (this.observed == null) {
			return;
		}
		try {
			this.observed.ended(error, Duration.ofNanos(this.connection.now() - this.start));
		}
		catch (RuntimeException ex) {
			logger.debug("The observer of {} failed at the end of a request", this.connection, ex);
		}
	}

	/** The code for an exception in the place of a result. */
	static ErrorCode code(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		return (cause instanceof UnstorableValueException) ? ErrorCode.UNSTORABLE_VALUE
				: ErrorCode.of(cause.getClass().getSimpleName());
	}

}
