package io.zcached.guide.checks;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The configuration classes that the guide shows start when somebody copies them into an
 * application: as classes of their own, found and named by a scan.
 */
class ConfigurationsInGuideTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(Application.class)
		.withPropertyValues("zcached.startup=lazy");

	static List<Class<?>> configurations() {
		ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
		scan.addIncludeFilter(new AnnotationTypeFilter(Configuration.class));
		return scan.findCandidateComponents("io.zcached.guide")
			.stream()
			.<Class<?>>map((found) -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
			.filter((type) -> isShown(type.getSimpleName()))
			.toList();
	}

	@ParameterizedTest
	@MethodSource("configurations")
	void configurationStartsUnderTheNameThatAScanGivesIt(Class<?> configuration) {
		this.contextRunner.withBean(scanned(configuration), configuration)
			.run((context) -> assertThat(context).hasNotFailed().hasBean(scanned(configuration)));
	}

	@Test
	void configurationsAreFound() {
		assertThat(configurations()).hasSizeGreaterThanOrEqualTo(2)
			.allSatisfy((type) -> assertThat(type.isMemberClass()).as("%s is a class of its own", type).isFalse());
	}

	private static String scanned(Class<?> configuration) {
		return java.beans.Introspector.decapitalize(configuration.getSimpleName());
	}

	private static boolean isShown(String name) {
		return SnippetTests.marked().stream().anyMatch((block) -> block.text().contains("class " + name + " {"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableCaching
	static class Application {

	}

}
