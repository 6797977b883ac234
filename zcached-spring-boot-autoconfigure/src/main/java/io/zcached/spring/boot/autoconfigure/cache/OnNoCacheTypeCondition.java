package io.zcached.spring.boot.autoconfigure.cache;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;

/**
 * Matches unless the application has chosen one of Spring Boot's own caches.
 */
class OnNoCacheTypeCondition extends NoneNestedConditions {

	OnNoCacheTypeCondition() {
		super(ConfigurationPhase.PARSE_CONFIGURATION);
	}

	@ConditionalOnProperty("spring.cache.type")
	static class CacheType {

	}

}
