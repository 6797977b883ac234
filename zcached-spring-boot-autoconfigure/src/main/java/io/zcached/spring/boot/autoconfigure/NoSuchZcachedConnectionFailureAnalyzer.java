package io.zcached.spring.boot.autoconfigure;

import java.util.List;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains that no zcached server has the name that was asked for.
 */
class NoSuchZcachedConnectionFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchZcachedConnectionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, NoSuchZcachedConnectionException cause) {
		List<String> known = cause.getKnownNames();
		String description = "There is no zcached server named '%s'; %s.".formatted(cause.getName(),
				known.isEmpty() ? "none is defined" : "defined are " + String.join(", ", known));
		String action = "Define it by '%1$s.%2$s.host' and '%1$s.%2$s.port'".formatted(ConnectionName.PROPERTIES,
				cause.getName());
		return new FailureAnalysis(description,
				known.isEmpty() ? action + "." : action + ", or correct the name to that of a defined one.", cause);
	}

}
