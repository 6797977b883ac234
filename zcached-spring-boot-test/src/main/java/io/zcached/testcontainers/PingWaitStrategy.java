package io.zcached.testcontainers;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionOptions;
import io.zcached.client.ZcachedException;
import org.rnorth.ducttape.TimeoutException;
import org.rnorth.ducttape.unreliables.Unreliables;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/**
 * Waits until the server has answered a PING. An open port proves nothing: the engine
 * accepts connections before the server does, and the server accepts those that it will
 * not serve.
 */
class PingWaitStrategy extends AbstractWaitStrategy {

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
					("No zcached server answered at %s:%d within %d s (%s). See the log of the container; a server with "
							+ "another configuration must listen on 0.0.0.0:%d and admit this client.")
						.formatted(host, port, this.startupTimeout.toSeconds(), ex.getCause(),
								ZcachedContainer.ZCACHED_PORT),
					ex);
		}
	}

	private static boolean ping(String host, int port) throws ZcachedException {
		ConnectionOptions options = ConnectionOptions.builder()
			.connectionAttempts(1)
			.reconnect(false)
			.connectTimeout(Duration.ofSeconds(2))
			.build();
		try (Connection connection = new Connection(host, port, options)) {
			connection.connect();
			return true;
		}
	}

}
