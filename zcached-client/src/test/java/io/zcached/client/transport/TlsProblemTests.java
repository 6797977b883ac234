package io.zcached.client.transport;

import java.io.EOFException;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Set;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the words of the JDK and of the alerts mean; certificates are tried for real in
 * {@code TlsFaultTests}.
 */
class TlsProblemTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Unsupported or unrecognized SSL message                      | PLAIN_SERVER
			Received fatal alert: certificate_required                   | CLIENT_CERTIFICATE
			(certificate_required) Received fatal alert: certificate_required | CLIENT_CERTIFICATE
			Received fatal alert: bad_certificate                        | CLIENT_CERTIFICATE
			Received fatal alert: certificate_unknown                    | CLIENT_CERTIFICATE
			Received fatal alert: unknown_ca                             | CLIENT_CERTIFICATE
			Received fatal alert: protocol_version                       | NO_COMMON_PROTOCOL
			Received fatal alert: handshake_failure                      | NO_COMMON_PROTOCOL
			No appropriate protocol (protocol is disabled or cipher suites are inappropriate) | NO_COMMON_PROTOCOL
			Received fatal alert: internal_error                         | OTHER
			""")
	void tellsByWords(String words, TlsProblem problem) {
		TlsHandshakeException failure = new TlsHandshakeException(new SSLHandshakeException(words));
		assertThat(failure.problem()).isEqualTo(problem);
		assertThat(failure).hasMessage("%s (%s); %s", problem.description(), words, problem.remedy());
	}

	@Test
	void tellsAnEndInsideTheHandshake() {
		SSLException end = new SSLHandshakeException("Remote host terminated the handshake");
		end.initCause(new EOFException("SSL peer shut down incorrectly"));
		assertThat(new TlsHandshakeException(end).problem()).isEqualTo(TlsProblem.CLOSED);
		assertThat(new TlsHandshakeException(new SocketException("Broken pipe")).problem())
			.isEqualTo(TlsProblem.CLOSED);
	}

	@Test
	void whenTheCauseSaysNothingThenItsTypeIsShown() {
		assertThat(new TlsHandshakeException(new EOFException())).hasMessageContaining("(EOFException)");
	}

	@Test
	void eachHasARemedyOfItsOwn() {
		Set<String> remedies = new HashSet<>();
		for (TlsProblem problem : TlsProblem.values()) {
			assertThat(remedies.add(problem.remedy())).as(problem.name()).isTrue();
		}
	}

}
