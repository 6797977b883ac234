package io.zcached.spring.boot.autoconfigure;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

import io.zcached.spring.boot.autoconfigure.embedded.EmbeddedZcachedAutoConfiguration;
import io.zcached.spring.boot.autoconfigure.template.ZcachedTemplateAutoConfiguration;
import io.zcached.spring.template.JacksonZcachedSerializer;
import io.zcached.spring.template.ZcachedOperations;
import io.zcached.spring.template.ZcachedSerializationException;
import io.zcached.spring.template.ZcachedSerializer;
import io.zcached.spring.template.ZcachedTemplate;
import io.zcached.spring.template.ZcachedTemplateCustomizer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ZcachedTemplateAutoConfiguration}.
 */
class ZcachedTemplateAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EmbeddedZcachedAutoConfiguration.class, ZcachedAutoConfiguration.class,
				ZcachedTemplateAutoConfiguration.class, SslAutoConfiguration.class));

	@Test
	void runShouldConfigureTemplateThatStoresJson() {
		this.contextRunner.run((context) -> {
			ZcachedTemplate template = context.getBean(ZcachedTemplate.class);
			template.set("key", new Greeting("Ada"));
			assertThat(template.get("key", Greeting.class)).contains(new Greeting("Ada"));
		});
	}

	@Test
	void runWhenApplicationHasMapperShouldUseIt() {
		this.contextRunner.withBean(JsonMapper.class,
				() -> JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE).build())
			.run((context) -> {
				ZcachedTemplate template = context.getBean(ZcachedTemplate.class);
				template.set("key", new Greeting("Ada"));
				assertThat(template.client().get("key")).contains("{\"FirstName\":\"Ada\"}");
			});
	}

	@Test
	void runWithMapperOfItsOwnShouldKeepTheNamesOfZones() {
		this.contextRunner.run((context) -> {
			ZcachedTemplate template = context.getBean(ZcachedTemplate.class);
			ZonedDateTime time = ZonedDateTime.of(2026, 1, 1, 12, 0, 0, 0, ZoneId.of("Europe/Berlin"));
			template.set("key", time);
			assertThat(template.get("key", ZonedDateTime.class)).contains(time);
		});
	}

	@Test
	void runWithoutJacksonShouldStoreTheTypesOfTheServer() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("tools.jackson")).run((context) -> {
			ZcachedTemplate template = context.getBean(ZcachedTemplate.class);
			template.set("key", List.of("a"));
			assertThat(template.get("key", List.class)).contains(List.of("a"));
			assertThat(context).doesNotHaveBean(JacksonZcachedSerializer.class);
		});
	}

	@Test
	void runWhenApplicationHasSerializerShouldUseIt() {
		this.contextRunner.withBean(ZcachedSerializer.class, ZcachedSerializer::nativeTypes).run((context) -> {
			assertThat(context).doesNotHaveBean(JacksonZcachedSerializer.class);
			assertThat(context).hasSingleBean(ZcachedTemplate.class);
		});
	}

	@Test
	void runWhenApplicationHasOperationsShouldBackOff() {
		this.contextRunner.withBean(ZcachedOperations.class, () -> mock(ZcachedOperations.class))
			.run((context) -> assertThat(context).doesNotHaveBean(ZcachedTemplate.class));
	}

	@Test
	void runWithNamedServerShouldQualifyItsTemplate() {
		this.contextRunner.withPropertyValues("zcached.connections.reports.host=reports.test").run((context) -> {
			ZcachedTemplate named = BeanFactoryAnnotationUtils.qualifiedBeanOfType(context.getBeanFactory(),
					ZcachedTemplate.class, "reports");
			assertThat(named).isNotSameAs(context.getBeanProvider(ZcachedTemplate.class).getObject());
			assertThat(named.client()).isNotSameAs(context.getBeanProvider(ZcachedTemplate.class).getObject().client());
		});
	}

	@Test
	void runWhenThereAreCustomizersShouldApplyThemToEachTemplateInOrder() {
		this.contextRunner.withPropertyValues("zcached.connections.reports.host=127.0.0.1")
			.withUserConfiguration(CustomizerConfiguration.class)
			.run((context) -> {
				ZcachedTemplate template = context.getBeanProvider(ZcachedTemplate.class).getObject();
				template.set("key", 1);
				assertThat(template.client().keys()).containsExactly("last-default:key");
				ZcachedTemplate named = BeanFactoryAnnotationUtils.qualifiedBeanOfType(context.getBeanFactory(),
						ZcachedTemplate.class, "reports");
				List<Object> itself = new ArrayList<>();
				itself.add(itself);
				assertThatExceptionOfType(ZcachedSerializationException.class)
					.isThrownBy(() -> named.set("key", itself))
					.withMessageContaining("'last-reports:key'");
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizerConfiguration {

		@Bean
		@Order(2)
		ZcachedTemplateCustomizer last() {
			return new ZcachedTemplateCustomizer() {

				@Override
				public ZcachedTemplate customize(ZcachedTemplate template) {
					return template;
				}

				@Override
				public ZcachedTemplate customize(String connectionName, ZcachedTemplate template) {
					return template.withKeyPrefix("last-" + connectionName + ":");
				}

			};
		}

		@Bean
		@Order(1)
		ZcachedTemplateCustomizer first() {
			return (template) -> template.withKeyPrefix("first:");
		}

	}

	record Greeting(String firstName) {
	}

}
