package io.zcached.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.zcached.client.transport.Channel;
import io.zcached.client.transport.ChannelFailure;
import io.zcached.client.transport.ChannelFailure.Kind;
import io.zcached.client.transport.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Sends for those who do not wait. Nothing here blocks; results are completed on
 * background threads under no lock. Thread safe.
 */
final class AsyncDispatcher {

	/** How often a request looks for a channel that lives long enough to take it. */
	private static final int MAX_CHANNELS = 3;

	private final Dispatcher dispatcher;

	private final Connector connector;

	private final Gate gate;

	private final Messages messages;

	private final long timeoutLimit;

	AsyncDispatcher(Dispatcher dispatcher, Connector connector, Gate gate, Messages messages, long timeoutLimit) {
		this.dispatcher = dispatcher;
		this.connector = connector;
		this.gate = gate;
		this.messages = messages;
		this.timeoutLimit = timeoutLimit;
	}

	CompletableFuture<Result<Object>> send(Command command) {
		CompletableFuture<Result<Object>> future = new CompletableFuture<>();
		send(command, future, MAX_CHANNELS);
		return future;
	}

	private void send(Command command, CompletableFuture<Result<Object>> future, int channels) {
		Channel channel = this.gate.proven(this.gate.now());
		if (channel != null) {
			submit(command, channel, future, channels);
		}
		else if (!this.connector.mayConnect() || channels == 0) {
			future.complete(this.messages
				.failure(new ChannelFailure(Kind.NOT_WRITTEN, "it is not connected, nothing was written", null)));
		}
		else {
			this.gate.prove().whenComplete((opened, failure) -> connected(command, opened, failure, future, channels));
		}
	}

	private void connected(Command command, @Nullable Channel opened, @Nullable Throwable failure,
			CompletableFuture<Result<Object>> future, int channels) {
		if (opened != null) {
			submit(command, opened, future, channels);
		}
		else {
			future.complete(Gate.failure((failure instanceof CompletionException) ? failure.getCause() : failure));
		}
	}

	private void submit(Command command, Channel channel, CompletableFuture<Result<Object>> future, int channels) {
		try {
			Exchange exchange = new Exchange();
			this.dispatcher.encode(exchange, channel, Encoding.COMMAND, command, null);
			exchange.whenSettled(() -> settled(exchange, future));
			ChannelFailure refusal = channel.submit(exchange, this.timeoutLimit);
			if (refusal != null && refusal.kind() == Kind.NOT_WRITTEN) {
				send(command, future, channels - 1);
			}
			else if (refusal != null) {
				future.complete(this.messages.failure(refusal));
			}
		}
		catch (Throwable ex) {
			future.completeExceptionally(ex);
		}
	}

	private void settled(Exchange exchange, CompletableFuture<Result<Object>> future) {
		try {
			complete(exchange, future);
		}
		catch (Throwable ex) {
			future.completeExceptionally(ex);
		}
	}

	private void complete(Exchange exchange, CompletableFuture<Result<Object>> future) {
		ChannelFailure failure = exchange.failure();
		if (failure == null) {
			future.complete(Dispatcher.result(exchange));
		}
		else if (failure.kind() != Kind.BROKEN || !this.connector.mayConnect()) {
			future.complete(this.messages.failure(failure));
		}
		else {
			this.connector.connect(false)
				.whenComplete((channel, ex) -> future
					.complete((channel != null) ? this.messages.reestablished(failure.message())
							: this.messages.notRestored(failure.message(), Gate.failure(ex))));
		}
	}

}
