package io.zcached.client;

import java.io.IOException;
import java.util.function.BiConsumer;

import io.zcached.client.protocol.Dialect;
import io.zcached.client.transport.Channel;
import io.zcached.client.transport.ChannelFailure;
import io.zcached.client.transport.ChannelSettings;
import io.zcached.client.transport.ConnectAttempt;
import io.zcached.client.transport.Environment;
import io.zcached.client.transport.Handshake;
import io.zcached.client.transport.Wire;

/**
 * Opens channels as the options say: dials, shakes hands, and sets the limits. Thread
 * safe.
 */
final class ChannelOpener {

	private final ConnectionOptions options;

	private final Environment environment;

	private final BiConsumer<Channel, ChannelFailure> onDeath;

	ChannelOpener(ConnectionOptions options, Environment environment, BiConsumer<Channel, ChannelFailure> onDeath) {
		this.options = options;
		this.environment = environment;
		this.onDeath = onDeath;
	}

	/**
	 * Opens a channel.
	 * @throws IOException if the attempt fails, is aborted or takes too long
	 */
	Channel open(ConnectAttempt attempt) throws IOException {
		Wire wire = this.environment.dialer().dial(attempt);
		try {
			attempt.opened(wire);
			Dialect spoken = Handshake.perform(wire, this.options.dialect(), attempt, this.environment.timer());
			return new Channel(wire, spoken, new ChannelSettings(this.options.timeoutLimit().toNanos(), window(spoken),
					this.options.bufferSize()), this.environment, this.onDeath);
		}
		catch (Throwable ex) {
			wire.close();
			throw ex;
		}
	}

	/**
	 * A window that was configured for servers of one dialect must not be used on the
	 * other: a server that turns out to be unterminated takes one request at a time.
	 */
	private int window(Dialect spoken) {
		boolean meant = spoken.hasTerminator() || this.options.dialect() == spoken;
		return meant ? this.options.pipelineWindow() : 0;
	}

}
