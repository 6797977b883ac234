package io.zcached.client;

import io.zcached.client.transport.Channel;

/**
 * How bad a choice a connection is for the next request of a pool: by the requests that
 * are pending, worse if the server does not answer, worst if there is no channel.
 */
final class Load {

	private static final int STALLED = 1 << 28;

	private static final int NOT_CONNECTED = 1 << 29;

	private static final int IN_BACK_OFF = 1 << 30;

	private Load() {
	}

	/** Weighs a connection; if it has no channel, it is mended in the background. */
	static int of(Connector connector) {
		Channel channel = connector.live();
		if (channel != null) {
			int load = channel.load();
			return (load > 0 && channel.isStalled()) ? STALLED + load : load;
		}
		if (!connector.mayConnect() || !connector.backOff().isZero()) {
			return IN_BACK_OFF;
		}
		connector.connect(false);
		return NOT_CONNECTED;
	}

}
