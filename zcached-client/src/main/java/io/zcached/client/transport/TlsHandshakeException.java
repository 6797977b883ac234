package io.zcached.client.transport;

import java.io.IOException;

import javax.net.ssl.SSLException;

/**
 * The two ends did not come to terms about TLS. Nothing was sent in plain.
 */
public final class TlsHandshakeException extends SSLException {

	private final TlsProblem problem;

	TlsHandshakeException(IOException cause) {
		this(TlsProblem.of(cause), cause);
	}

	private TlsHandshakeException(TlsProblem problem, IOException cause) {
		super("%s (%s); %s".formatted(problem.description(), innermost(cause), problem.remedy()), cause);
		this.problem = problem;
	}

	/**
	 * What was wrong.
	 * @return the problem
	 */
	public TlsProblem problem() {
		return this.problem;
	}

	/** Where the JDK says which name, which date, which alert. */
	private static String innermost(Throwable failure) {
		Throwable cause = failure;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		return (cause.getMessage() != null) ? cause.getMessage() : cause.getClass().getSimpleName();
	}

}
