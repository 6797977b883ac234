package io.zcached.spring.boot.health;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

import io.zcached.client.Command;
import io.zcached.client.Connection;
import io.zcached.client.ErrorCode;
import io.zcached.client.Result;
import io.zcached.client.ZcachedException;
import io.zcached.client.protocol.Dialect;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.util.Assert;

/**
 * {@link HealthIndicator} for a zcached connection: one PING on the connection that the
 * application itself uses, so that nothing is opened for a health check. A broken
 * connection is restored first, by one attempt that concurrent checks share. Whatever the
 * server does, the answer comes within the given time. Thread safe.
 */
public class ZcachedHealthIndicator extends AbstractHealthIndicator {

	private static final Command PING = Command.of("PING");

	private final Connection connection;

	private final Duration timeout;

	private final SharedReconnect reconnect;

	/**
	 * Creates an indicator.
	 * @param connection the connection to check
	 * @param timeout the longest that a check takes, positive and not above the
	 * connection's own time limit
	 */
	public ZcachedHealthIndicator(Connection connection, Duration timeout) {
		super("zcached health check failed");
		Assert.notNull(connection, "'connection' must not be null");
		Assert.isTrue(timeout != null && timeout.toNanos() > 0, "'timeout' must be positive");
		this.connection = connection;
		this.timeout = timeout;
		this.reconnect = new SharedReconnect(connection);
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Deadline deadline = new Deadline(this.timeout);
		builder.withDetail("address", this.connection.host() + ":" + this.connection.port())
			.withDetail("id", this.connection.id());
		Result<Object> result = this.connection.isConnected() ? Result.success(null) : this.reconnect.await(deadline);
		long start = System.nanoTime();
		if (result.isSuccess()) {
			result = ping(deadline);
		}
		if (ErrorCode.CONNECTION_REESTABLISHED.equals(result.errorCode())) {
			start = System.nanoTime();
			result = ping(deadline);
		}
		report(builder, result, System.nanoTime() - start);
	}

	private Result<Object> ping(Deadline deadline) {
		return this.connection.send(PING, deadline.remaining());
	}

	private void report(Health.Builder builder, Result<Object> result, long roundTripNanos) {
		Dialect dialect = this.connection.dialect();
		if (dialect != null) {
			builder.withDetail("dialect", dialect.name().toLowerCase(Locale.ROOT));
		}
		if (result.isSuccess()) {
			builder.up().withDetail("roundTripTime", String.format(Locale.ROOT, "%.3f ms", roundTripNanos / 1e6));
		}
		builder.withDetail("pendingRequests", this.connection.pendingRequests());
		if (result.isFailure()) {
			builder.down().withDetail("error", error(result));
		}
	}

	private String error(Result<Object> result) {
		ZcachedException failure = this.connection.lastFailure();
		String message = Objects.requireNonNull(result.errorMessage());
		if (failure == null || failure.getMessage() == null || message.contains(failure.getMessage())) {
			return message;
		}
		return message + " (last failure: " + failure.getMessage() + ")";
	}

}
