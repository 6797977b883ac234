package io.zcached.spring.boot.test.autoconfigure;

import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;

/**
 * {@link TypeExcludeFilter} for {@link ZcachedTest @ZcachedTest}.
 */
final class ZcachedTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<ZcachedTest> {

	ZcachedTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
	}

}
