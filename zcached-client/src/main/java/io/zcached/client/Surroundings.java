package io.zcached.client;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

import io.zcached.client.transport.Background;
import io.zcached.client.transport.Dialer;
import io.zcached.client.transport.Environment;
import io.zcached.client.transport.SocketDialer;

/** Makes the surroundings of a connection outside tests: real time and real sockets. */
final class Surroundings {

	private Surroundings() {
	}

	static Environment of(Background background, ConnectionOptions options, UnaryOperator<Dialer> dialing) {
		Dialer dialer = new SocketDialer(options.sslSocketFactory(), options.verifyHostname(), background::schedule);
		return new Environment(System::nanoTime, () -> ThreadLocalRandom.current().nextDouble(), background::schedule,
				background::execute, dialing.apply(dialer));
	}

}
