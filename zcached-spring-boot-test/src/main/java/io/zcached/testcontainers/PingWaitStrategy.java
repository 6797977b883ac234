package io.zcached.testcontainers;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import org.rnorth.ducttape.TimeoutException;
import org.rnorth.ducttape.unreliables.Unreliables;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/**
 * Waits until the server has answered a PING. An open port proves nothing: the engine
 * accepts connections before the server does, and the server accepts those that it will
 * not serve.
 */
final class PingWaitStrategy extends AbstractWaitStrategy {

	private PingProbe probe;

	PingWaitStrategy(PingProbe probe) {
		this.probe = probe;
	}

	void probeWith(PingProbe probe) {
		this.probe = probe;
	}

	@Override
	protected void waitUntilReady() {
		String host = this.waitStrategyTarget.getHost();
		int port = this.waitStrategyTarget.getMappedPort(ZcachedContainer.ZCACHED_PORT);
		try {
			Unreliables.retryUntilSuccess(Math.toIntExact(this.startupTimeout.toMillis()), TimeUnit.MILLISECONDS,
					() -> getRateLimiter().getWhenReady(() -> ping(host, port)));
		}
		catch (TimeoutException ex) {
			throw new ContainerLaunchException(
					("No zcached server answered a PING at %s:%d within %d s (%s). See the log of the container; a server "
							+ "with another configuration must listen on 0.0.0.0:%d and admit this client.")
						.formatted(host, port, this.startupTimeout.toSeconds(), ex.getCause(),
								ZcachedContainer.ZCACHED_PORT),
					ex);
		}
	}

	private boolean ping(String host, int port) throws IOException {
		this.probe.ping(host, port);
		return true;
	}

}
