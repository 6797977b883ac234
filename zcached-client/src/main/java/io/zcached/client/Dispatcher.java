package io.zcached.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.zcached.client.protocol.RefusedException;
import io.zcached.client.transport.Channel;
import io.zcached.client.transport.ChannelFailure;
import io.zcached.client.transport.ChannelFailure.Kind;
import io.zcached.client.transport.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Brings requests to a channel and makes results of what becomes of them. A request that
 * a dead channel did not write goes to the next one; one that may have been written is
 * never repeated. Thread safe.
 */
final class Dispatcher {

	/** How often a request looks for a channel that lives long enough to take it. */
	private static final int MAX_CHANNELS = 3;

	private final Connector connector;

	private final Gate gate;

	private final Messages messages;

	private final int maxRequestSize;

	private final Counters counters;

	private final ExchangePool exchanges = new ExchangePool();

	private final PipelinePool pipelines = new PipelinePool();

	Dispatcher(Connector connector, Gate gate, Messages messages, int maxRequestSize, Counters counters) {
		this.connector = connector;
		this.gate = gate;
		this.messages = messages;
		this.maxRequestSize = maxRequestSize;
		this.counters = counters;
	}

	/**
	 * Sends one request and waits for its result.
	 * @param limit nanoseconds, at most the time-out limit
	 */
	Result<Object> send(Encoding encoding, Object subject, @Nullable Object value, long limit) {
		long start = this.gate.now();
		Channel channel = this.gate.proven(start);
		if (channel == null) {
			return sendOnNewChannel(encoding, subject, value, start + limit);
		}
		Exchange exchange = this.exchanges.take();
		encode(exchange, channel, encoding, subject, value);
		ChannelFailure failure = channel.exchange(exchange, limit);
		if (failure == null) {
			failure = exchange.failure();
			if (failure == null) {
				Result<Object> result = result(exchange);
				this.exchanges.give(exchange);
				return result;
			}
		}
		return (failure.kind() == Kind.NOT_WRITTEN) ? sendOnNewChannel(encoding, subject, value, start + limit)
				: failed(failure, start + limit);
	}

	/**
	 * Sends requests in order, as many at a time as the window allows, within one time
	 * limit.
	 */
	List<Result<Object>> sendAll(List<Command> commands, long limit) {
		if (commands.isEmpty()) {
			return List.of();
		}
		long start = this.gate.now();
		long deadline = start + limit;
		ChannelFailure failure = null;
		Pipeline sent = this.pipelines.take();
		try {
			Channel channel = this.gate.proven(start);
			long remaining = limit;
			for (int i = 0; i < MAX_CHANNELS; i++) {
				if (channel == null) {
					channel = this.gate.await(deadline);
					remaining = this.gate.remaining(deadline);
				}
				encodeAll(commands, channel, sent);
				failure = channel.exchangeAll(sent, remaining);
				if (failure == null || failure.kind() != Kind.NOT_WRITTEN) {
					break;
				}
				sent = new Pipeline();
				channel = null;
			}
		}
		catch (UnavailableException ex) {
			return Collections.nCopies(commands.size(), ex.result());
		}
		List<Result<Object>> results = new ArrayList<>(sent.size());
		for (int i = 0; i < sent.size(); i++) {
			Exchange exchange = sent.get(i);
			ChannelFailure own = exchange.isSettled() ? exchange.failure() : failure;
			results.add((own != null) ? failed(own, deadline) : result(exchange));
		}
		if (failure == null) {
			this.pipelines.give(sent);
		}
		return results;
	}

	private Result<Object> sendOnNewChannel(Encoding encoding, Object subject, @Nullable Object value, long deadline) {
		try {
			for (int i = 0; i < MAX_CHANNELS; i++) {
				Channel channel = this.gate.await(deadline);
				Exchange exchange = new Exchange();
				encode(exchange, channel, encoding, subject, value);
				ChannelFailure failure = channel.exchange(exchange, this.gate.remaining(deadline));
				failure = (failure != null) ? failure : exchange.failure();
				if (failure == null) {
					return result(exchange);
				}
				if (failure.kind() != Kind.NOT_WRITTEN) {
					return failed(failure, deadline);
				}
			}
			return this.messages.failure(new ChannelFailure(Kind.NOT_WRITTEN,
					MAX_CHANNELS + " sockets in a row were lost before the request could be written", null));
		}
		catch (UnavailableException ex) {
			return ex.result();
		}
	}

	private void encodeAll(List<Command> commands, Channel channel, Pipeline pipeline) {
		for (Command command : commands) {
			encode(pipeline.next(), channel, Encoding.COMMAND, command, null);
		}
	}

	void encode(Exchange exchange, Channel channel, Encoding encoding, Object subject, @Nullable Object value) {
		try {
			exchange.request().maxSize(this.maxRequestSize);
			encoding.write(exchange.request(), channel.dialect(), subject, value);
		}
		catch (RefusedException ex) {
			this.counters.refused();
			throw new UnstorableValueException(this.messages.of(ex.getMessage() + "; nothing was written"));
		}
	}

	/** Waits for one reply to what somebody has written to the socket himself. */
	static Result<Object> receiveReply(@Nullable Channel channel, Messages messages, long limit) {
		if (channel == null) {
			return messages.failure(ChannelFailure.notConnected());
		}
		Exchange exchange = new Exchange();
		channel.receiveReply(exchange, limit);
		ChannelFailure failure = exchange.failure();
		return (failure != null) ? messages.failure(failure) : result(exchange);
	}

	/** The result of an exchange that the server has answered. */
	static Result<Object> result(Exchange exchange) {
		Object outcome = exchange.outcome();
		if (exchange.isValue()) {
			return Result.success(outcome);
		}
		String error = String.valueOf(outcome);
		return Result.failure(ErrorCode.ofServer(error), error);
	}

	/**
	 * The result of an exchange that got no reply; waits for the connection to be
	 * restored.
	 */
	private Result<Object> failed(ChannelFailure failure, long deadline) {
		if (failure.kind() == Kind.MANUAL) {
			throw new IllegalStateException(this.messages.of(failure.message()));
		}
		if (failure.kind() != Kind.BROKEN || !this.connector.mayConnect()) {
			return this.messages.failure(failure);
		}
		try {
			this.gate.awaitConnect(this.connector.connect(false), deadline);
			return this.messages.reestablished(failure.message());
		}
		catch (UnavailableException ex) {
			return this.messages.notRestored(failure.message(), ex.result());
		}
	}

}
