package io.zcached.spring.boot.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains why a required zcached server could not be reached, and which property to
 * change.
 */
class ZcachedStartupFailureAnalyzer extends AbstractFailureAnalyzer<ZcachedStartupException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ZcachedStartupException cause) {
		ConnectProblem problem = ConnectProblem.of(cause);
		String description = "The application needs a zcached server at %s:%d to start, but %s.%n%n%s"
			.formatted(cause.getHost(), cause.getPort(), problem.description(), reason(cause));
		String action = problem.action(cause.getPropertyPrefix())
				+ " Set '%s.startup' to 'background' to start without the server and connect once it is there."
					.formatted(cause.getPropertyPrefix());
		return new FailureAnalysis(description, action, cause);
	}

	private static String reason(ZcachedStartupException cause) {
		Throwable reason = cause.getCause();
		return (reason != null) ? "Reason: " + reason.getMessage() : "";
	}

}
