package io.zcached.spring.boot.autoconfigure;

import java.io.PrintWriter;
import java.io.StringWriter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;
import io.micrometer.tracing.test.simple.SimpleTracer;
import io.zcached.spring.boot.actuate.ZcachedEndpoint;
import io.zcached.spring.boot.actuate.ZcachedInfoContributor;
import io.zcached.spring.boot.autoconfigure.actuate.ZcachedEndpointAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.actuate.ZcachedInfoContributorAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.cache.ZcachedCacheAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.cache.ZcachedCacheMetricsAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.embedded.EmbeddedZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.health.ZcachedHealthContributorAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.metrics.ZcachedMetricsAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.observation.ZcachedObservationAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.template.ZcachedTemplateAutoConfiguration;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Everything by which an application tells of itself, to be searched for secrets.
 */
final class Disclosure {

	private Disclosure() {
	}

	/** An application that tells of itself in every way. */
	static ApplicationContextRunner contextRunner() {
		return runner().withPropertyValues("zcached.host=127.0.0.1");
	}

	private static ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ZcachedAutoConfiguration.class, SslAutoConfiguration.class,
					ZcachedHealthContributorAutoConfiguration.class, HealthContributorAutoConfiguration.class,
					EnvironmentEndpointAutoConfiguration.class, ZcachedEndpointAutoConfiguration.class,
					ZcachedInfoContributorAutoConfiguration.class, ZcachedMetricsAutoConfiguration.class,
					ZcachedObservationAutoConfiguration.class, MetricsAutoConfiguration.class,
					ObservationAutoConfiguration.class, ConfigurationPropertiesReportEndpointAutoConfiguration.class,
					ZcachedTemplateAutoConfiguration.class, ZcachedCacheAutoConfiguration.class,
					ZcachedCacheMetricsAutoConfiguration.class, CacheAutoConfiguration.class,
					CacheMetricsAutoConfiguration.class))
			.withUserConfiguration(TellingConfiguration.class)
			.withPropertyValues("management.endpoints.jmx.exposure.include=*", "spring.jmx.enabled=true",
					"zcached.connection-attempts=1", "zcached.connect-timeout=500ms");
	}

	/** The same, with a server of its own. */
	static ApplicationContextRunner onEmbeddedServer() {
		return runner().withConfiguration(AutoConfigurations.of(EmbeddedZcachedAutoConfiguration.class));
	}

	/** What endpoints, health, info, meters and spans show. */
	static String of(ApplicationContext context) {
		JsonMapper mapper = new JsonMapper();
		StringBuilder all = new StringBuilder();
		all.append(mapper.writeValueAsString(context.getBean(EnvironmentEndpoint.class).environment(null)));
		all.append(mapper.writeValueAsString(
				context.getBean(ConfigurationPropertiesReportEndpoint.class).configurationProperties()));
		all.append(mapper.writeValueAsString(context.getBean(ZcachedEndpoint.class).zcached()));
		all.append(health(context.getBean("zcachedHealthContributor", HealthContributor.class)));
		Info.Builder info = new Info.Builder();
		context.getBean(ZcachedInfoContributor.class).contribute(info);
		all.append(info.build().getDetails());
		context.getBean(MeterRegistry.class)
			.getMeters()
			.forEach((meter) -> all.append(meter.getId()).append(meter.getId().getDescription()));
		all.append(context.getBean(PrometheusMeterRegistry.class).scrape());
		context.getBean(SimpleTracer.class)
			.getSpans()
			.forEach((span) -> all.append(span.getName())
				.append(span.getTags())
				.append(span.getEvents())
				.append((span.getError() != null) ? stackTrace(span.getError()) : ""));
		return all.toString();
	}

	/** An exception as a log shows it, with causes and what was suppressed. */
	static String stackTrace(Throwable failure) {
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

	private static String health(HealthContributor contributor) {
		if (contributor instanceof HealthIndicator indicator) {
			return String.valueOf(indicator.health());
		}
		StringBuilder all = new StringBuilder();
		((CompositeHealthContributor) contributor).stream().forEach((entry) -> all.append(health(entry.contributor())));
		return all.toString();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class TellingConfiguration {

		@Bean
		PrometheusMeterRegistry meters() {
			return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		}

		@Bean
		SimpleTracer tracer() {
			return new SimpleTracer();
		}

		@Bean
		FirstMatchingCompositeObservationHandler tracing(SimpleTracer tracer) {
			return new FirstMatchingCompositeObservationHandler(
					new PropagatingSenderTracingObservationHandler<>(tracer, Propagator.NOOP),
					new DefaultTracingObservationHandler(tracer));
		}

	}

}
