package io.zcached.spring.boot.metrics;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.zcached.client.Connection;
import io.zcached.client.ConnectionStatistics;

/**
 * Meters of the connections to one server: state, requests in flight and back-off as
 * gauges; reconnects, failed connects, time-outs, refused values and discarded channels
 * as counters. Those of a pool are added up; the back-off is the longest.
 */
public final class ZcachedMeters implements MeterBinder {

	private final Tags tags;

	private final List<Connection> connections;

	/**
	 * Creates meters.
	 * @param name name of the server, the tag {@code connection}
	 * @param connections all connections to the server
	 */
	public ZcachedMeters(String name, List<Connection> connections) {
		this.tags = Tags.of("connection", name);
		this.connections = List.copyOf(connections);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		gauge(registry, "connected", "connections", "Connections that have an open socket",
				(connection) -> connection.isConnected() ? 1 : 0);
		gauge(registry, "in.flight", "requests", "Requests that wait for a reply", Connection::pendingRequests);
		TimeGauge
			.builder("zcached.connection.back.off", this.connections, TimeUnit.MILLISECONDS,
					(all) -> all.stream().mapToLong((connection) -> connection.backOff().toMillis()).max().orElse(0))
			.description("Time for which requests still fail at once, since the server cannot be reached")
			.tags(this.tags)
			.register(registry);
		counter(registry, "reconnects", "Sockets opened after the first", ConnectionStatistics::reconnects);
		counter(registry, "failed.connects", "Attempts to connect that failed", ConnectionStatistics::failedConnects);
		counter(registry, "timeouts", "Requests without a reply in time", ConnectionStatistics::timeouts);
		counter(registry, "refused.values", "Requests refused since the server cannot store them",
				ConnectionStatistics::refusedValues);
		counter(registry, "discarded.channels", "Sockets thrown away after a failure",
				ConnectionStatistics::discardedChannels);
	}

	private void gauge(MeterRegistry registry, String name, String unit, String description,
			ToDoubleFunction<Connection> value) {
		Gauge.builder("zcached.connection." + name, this.connections, (all) -> all.stream().mapToDouble(value).sum())
			.description(description)
			.baseUnit(unit)
			.tags(this.tags)
			.register(registry);
	}

	private void counter(MeterRegistry registry, String name, String description,
			ToLongFunction<ConnectionStatistics> value) {
		FunctionCounter
			.builder("zcached.connection." + name, this.connections,
					(all) -> all.stream().mapToLong((connection) -> value.applyAsLong(connection.statistics())).sum())
			.description(description)
			.tags(this.tags)
			.register(registry);
	}

}
