package io.zcached.client;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Told about each request that a {@link Connection} is asked for, on every path: sent one
 * by one, pipelined, asynchronously and by {@link ZcachedClient}. Meant for metrics and
 * traces. Calls come from many threads at a time, under no lock. An observer that throws
 * is logged and harms no request; one that blocks holds up the caller whom it observes.
 */
@FunctionalInterface
public interface CommandObserver {

	/**
	 * A request begins. Called on the thread that sends it, before anything is written.
	 * @param connection the connection that is asked
	 * @param command the command's name, such as {@code GET}; {@code PIPELINE} for
	 * several of different names, {@code RAW} for a frame that was encoded elsewhere
	 * @param commands how many commands, at least 1
	 * @return who is told of the end
	 */
	Observed started(Connection connection, String command, int commands);

	/** Told about the end of one request. */
	@FunctionalInterface
	interface Observed {

		/**
		 * A request has ended. Called once; on the thread that sent it, or on a
		 * background thread if it was sent asynchronously.
		 * @param error {@code null} if every command was answered with a value, or with
		 * the word that there is no such key or that COPY's other key is taken, else the
		 * code of the first failure; for a value that cannot be stored
		 * {@link ErrorCode#UNSTORABLE_VALUE}, for any other exception the simple name of
		 * its class
		 * @param duration how long it took
		 */
		void ended(@Nullable ErrorCode error, Duration duration);

	}

}
