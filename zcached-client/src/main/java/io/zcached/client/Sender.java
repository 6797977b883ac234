package io.zcached.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The one way by which requests leave a connection: each is counted, and told to the
 * observer if there is one. Without an observer it costs a comparison. Thread safe.
 */
final class Sender {

	private final Connection connection;

	private final Dispatcher dispatcher;

	private final AsyncDispatcher async;

	private final Counters counters;

	private final @Nullable CommandObserver observer;

	Sender(Connection connection, Dispatcher dispatcher, AsyncDispatcher async, Counters counters) {
		this.connection = connection;
		this.dispatcher = dispatcher;
		this.async = async;
		this.counters = counters;
		this.observer = connection.options().commandObserver();
	}

	/**
	 * Sends one request and waits for its result.
	 * @param limit nanoseconds, at most the time-out limit
	 */
	Result<Object> send(Encoding encoding, Object subject, @Nullable Object value, long limit) {
		CommandObserver observing = this.observer;
		Result<Object> result = (observing == null) ? this.dispatcher.send(encoding, subject, value, limit)
				: observe(observing, Encoding.name(encoding, subject), 1,
						() -> this.dispatcher.send(encoding, subject, value, limit), Sender::error);
		this.counters.count(result);
		return result;
	}

	/** Sends requests in order, and waits for all results. */
	List<Result<Object>> sendAll(List<Command> commands, long limit) {
		CommandObserver observing = this.observer;
		List<Result<Object>> results = (observing == null || commands.isEmpty())
				? this.dispatcher.sendAll(commands, limit) : observe(observing, name(commands), commands.size(),
						() -> this.dispatcher.sendAll(commands, limit), Sender::firstError);
		for (int i = 0; i < results.size(); i++) {
			this.counters.count(results.get(i));
		}
		return results;
	}

	/**
	 * Sends one request without waiting.
	 * @param limit nanoseconds, at most the time-out limit
	 */
	CompletableFuture<Result<Object>> sendAsync(Command command, long limit) {
		CommandObserver observing = this.observer;
		Observation observation = (observing == null) ? null
				: Observation.start(observing, this.connection, command.name(), 1);
		CompletableFuture<Result<Object>> future = this.async.send(command, limit);
		future.whenComplete((result, failure) -> {
			this.counters.count(result);
			if (observation != null) {
				observation.end((failure != null) ? Observation.code(failure) : error(result));
			}
		});
		return future;
	}

	private <T> T observe(CommandObserver observing, String name, int commands, Supplier<T> call,
			Function<T, @Nullable ErrorCode> error) {
		Observation observation = Observation.start(observing, this.connection, name, commands);
		T result;
		try {
			result = call.get();
		}
		catch (Throwable ex) {
			observation.end(Observation.code(ex));
			throw ex;
		}
		observation.end(error.apply(result));
		return result;
	}

	private static String name(List<Command> commands) {
		String first = commands.get(0).name();
		return commands.stream().allMatch((command) -> command.name().equals(first)) ? first : "PIPELINE";
	}

	/**
	 * A key that is not there is an answer and no error, and so is one that is taken, as
	 * COPY without REPLACE says: that is how somebody else holds a lock.
	 */
	private static @Nullable ErrorCode error(Result<Object> result) {
		String message = result.errorMessage();
		return (message == null || isNotFound(message) || ErrorCode.BUSY_KEY.equals(result.errorCode())) ? null
				: result.errorCode();
	}

	private static boolean isNotFound(String message) {
		return message.startsWith("ERR '") && message.endsWith("' not found");
	}

	private static @Nullable ErrorCode firstError(List<Result<Object>> results) {
		for (Result<Object> result : results) {
			ErrorCode error = error(result);
			if (error != null) {
				return error;
			}
		}
		return null;
	}

}
