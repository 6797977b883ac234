package io.zcached.client.simulation;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.zcached.client.ConnectionOptions;
import io.zcached.client.protocol.Dialect;

/**
 * What is chosen once for a simulation. Limits are long, so that no real clock that runs
 * beside the virtual one ever reaches them.
 *
 * @param blocking whether there are callers that wait, in threads of their own
 * @param slow whether replies are often late
 * @param dialect the server's, at first
 * @param restarts whether the server may come back with the other dialect
 * @param window unanswered bytes, 0 for the dialect's default
 * @param valueSize the largest value
 */
record SimOptions(boolean blocking, boolean slow, Dialect dialect, boolean restarts, int window, int valueSize) {

	static final long CONNECT_TIMEOUT = TimeUnit.SECONDS.toNanos(5);

	private static final long TIMEOUT_LIMIT = TimeUnit.SECONDS.toNanos(60);

	static SimOptions choose(SimWorld world) {
		boolean blocking = world.chance(50);
		boolean slow = world.chance(20);
		if (world.chance(50)) {
			int window = world.chance(50) ? 0 : 16 * 1024;
			return new SimOptions(blocking, slow, Dialect.TERMINATED, false, window, 20_000);
		}
		return new SimOptions(blocking, slow, world.chance(50) ? Dialect.TERMINATED : Dialect.UNTERMINATED, true, 0,
				3000);
	}

	long timeoutLimit() {
		return TIMEOUT_LIMIT;
	}

	ConnectionOptions forConnection() {
		ConnectionOptions.Builder builder = ConnectionOptions.builder()
			.timeoutLimit(Duration.ofNanos(TIMEOUT_LIMIT))
			.connectTimeout(Duration.ofNanos(CONNECT_TIMEOUT));
		if (this.window > 0) {
			builder.pipelineWindow(this.window);
		}
		return this.restarts ? builder.build() : builder.dialect(this.dialect).build();
	}

}
