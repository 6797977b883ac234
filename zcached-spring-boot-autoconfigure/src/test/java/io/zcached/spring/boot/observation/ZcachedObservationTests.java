package io.zcached.spring.boot.observation;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.zcached.client.Command;
import io.zcached.client.Connection;
import io.zcached.client.ConnectionOptions;
import io.zcached.client.UnstorableValueException;
import io.zcached.client.ZcachedClient;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.embedded.EmbeddedZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.observation.ZcachedObservationAutoConfiguration;
import io.zcached.spring.boot.testsupport.FaultyServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Each request is a timer and a span, with tags that tell no key and no value.
 */
class ZcachedObservationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZcachedObservationAutoConfiguration.class,
				ZcachedAutoConfiguration.class, EmbeddedZcachedAutoConfiguration.class, MetricsAutoConfiguration.class,
				ObservationAutoConfiguration.class))
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new);

	@Test
	void runWhenClientIsUsedShouldTimeEachCommand() {
		this.contextRunner.run((context) -> {
			ZcachedClient client = context.getBean(ZcachedClient.class);
			client.set("secret-key", "secret-value");
			client.get("secret-key");
			client.get("missing");
			assertThatExceptionOfType(UnstorableValueException.class).isThrownBy(() -> client.set("key", "a\u0003"));
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(timer(registry, "GET", "none").count()).isEqualTo(2);
			assertThat(timer(registry, "GET", "none").totalTime(TimeUnit.NANOSECONDS)).isPositive();
			assertThat(timer(registry, "SET", "none").count()).isEqualTo(1);
			assertThat(timer(registry, "SET", "UNSTORABLE_VALUE").count()).isEqualTo(1);
			assertThat(timer(registry, "GET", "none").getId().getTags().toString())
				.contains("db.system.name", "zcached", "server.address",
						String.valueOf(context.getBean(EmbeddedZcachedServer.class).port()), "default")
				.doesNotContain("secret");
		});
	}

	@Test
	void runWhenApplicationHasConnectionOfItsOwnCanObserveIt() {
		try (FaultyServer server = FaultyServer.ponging()) {
			this.contextRunner.withUserConfiguration(OwnConnection.class)
				.withPropertyValues("own.port=" + server.port())
				.run((context) -> {
					context.getBean(Connection.class).send(Command.of("PING"));
					assertThat(timer(context.getBean(MeterRegistry.class), "PING", "none").getId().getTag("connection"))
						.isEqualTo("reports");
				});
		}
	}

	@Test
	void runWhenCommandIsUnknownShouldNotMakeATagOfIt() {
		this.contextRunner.run((context) -> {
			context.getBean(Connection.class).send(Command.of("SURPRISE"));
			assertThat(timer(context.getBean(MeterRegistry.class), "OTHER", "ERR").count()).isEqualTo(1);
		});
	}

	@Test
	void runWhenSwitchedOffShouldTimeNothing() {
		this.contextRunner.withPropertyValues("management.observations.enable.zcached=false").run((context) -> {
			context.getBean(ZcachedClient.class).ping();
			assertThat(context.getBean(MeterRegistry.class).find("zcached.command").timer()).isNull();
		});
	}

	@Test
	void runWhenThereIsNoMicrometerShouldNotObserve() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context.getBean(Connection.class).options().commandObserver()).isNull());
	}

	@Test
	void runWhenConventionIsDefinedShouldUseIt() {
		this.contextRunner
			.withBean(ZcachedObservationConvention.class, () -> new DefaultZcachedObservationConvention() {
				@Override
				public String getName() {
					return "my.cache";
				}
			})
			.run((context) -> {
				context.getBean(ZcachedClient.class).ping();
				assertThat(context.getBean(MeterRegistry.class).get("my.cache").timer().count()).isEqualTo(1);
			});
	}

	@Test
	void runWhenSentAsynchronouslyShouldKeepTheParent() {
		Parents parents = new Parents();
		this.contextRunner.withBean(Parents.class, () -> parents).run((context) -> {
			ObservationRegistry registry = context.getBean(ObservationRegistry.class);
			Observation parent = Observation.start("request", registry);
			try (Observation.Scope scope = parent.openScope()) {
				context.getBean(Connection.class).sendAsync(Command.of("PING")).join();
			}
			assertThat(parents.last).isSameAs(parent.getContextView());
		});
	}

	private static Timer timer(MeterRegistry registry, String operation, String error) {
		return registry.get("zcached.command").tag("db.operation.name", operation).tag("error.type", error).timer();
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnConnection {

		@Bean
		Connection connection(@Value("${own.port}") int port, ObservationRegistry observations) {
			return new Connection("127.0.0.1", port,
					ConnectionOptions.builder()
						.commandObserver(new ObservedCommands("reports", observations, null))
						.build());
		}

	}

	/** Remembers whose child the last command was. */
	static class Parents implements ObservationHandler<ZcachedObservationContext> {

		private volatile @Nullable Object last;

		@Override
		public void onStart(ZcachedObservationContext context) {
			Observation parent = (Observation) context.getParentObservation();
			this.last = (parent != null) ? parent.getContextView() : null;
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof ZcachedObservationContext;
		}

	}

}
