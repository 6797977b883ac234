package io.zcached.guide.checks;

import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who reads the name of an exception of ours finds it in the guide.
 */
class ExceptionsInGuideTests {

	@Test
	void guideHasAnEntryForEachPublicException() {
		List<String> entries = MarkdownPage.read(Path.of("docs", "troubleshooting.md")).lines();
		assertThat(exceptions()).hasSizeGreaterThanOrEqualTo(10)
			.allSatisfy((exception) -> assertThat(entries)
				.anyMatch((line) -> line.startsWith("| `" + ClassUtils.getShortName(exception) + "` |")));
	}

	private static List<Class<?>> exceptions() {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false) {

			@Override
			protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
				return true;
			}

		};
		scanner.addIncludeFilter(new AssignableTypeFilter(Throwable.class));
		return scanner.findCandidateComponents("io.zcached")
			.stream()
			.<Class<?>>map(
					(definition) -> ClassUtils.resolveClassName(String.valueOf(definition.getBeanClassName()), null))
			.filter((type) -> Modifier.isPublic(type.getModifiers()))
			.toList();
	}

}
