package io.zcached.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;

/**
 * Finds beans by type and qualifier. A bean of another type that happens to be named as
 * the qualifier does no harm.
 */
final class QualifiedBeans {

	private QualifiedBeans() {
	}

	/** The first one, null if there is none. */
	static <T> @Nullable T find(ListableBeanFactory beanFactory, Class<T> type, String qualifier) {
		for (String beanName : BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, type)) {
			if (BeanFactoryAnnotationUtils.isQualifierMatch(qualifier::equals, beanName, beanFactory)) {
				return beanFactory.getBean(beanName, type);
			}
		}
		return null;
	}

}
