package io.zcached.spring.boot.autoconfigure.health;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionPool;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.health.ZcachedHealthIndicator;
import io.zcached.spring.boot.testsupport.FaultyServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ZcachedHealthContributorAutoConfiguration}.
 */
class ZcachedHealthContributorAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZcachedAutoConfiguration.class,
				ZcachedHealthContributorAutoConfiguration.class, HealthContributorAutoConfiguration.class))
		.withPropertyValues("zcached.host=127.0.0.1", "zcached.port=" + FaultyServer.closedPort(),
				"zcached.startup=lazy");

	@Test
	void runShouldCreateIndicator() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(ZcachedHealthIndicator.class));
	}

	@Test
	void runWhenDisabledShouldNotCreateIndicator() {
		this.contextRunner.withPropertyValues("management.health.zcached.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ZcachedHealthIndicator.class)
				.hasSingleBean(Connection.class));
	}

	@Test
	void runWhenHealthIsNotOnTheClassPathShouldNotCreateIndicator() {
		String ofSpringBootsHealth = ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader())
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("org.springframework.boot.health"))
			.collect(Collectors.joining(","));
		new ApplicationContextRunner().withUserConfiguration(ApplicationConfiguration.class)
			.withPropertyValues("zcached.startup=lazy", "spring.autoconfigure.exclude=" + ofSpringBootsHealth)
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.health", "io.zcached.embedded"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("zcachedHealthContributor")
				.hasSingleBean(Connection.class));
	}

	@Test
	void runWhenUserHasIndicatorShouldBackOff() {
		this.contextRunner.withUserConfiguration(UserIndicatorConfiguration.class)
			.run((context) -> assertThat(context).doesNotHaveBean(ZcachedHealthIndicator.class)
				.hasBean("zcachedHealthIndicator"));
	}

	@Test
	void runWhenSeveralConnectionsShouldCreateComposite() {
		this.contextRunner.withUserConfiguration(TwoConnectionsConfiguration.class).run((context) -> {
			CompositeHealthContributor contributor = context.getBean(CompositeHealthContributor.class);
			assertThat(contributor.stream().map(HealthContributors.Entry::name)).containsExactlyInAnyOrder("first",
					"second");
		});
	}

	@Test
	void runWhenThereAreNamedServersShouldHaveAnEntryForEach() {
		try (FaultyServer server = FaultyServer.silent()) {
			this.contextRunner
				.withPropertyValues("zcached.connections.reports.host=127.0.0.1",
						"zcached.connections.reports.port=" + server.port(), "zcached.connections.reports.startup=lazy",
						"zcached.connections.reports.health.timeout=50ms",
						"zcached.connections.reports.connect-timeout=60s")
				.run((context) -> {
					CompositeHealthContributor contributor = context.getBean("zcachedHealthContributor",
							CompositeHealthContributor.class);
					assertThat(contributor.stream().map(HealthContributors.Entry::name)).containsExactly("default",
							"reports");
					HealthIndicator reports = (HealthIndicator) contributor.getContributor("reports");
					assertThat(reports.health().getStatus()).isEqualTo(Status.DOWN);
					assertThat(reports.health().getDetails()).containsEntry("address", "127.0.0.1:" + server.port());
				});
		}
	}

	@Test
	void runWhenAllServersAreFrozenShouldTakeAsLongAsOneOfThem() {
		try (FaultyServer server = FaultyServer.silent()) {
			this.contextRunner.withPropertyValues(onServers(server.port(), "default", "a", "b", "c")).run((context) -> {
				CompositeHealthContributor contributor = context.getBean("zcachedHealthContributor",
						CompositeHealthContributor.class);
				List<HealthIndicator> indicators = contributor.stream()
					.map((entry) -> (HealthIndicator) entry.contributor())
					.toList();
				long start = System.nanoTime();
				assertThat(indicators.get(0).health().getStatus()).isEqualTo(Status.DOWN);
				long one = System.nanoTime() - start;
				assertThat(indicators.subList(1, 4)).map((indicator) -> indicator.health().getStatus())
					.containsOnly(Status.DOWN);
				assertThat(System.nanoTime() - start).as("all four").isLessThan(2 * one);
			});
		}
	}

	private static String[] onServers(int port, String... names) {
		return Stream.of(names)
			.map((name) -> name.equals("default") ? "zcached." : "zcached.connections." + name + ".")
			.flatMap((prefix) -> Stream
				.of("host=127.0.0.1", "port=" + port, "startup=lazy", "health.timeout=500ms", "connect-timeout=60s")
				.map((property) -> prefix + property))
			.toArray(String[]::new);
	}

	@Test
	void runShouldApplyTimeout() {
		try (FaultyServer server = FaultyServer.silent()) {
			this.contextRunner
				.withPropertyValues("zcached.port=" + server.port(), "zcached.health.timeout=50ms",
						"zcached.connect-timeout=60s")
				.run((context) -> {
					Health health = context.getBean(ZcachedHealthIndicator.class).health();
					assertThat(health.getStatus()).isEqualTo(Status.DOWN);
				});
		}
	}

	@Test
	void runWhenThereIsAPoolShouldLookAtAllOfIt() {
		try (FaultyServer server = FaultyServer.ponging()) {
			this.contextRunner.withPropertyValues("zcached.port=" + server.port(), "zcached.pool.size=3")
				.run((context) -> {
					context.getBean(ConnectionPool.class).connections().get(2).connect();
					Health health = context.getBean(ZcachedHealthIndicator.class).health();
					assertThat(health.getStatus()).isEqualTo(Status.UP);
					assertThat(health.getDetails()).containsEntry("poolSize", 3).containsEntry("connected", 1);
				});
		}
	}

	@Test
	void readinessDoesNotIncludeZcached() {
		this.contextRunner
			.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class,
					HealthContributorRegistryAutoConfiguration.class, HealthEndpointAutoConfiguration.class,
					AvailabilityProbesAutoConfiguration.class))
			.withPropertyValues("management.endpoint.health.probes.enabled=true")
			.run((context) -> {
				HealthEndpointGroups groups = context.getBean(HealthEndpointGroups.class);
				assertThat(groups.getPrimary().isMember("zcached")).isTrue();
				assertThat(groups.getNames()).contains("readiness");
				assertThat(groups.get("readiness").isMember("zcached")).isFalse();
			});
	}

	/** As a real application has it: filtered by the metadata of the processor. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ApplicationConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class UserIndicatorConfiguration {

		@Bean
		HealthIndicator zcachedHealthIndicator() {
			return () -> Health.up().build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoConnectionsConfiguration {

		@Bean
		Connection first() {
			return new Connection("127.0.0.1", 1);
		}

		@Bean
		Connection second() {
			return new Connection("127.0.0.1", 2);
		}

	}

}
