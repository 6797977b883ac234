package io.zcached.spring.boot.metrics;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.zcached.client.Connection;
import io.zcached.client.ConnectionStatistics;
import io.zcached.spring.boot.autoconfigure.ZcachedConnections;

/**
 * Meters of the connections to each server: state, requests in flight and back-off as
 * gauges; reconnects, failed connects, time-outs, refused values and discarded channels
 * as counters. Those of a pool are added up; the back-off is the longest. Thread safe.
 * <p>
 * {@link #close()} takes the meters away again: a registry may outlive the application
 * context, as Micrometer's global one does, and would keep its class loader with them.
 */
public final class ZcachedMeters implements MeterBinder, AutoCloseable {

	/** Held here, since a registry refers weakly to what its meters look at. */
	private final List<Server> servers;

	private final Queue<Runnable> removals = new ConcurrentLinkedQueue<>();

	/**
	 * Creates meters.
	 * @param connections the servers; the name of each is the tag {@code connection}
	 */
	public ZcachedMeters(ZcachedConnections connections) {
		this.servers = connections.names()
			.stream()
			.map((name) -> new Server(Tags.of("connection", name), connections.connections(name)))
			.toList();
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.servers
			.forEach((server) -> server.bindTo(registry, (meter) -> this.removals.add(() -> registry.remove(meter))));
	}

	@Override
	public void close() {
		for (Runnable removal = this.removals.poll(); removal != null; removal = this.removals.poll()) {
			removal.run();
		}
	}

	/**
	 * One server.
	 *
	 * @param tags what tells its meters from those of other servers
	 * @param connections all connections to it
	 */
	private record Server(Tags tags, List<Connection> connections) {

		void bindTo(MeterRegistry registry, Consumer<Meter> bound) {
			bound.accept(gauge(registry, "connected", "connections", "Connections that have an open socket",
					(connection) -> connection.isConnected() ? 1 : 0));
			bound.accept(gauge(registry, "in.flight", "requests", "Requests that wait for a reply",
					Connection::pendingRequests));
			bound.accept(backOff(registry));
			bound.accept(counter(registry, "reconnects", "Sockets opened after the first",
					ConnectionStatistics::reconnects));
			bound.accept(counter(registry, "failed.connects", "Attempts to connect that failed",
					ConnectionStatistics::failedConnects));
			bound.accept(
					counter(registry, "timeouts", "Requests without a reply in time", ConnectionStatistics::timeouts));
			bound.accept(counter(registry, "refused.values", "Requests refused since the server cannot store them",
					ConnectionStatistics::refusedValues));
			bound.accept(counter(registry, "discarded.channels", "Sockets thrown away after a failure",
					ConnectionStatistics::discardedChannels));
		}

		private Meter gauge(MeterRegistry registry, String name, String unit, String description,
				ToDoubleFunction<Connection> value) {
			return Gauge
				.builder("zcached.connection." + name, this.connections, (all) -> all.stream().mapToDouble(value).sum())
				.description(description)
				.baseUnit(unit)
				.tags(this.tags)
				.register(registry);
		}

		private Meter backOff(MeterRegistry registry) {
			return TimeGauge.builder("zcached.connection.back.off", this.connections, TimeUnit.MILLISECONDS,
					(all) -> all.stream().mapToLong((connection) -> connection.backOff().toMillis()).max().orElse(0))
				.description("Time for which requests still fail at once, since the server cannot be reached")
				.tags(this.tags)
				.register(registry);
		}

		private Meter counter(MeterRegistry registry, String name, String description,
				ToLongFunction<ConnectionStatistics> value) {
			return FunctionCounter.builder("zcached.connection." + name, this.connections,
					(all) -> all.stream().mapToLong((connection) -> value.applyAsLong(connection.statistics())).sum())
				.description(description)
				.tags(this.tags)
				.register(registry);
		}

	}

}
