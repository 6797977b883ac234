package io.zcached.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;

import io.zcached.client.transport.Channel;
import io.zcached.client.transport.ChannelFailure;
import io.zcached.client.transport.ChannelFailure.Kind;
import io.zcached.client.transport.Environment;
import io.zcached.client.transport.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Sends for those who do not wait. Nothing here blocks; results are completed on
 * background threads under no lock. Thread safe.
 */
final class AsyncDispatcher {

	private static final int MAX_CHANNELS = Dispatcher.MAX_CHANNELS;

	private final Dispatcher dispatcher;

	private final Connector connector;

	private final Gate gate;

	private final Messages messages;

	private final Environment environment;

	private final long timeoutLimit;

	AsyncDispatcher(Dispatcher dispatcher, Connector connector, Gate gate, Messages messages, Environment environment,
			long timeoutLimit) {
		this.dispatcher = dispatcher;
		this.connector = connector;
		this.gate = gate;
		this.messages = messages;
		this.environment = environment;
		this.timeoutLimit = timeoutLimit;
	}

	CompletableFuture<Result<Object>> send(Command command) {
		CompletableFuture<Result<Object>> future = new CompletableFuture<>();
		send(new Call(command, future, this.gate.now() + this.timeoutLimit), MAX_CHANNELS);
		return future;
	}

	private void send(Call call, int channels) {
		Channel channel = this.gate.proven(this.gate.now());
		if (channel != null) {
			submit(call, channel, channels);
		}
		else if (channels == 0 || (this.connector.live() == null && !this.connector.mayConnect())) {
			call.future.complete(this.messages.failure(ChannelFailure.notConnected()));
		}
		else {
			within(call, this.gate.prove(), (opened, failure) -> {
				if (opened != null) {
					submit(call, opened, channels);
				}
				else {
					call.future.complete(Gate.failure(failure));
				}
			});
		}
	}

	private void submit(Call call, Channel channel, int channels) {
		try {
			Exchange exchange = new Exchange();
			this.dispatcher.encode(exchange, channel, Encoding.COMMAND, call.command, null);
			exchange.whenSettled(() -> settled(call, exchange));
			ChannelFailure refusal = channel.submit(exchange, this.gate.remaining(call.deadline));
			if (refusal != null && refusal.kind() == Kind.NOT_WRITTEN) {
				send(call, channels - 1);
			}
			else if (refusal != null) {
				call.future.complete(this.messages.failure(refusal));
			}
		}
		catch (Throwable ex) {
			call.future.completeExceptionally(ex);
		}
	}

	private void settled(Call call, Exchange exchange) {
		try {
			complete(call, exchange);
		}
		catch (Throwable ex) {
			call.future.completeExceptionally(ex);
		}
	}

	private void complete(Call call, Exchange exchange) {
		ChannelFailure failure = exchange.failure();
		if (failure == null) {
			call.future.complete(Dispatcher.result(exchange));
		}
		else if (failure.kind() != Kind.BROKEN || !this.connector.mayConnect()) {
			call.future.complete(this.messages.failure(failure));
		}
		else {
			within(call, this.connector.connect(false),
					(channel, ex) -> call.future
						.complete((channel != null) ? this.messages.reestablished(failure.message())
								: this.messages.notRestored(failure.message(), Gate.failure(ex))));
		}
	}

	/**
	 * Goes on when a connect has ended, on a thread that nobody waits for, or answers at
	 * the deadline.
	 */
	private void within(Call call, CompletableFuture<Channel> connecting,
			BiConsumer<@Nullable Channel, @Nullable Throwable> then) {
		Runnable cancel = this.environment.timer()
			.schedule(() -> this.environment.executor()
				.execute(() -> call.future.complete(this.messages.failure(ChannelFailure.noConnectionInTime()))),
					this.gate.remaining(call.deadline));
		connecting.whenCompleteAsync((channel, failure) -> {
			cancel.run();
			then.accept(channel, (failure instanceof CompletionException) ? failure.getCause() : failure);
		}, this.environment.executor());
	}

	/** One asynchronous request. */
	private record Call(Command command, CompletableFuture<Result<Object>> future, long deadline) {
	}

}
