package io.zcached.spring.boot.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zcached.client.Connection;
import io.zcached.client.ConnectionPool;
import io.zcached.client.ZcachedClient;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.ZcachedConnections;
import io.zcached.spring.boot.autoconfigure.embedded.EmbeddedZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.metrics.ZcachedMetricsAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.observation.ZcachedObservationAutoConfiguration;
import io.zcached.spring.boot.testsupport.FaultyServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The meters tell the truth about each server.
 */
class ZcachedMetersTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ZcachedMetricsAutoConfiguration.class, ZcachedObservationAutoConfiguration.class,
						ZcachedAutoConfiguration.class, EmbeddedZcachedAutoConfiguration.class,
						MetricsAutoConfiguration.class, ObservationAutoConfiguration.class))
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new);

	@Test
	void runWhenConnectedShouldShowItAndCountWhatIsRefused() {
		this.contextRunner.withPropertyValues("zcached.startup=lazy").run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			context.getBean(Connection.class).connect();
			ZcachedClient client = context.getBean(ZcachedClient.class);
			assertThatException().isThrownBy(() -> client.set("key", "a\u0003"));
			assertThat(gauge(registry, "connected", "default")).isEqualTo(1);
			assertThat(gauge(registry, "in.flight", "default")).isZero();
			assertThat(counter(registry, "refused.values", "default")).isEqualTo(1);
			assertThat(counter(registry, "reconnects", "default")).isZero();
			context.getBean(Connection.class).disconnect();
			assertThat(gauge(registry, "connected", "default")).isZero();
			client.ping();
			assertThat(counter(registry, "reconnects", "default")).isEqualTo(1);
		});
	}

	@Test
	void runWhenGarbageIsCollectedShouldStillShowTheState() {
		this.contextRunner.run((context) -> {
			context.getBean(Connection.class).connect();
			System.gc();
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(gauge(registry, "connected", "default")).isEqualTo(1);
			assertThat(gauge(registry, "back.off", "default")).isZero();
		});
	}

	@Test
	void runWhenContextIsClosedShouldTakeItsMetersAway() {
		MeterRegistry outliving = new SimpleMeterRegistry();
		this.contextRunner.run((context) -> {
			context.getBean(ZcachedMeters.class).bindTo(outliving);
			assertThat(outliving.getMeters()).isNotEmpty();
		});
		assertThat(outliving.getMeters()).isEmpty();
	}

	@Test
	void runWhenServerIsMissingShouldShowTheBackOffOfThatServerOnly() {
		this.contextRunner
			.withPropertyValues("zcached.connections.other.host=127.0.0.1",
					"zcached.connections.other.port=" + FaultyServer.closedPort(),
					"zcached.connections.other.connection-attempts=1", "zcached.connections.other.startup=lazy")
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				Connection other = context
					.getBean("zcachedConnections", io.zcached.spring.boot.autoconfigure.ZcachedConnections.class)
					.connection("other");
				assertThatException().isThrownBy(other::connect);
				assertThat(counter(registry, "failed.connects", "other")).isEqualTo(1);
				assertThat(counter(registry, "failed.connects", "default")).isZero();
				assertThat(gauge(registry, "connected", "other")).isZero();
				assertThat(gauge(registry, "back.off", "default")).isZero();
			});
	}

	@Test
	void runWhenApplicationHasConnectionsAndPoolsOfItsOwnShouldMeasureThem() {
		try (FaultyServer server = FaultyServer.ponging()) {
			Connection own = new Connection("127.0.0.1", server.port());
			ConnectionPool pool = new ConnectionPool("127.0.0.1", server.port(), 2);
			this.contextRunner.withBean("own", Connection.class, () -> own)
				.withBean("pool", ConnectionPool.class, () -> pool)
				.run((context) -> {
					MeterRegistry registry = context.getBean(MeterRegistry.class);
					own.connect();
					pool.connect();
					assertThat(gauge(registry, "connected", "default")).isEqualTo(1);
					assertThat(gauge(registry, "connected", "pool")).isEqualTo(2);
					pool.connections().get(1).disconnect();
					assertThat(gauge(registry, "connected", "pool")).isEqualTo(1);
					pool.connections().get(1).connect();
					assertThat(counter(registry, "reconnects", "pool")).isEqualTo(1);
				});
		}
	}

	@Test
	void runWhenSwitchedOffShouldHaveNoMeter() {
		this.contextRunner.withPropertyValues("management.metrics.enable.zcached=false")
			.run((context) -> assertThat(context.getBean(MeterRegistry.class).getMeters())
				.noneMatch((meter) -> meter.getId().getName().startsWith("zcached")));
	}

	private static double gauge(MeterRegistry registry, String name, String connection) {
		return registry.get("zcached.connection." + name).tag("connection", connection).gauge().value();
	}

	private static double counter(MeterRegistry registry, String name, String connection) {
		return registry.get("zcached.connection." + name).tag("connection", connection).functionCounter().count();
	}

}
