package io.zcached.spring.boot.observation;

import java.time.Duration;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.zcached.client.CommandObserver;
import io.zcached.client.Connection;
import io.zcached.client.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Makes a Micrometer observation of each request. Its parent is the one that is current
 * on the thread that sends, also when the reply comes on another. Thread safe.
 */
public final class ObservedCommands implements CommandObserver {

	private static final ZcachedObservationConvention DEFAULT = new DefaultZcachedObservationConvention();

	private final String connectionName;

	private final ObservationRegistry registry;

	private final @Nullable ZcachedObservationConvention convention;

	/**
	 * Creates an observer.
	 * @param connectionName name of the server
	 * @param registry where observations go
	 * @param convention names and tags, {@code null} for the default
	 */
	public ObservedCommands(String connectionName, ObservationRegistry registry,
			@Nullable ZcachedObservationConvention convention) {
		this.connectionName = connectionName;
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public Observed started(Connection connection, String command, int commands) {
		ZcachedObservationContext context = new ZcachedObservationContext(this.connectionName, connection, command,
				commands);
		Observation observation = Observation.createNotStarted(this.convention, DEFAULT, () -> context, this.registry)
			.start();
		return (error, duration) -> end(observation, context, error, duration);
	}

	private static void end(Observation observation, ZcachedObservationContext context, @Nullable ErrorCode error,
			Duration duration) {
		if (error != null) {
			context.setErrorType(error.name());
			observation.error(new CommandFailure(error));
		}
		observation.stop();
	}

	/** What a span shows of a failure; without a stack, which would tell nothing. */
	@SuppressWarnings("serial")
	private static final class CommandFailure extends RuntimeException {

		CommandFailure(ErrorCode error) {
			super(error.name(), null, false, false);
		}

	}

}
