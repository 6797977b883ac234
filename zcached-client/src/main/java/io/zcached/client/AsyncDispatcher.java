package io.zcached.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;

import io.zcached.client.transport.Channel;
import io.zcached.client.transport.ChannelFailure;
import io.zcached.client.transport.ChannelFailure.Kind;
import io.zcached.client.transport.Environment;
import io.zcached.client.transport.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Sends for those who do not wait. Nothing here blocks; results are completed on
 * background threads under no lock. Calls that have to wait for a channel are parked, and
 * so are all that come after them until the last has been sent: the calls of one thread
 * reach the server in their order. Thread safe.
 */
final class AsyncDispatcher {

	/** More calls than this do not wait for a channel: memory is bounded. */
	private static final int MAX_PARKED = 100_000;

	private final Dispatcher dispatcher;

	private final Connector connector;

	private final Gate gate;

	private final Messages messages;

	private final Environment environment;

	private final long timeoutLimit;

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock. */
	private final Deque<Call> parked = new ArrayDeque<>();

	/** Whether calls are parked, or are just being sent; written under the lock. */
	private volatile boolean parking;

	AsyncDispatcher(Dispatcher dispatcher, Connector connector, Gate gate, Messages messages, Environment environment,
			long timeoutLimit) {
		this.dispatcher = dispatcher;
		this.connector = connector;
		this.gate = gate;
		this.messages = messages;
		this.environment = environment;
		this.timeoutLimit = timeoutLimit;
	}

	/**
	 * Sends one request.
	 * @param limit nanoseconds, at most the time-out limit
	 */
	CompletableFuture<Result<Object>> send(Command command, long limit) {
		Call call = new Call(command, this.gate.now() + limit);
		Channel channel = this.parking ? null : this.gate.proven(this.gate.now());
		if (channel == null || !submit(call, channel)) {
			park(call);
		}
		else if (limit < this.timeoutLimit) {
			completeInTime(call);
		}
		return call.future;
	}

	private void park(Call call) {
		boolean first;
		this.lock.lock();
		try {
			if (this.parked.size() >= MAX_PARKED) {
				call.future.complete(this.messages.failure(new ChannelFailure(Kind.OVERLOADED,
						MAX_PARKED + " requests are waiting for a connection; nothing was written", null)));
				return;
			}
			this.parked.add(call);
			first = !this.parking;
			this.parking = true;
		}
		finally {
			this.lock.unlock();
		}
		completeInTime(call);
		if (first) {
			openGate();
		}
	}

	/** Gets a channel for those that are parked. */
	private void openGate() {
		if (this.connector.live() == null && !this.connector.mayConnect()) {
			failParked(this.messages.failure(ChannelFailure.notConnected()));
			return;
		}
		this.gate.prove().whenCompleteAsync((channel, failure) -> {
			if (channel != null) {
				sendParked(channel);
			}
			else {
				failParked(Gate.failure(unwrap(failure)));
			}
		}, this.environment.executor());
	}

	private void sendParked(Channel channel) {
		for (Call call = nextParked(); call != null; call = nextParked()) {
			if (!call.future.isDone() && !submit(call, channel)) {
				parkAgain(call);
				return;
			}
		}
	}

	/**
	 * The channel died before it took the call; each new one costs a connect, so this
	 * ends.
	 */
	private void parkAgain(Call call) {
		this.lock.lock();
		try {
			this.parked.addFirst(call);
		}
		finally {
			this.lock.unlock();
		}
		openGate();
	}

	/** Takes the next call, or notes that calls need not be parked any more. */
	private @Nullable Call nextParked() {
		this.lock.lock();
		try {
			Call call = this.parked.poll();
			if (call == null) {
				this.parking = false;
			}
			return call;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void failParked(Result<Object> failure) {
		for (Call call = nextParked(); call != null; call = nextParked()) {
			call.future.complete(failure);
		}
	}

	/**
	 * Queues a call on a channel, or completes it.
	 * @return {@code false} if the channel is dead and nothing was written
	 */
	private boolean submit(Call call, Channel channel) {
		try {
			Exchange exchange = new Exchange();
			this.dispatcher.encode(exchange, channel, Encoding.COMMAND, call.command, null);
			exchange.whenSettled(() -> settled(call, exchange));
			call.queued = true;
			ChannelFailure refusal = channel.submit(exchange, this.gate.remaining(call.deadline));
			if (refusal != null && refusal.kind() == Kind.NOT_WRITTEN) {
				call.queued = false;
				return false;
			}
			if (refusal != null) {
				call.future.complete(this.messages.failure(refusal));
			}
		}
		catch (Throwable ex) {
			call.future.completeExceptionally(ex);
		}
		return true;
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
			completeInTime(call);
			this.connector.connect(false)
				.whenCompleteAsync((channel,
						ex) -> call.future.complete((channel != null) ? this.messages.reestablished(failure.message())
								: this.messages.notRestored(failure.message(), Gate.failure(unwrap(ex)))),
						this.environment.executor());
		}
	}

	/** Answers a call at its deadline, on a thread that nobody waits for. */
	private void completeInTime(Call call) {
		Runnable cancel = this.environment.timer()
			.schedule(() -> this.environment.executor().execute(() -> timeOut(call)),
					this.gate.remaining(call.deadline));
		call.future.whenComplete((result, failure) -> cancel.run());
	}

	private void timeOut(Call call) {
		call.future.complete(
				this.messages.failure(call.queued ? ChannelFailure.noReply() : ChannelFailure.noConnectionInTime()));
	}

	private static @Nullable Throwable unwrap(@Nullable Throwable failure) {
		return (failure instanceof CompletionException) ? failure.getCause() : failure;
	}

	/** One asynchronous request. */
	private static final class Call {

		private final Command command;

		private final long deadline;

		private final CompletableFuture<Result<Object>> future = new CompletableFuture<>();

		/** Whether a channel has it, which may be writing it. */
		private volatile boolean queued;

		Call(Command command, long deadline) {
			this.command = command;
			this.deadline = deadline;
		}

	}

}
