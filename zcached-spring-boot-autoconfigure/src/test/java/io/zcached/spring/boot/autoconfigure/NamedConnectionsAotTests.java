package io.zcached.spring.boot.autoconfigure;

import java.util.List;
import java.util.function.Consumer;

import io.zcached.client.Connection;
import io.zcached.client.ConnectionPool;
import io.zcached.client.ZcachedClient;
import io.zcached.client.ZcachedConnectionException;
import io.zcached.spring.boot.autoconfigure.template.ZcachedTemplateAutoConfiguration;
import io.zcached.spring.template.ZcachedTemplate;
import org.junit.jupiter.api.Test;

import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The beans of named servers after ahead-of-time processing: which there are is settled
 * at build time, where they connect to when the application starts.
 */
class NamedConnectionsAotTests {

	private static final TestPropertyValues BUILD = TestPropertyValues.of("zcached.startup=lazy",
			"zcached.connections.reports.startup=lazy", "zcached.connections.reports.port=1",
			"zcached.connections.sessions.startup=lazy", "zcached.connections.sessions.pool.size=2");

	@Test
	@CompileWithForkedClassLoader
	void processedContextHasTheNamedServersWithThePropertiesOfTheStart() {
		process((context) -> {
			ZcachedConnections connections = context.getBean(ZcachedConnections.class);
			assertThat(connections.names()).containsExactly("default", "reports", "sessions");
			Injected injected = context.getBean(Injected.class);
			assertThat(injected.connection().port()).isEqualTo(7556);
			assertThat(injected.reports()).isSameAs(connections.connection("reports"));
			assertThat(injected.reports().host()).isEqualTo("reports.example.org");
			assertThat(injected.reports().port()).isEqualTo(2);
			assertThat(injected.reportsClient()).isSameAs(connections.client("reports"));
			assertThat(injected.sessions().connections()).hasSize(3).isEqualTo(connections.connections("sessions"));
			assertThat(List.of(injected.template(), injected.reportsTemplate(), injected.sessionsTemplate()))
				.doesNotHaveDuplicates();
			injected.reports().close();
			assertThatExceptionOfType(ZcachedConnectionException.class)
				.isThrownBy(() -> injected.reportsTemplate().get("key", String.class))
				.withMessageContaining(injected.reports().id());
		});
	}

	private static void process(Consumer<GenericApplicationContext> assertions) {
		AnnotationConfigApplicationContext source = new AnnotationConfigApplicationContext();
		BUILD.applyTo(source);
		source.register(ApplicationConfiguration.class);
		TestGenerationContext generation = new TestGenerationContext();
		var initializer = new ApplicationContextAotGenerator().processAheadOfTime(source, generation);
		generation.writeGeneratedContent();
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			try (GenericApplicationContext context = new GenericApplicationContext()) {
				BUILD
					.and("zcached.connections.reports.host=reports.example.org", "zcached.connections.reports.port=2",
							"zcached.connections.sessions.pool.size=3")
					.applyTo(context);
				initialize(compiled.getInstance(ApplicationContextInitializer.class, initializer.toString()), context);
				context.refresh();
				assertions.accept(context);
			}
		});
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static void initialize(ApplicationContextInitializer initializer, GenericApplicationContext context) {
		initializer.initialize(context);
	}

	record Injected(Connection connection, Connection reports, ZcachedClient reportsClient, ConnectionPool sessions,
			ZcachedTemplate template, ZcachedTemplate reportsTemplate, ZcachedTemplate sessionsTemplate) {
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ZcachedAutoConfiguration.class, ZcachedTemplateAutoConfiguration.class })
	static class ApplicationConfiguration {

		@Bean
		Injected injected(Connection connection, @Qualifier("reports") Connection reports,
				@Qualifier("reports") ZcachedClient reportsClient, @Qualifier("sessions") ConnectionPool sessions,
				ZcachedTemplate template, @Qualifier("reports") ZcachedTemplate reportsTemplate,
				@Qualifier("sessions") ZcachedTemplate sessionsTemplate) {
			return new Injected(connection, reports, reportsClient, sessions, template, reportsTemplate,
					sessionsTemplate);
		}

	}

}
