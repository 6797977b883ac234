package io.zcached.spring.boot.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Explains properties that do not go together. It comes before Spring Boot's own analyzer
 * of invalid values, which knows of one property only.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class ZcachedPropertyConflictFailureAnalyzer extends AbstractFailureAnalyzer<ZcachedPropertyConflictException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ZcachedPropertyConflictException cause) {
		String description = "The value '%s' of the property '%s' does not go with another property. %s"
			.formatted(cause.getValue(), cause.getName(), cause.getReason());
		return new FailureAnalysis(description, cause.getAction(), cause);
	}

}
