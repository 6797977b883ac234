package io.zcached.spring.boot.health;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.zcached.client.Connection;
import io.zcached.client.ErrorCode;
import io.zcached.client.Result;
import io.zcached.client.ZcachedException;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.util.Assert;

/**
 * {@link HealthIndicator} for a zcached server: one PING on the connection that the
 * application itself uses, so that nothing is opened for a health check. A broken
 * connection is restored first, by one attempt that concurrent checks share. Of a pool
 * all connected ones are asked, and one that answers is enough, as it is for the
 * application. Whatever the server does, the answer comes within the given time. Thread
 * safe.
 */
public class ZcachedHealthIndicator extends AbstractHealthIndicator {

	/** Not empty; more than one make a pool. */
	private final List<Connection> connections;

	private final Duration timeout;

	private final SharedReconnect reconnect;

	private final PoolPing poolPing;

	/**
	 * Creates an indicator.
	 * @param connection the connection to check
	 * @param timeout the longest that a check takes, positive and not above the
	 * connection's own time limit
	 */
	public ZcachedHealthIndicator(Connection connection, Duration timeout) {
		this(List.of(connection), timeout);
	}

	/**
	 * Creates an indicator for all connections to one server.
	 * @param connections the connections, at least one; several are taken for a pool, the
	 * first of which is restored if none is connected
	 * @param timeout the longest that a check takes, positive and not above the
	 * connections' own time limit
	 */
	public ZcachedHealthIndicator(List<Connection> connections, Duration timeout) {
		super("zcached health check failed");
		Assert.notEmpty(connections, "'connections' must not be empty");
		Assert.isTrue(timeout != null && timeout.toNanos() > 0, "'timeout' must be positive");
		this.connections = List.copyOf(connections);
		this.timeout = timeout;
		this.reconnect = new SharedReconnect(first());
		this.poolPing = new PoolPing(this.connections);
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Deadline deadline = new Deadline(this.timeout);
		builder.withDetail("address", first().host() + ":" + first().port());
		Result<Object> result = (connected() > 0) ? Result.success(null) : this.reconnect.await(deadline);
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
		return isPool() ? this.poolPing.await(deadline) : first().send(SharedPing.PING, deadline.remaining());
	}

	private void report(Health.Builder builder, Result<Object> result, long roundTripNanos) {
		if (isPool()) {
			builder.withDetail("poolSize", this.connections.size()).withDetail("connected", connected());
		}
		else {
			builder.withDetail("id", first().id());
		}
		this.connections.stream()
			.map(Connection::dialect)
			.filter(Objects::nonNull)
			.findFirst()
			.ifPresent((dialect) -> builder.withDetail("dialect", dialect.name().toLowerCase(Locale.ROOT)));
		if (result.isSuccess()) {
			builder.up().withDetail("roundTripTime", String.format(Locale.ROOT, "%.3f ms", roundTripNanos / 1e6));
		}
		builder.withDetail("pendingRequests", this.connections.stream().mapToInt(Connection::pendingRequests).sum());
		if (result.isFailure()) {
			builder.down().withDetail("error", error(result));
		}
	}

	private String error(Result<Object> result) {
		ZcachedException failure = first().lastFailure();
		String message = Objects.requireNonNull(result.errorMessage());
		if (failure == null || failure.getMessage() == null || message.contains(failure.getMessage())) {
			return message;
		}
		return message + " (last failure: " + failure.getMessage() + ")";
	}

	private boolean isPool() {
		return this.connections.size() > 1;
	}

	private Connection first() {
		return this.connections.get(0);
	}

	private int connected() {
		return (int) this.connections.stream().filter(Connection::isConnected).count();
	}

}
