package io.zcached.spring.boot.observation;

import java.util.Map;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.zcached.client.Command;
import io.zcached.client.Connection;
import io.zcached.client.UnstorableValueException;
import io.zcached.client.ZcachedClient;
import io.zcached.embedded.EmbeddedZcachedServer;
import io.zcached.spring.boot.autoconfigure.ZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.embedded.EmbeddedZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.observation.ZcachedObservationAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.template.ZcachedTemplateAutoConfiguration;
import io.zcached.spring.template.ZcachedTemplate;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Each request is a span, named as OpenTelemetry names those of databases.
 */
class TracedCommandsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ZcachedObservationAutoConfiguration.class,
				ZcachedAutoConfiguration.class, EmbeddedZcachedAutoConfiguration.class,
				ZcachedTemplateAutoConfiguration.class, ObservationAutoConfiguration.class))
		.withUserConfiguration(TracingConfiguration.class);

	@Test
	void runWhenCommandIsSentShouldMakeSpanOfIt() {
		this.contextRunner.run((context) -> {
			context.getBean(ZcachedClient.class).get("key");
			SimpleSpan span = context.getBean(SimpleTracer.class).onlySpan();
			assertThat(span.getName()).isEqualTo("zcached get");
			assertThat(span.getKind()).isEqualTo(Span.Kind.CLIENT);
			assertThat(span.getRemoteServiceName()).isEqualTo("zcached");
			EmbeddedZcachedServer server = context.getBean(EmbeddedZcachedServer.class);
			assertThat(span.getTags()).isEqualTo(Map.of("db.system.name", "zcached", "db.operation.name", "GET",
					"server.address", server.address(), "server.port", String.valueOf(server.port()), "connection",
					"default", "error.type", "none", "zcached.connection.id", context.getBean(Connection.class).id()));
			assertThat(span.getError()).isNull();
			assertThat(span.getEndTimestamp()).isAfterOrEqualTo(span.getStartTimestamp());
		});
	}

	@Test
	void runWhenCommandsArePipelinedShouldMakeOneSpanThatTellsHowMany() {
		this.contextRunner.run((context) -> {
			context.getBean(ZcachedTemplate.class).multiSet(Map.of("a", 1, "b", 2, "c", 3));
			assertThat(context.getBean(SimpleTracer.class).onlySpan().getTags())
				.containsEntry("db.operation.name", "SET")
				.containsEntry("db.operation.batch.size", "3");
		});
	}

	@Test
	void runWhenCommandFailsShouldMarkItsSpan() {
		this.contextRunner.run((context) -> {
			ZcachedClient client = context.getBean(ZcachedClient.class);
			assertThatExceptionOfType(UnstorableValueException.class).isThrownBy(() -> client.set("key", "a\u0003"));
			SimpleSpan span = context.getBean(SimpleTracer.class).onlySpan();
			assertThat(span.getTags()).containsEntry("error.type", "UNSTORABLE_VALUE");
			assertThat(span.getError()).isNotNull().hasMessage("UNSTORABLE_VALUE");
		});
	}

	@Test
	void runWhenThereIsSpanShouldBeItsChildAlsoIfAsynchronous() {
		this.contextRunner.run((context) -> {
			Observation request = Observation.start("request", context.getBean(ObservationRegistry.class));
			try (Observation.Scope scope = request.openScope()) {
				context.getBean(ZcachedClient.class).ping();
				context.getBean(Connection.class).sendAsync(Command.of("PING")).join();
			}
			request.stop();
			SimpleSpan parent = span(context, "request");
			assertThat(context.getBean(SimpleTracer.class).getSpans())
				.filteredOn((span) -> span.getName().equals("zcached ping"))
				.hasSize(2)
				.allSatisfy((span) -> {
					assertThat(span.context().traceId()).isEqualTo(parent.context().traceId());
					assertThat(span.context().parentId()).isEqualTo(parent.context().spanId());
				});
		});
	}

	private static SimpleSpan span(ApplicationContext context, String name) {
		return context.getBean(SimpleTracer.class)
			.getSpans()
			.stream()
			.filter((span) -> span.getName().equals(name))
			.findFirst()
			.orElseThrow();
	}

	/** As Spring Boot does for a real tracer. */
	@Configuration(proxyBeanMethods = false)
	static class TracingConfiguration {

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
