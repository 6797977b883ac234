package io.zcached.client.transport;

import java.io.EOFException;
import java.net.SocketException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Why a TLS handshake failed, and what to do about it. The JDK tells by the types of
 * causes where it can, and by words where it has no type.
 */
public enum TlsProblem {

	/** Whatever listens there, it is no TLS. */
	PLAIN_SERVER("the server does not speak TLS on this port", "switch TLS off, or check the port",
			(cause) -> says(cause, "unsupported or unrecognized ssl message")),

	/** The time of the certificate, or of one that it is signed with, has passed. */
	EXPIRED("the server's certificate has expired", "renew it, or check this machine's clock",
			(cause) -> cause instanceof CertificateExpiredException
					|| hasReason(cause, CertPathValidatorException.BasicReason.EXPIRED)),

	/** The time of the certificate has not come. */
	NOT_YET_VALID("the server's certificate is not valid yet", "check the clocks of this machine and of its issuer",
			(cause) -> cause instanceof CertificateNotYetValidException
					|| hasReason(cause, CertPathValidatorException.BasicReason.NOT_YET_VALID)),

	/** The certificate is good, but of another host. */
	WRONG_HOST("the server's certificate is for another host",
			"connect by a name that the certificate carries, or issue one that carries this host or address",
			(cause) -> says(cause, "no subject alternative", "no name matching")),

	/** Nobody who is trusted has signed the certificate. */
	UNTRUSTED("the server's certificate is not signed by an authority that is trusted here",
			"trust the authority that signed it, or the certificate itself if it is self-signed",
			(cause) -> cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException),

	/** The two have no version of TLS, or no cipher, in common. */
	NO_COMMON_PROTOCOL("the server and this client have no TLS protocol or cipher in common",
			"enable a protocol and a cipher that both have; if the server wants a client certificate, give this client one that it trusts",
			(cause) -> says(cause, "protocol_version", "protocol version", "no appropriate protocol",
					"handshake_failure", "no negotiable cipher suite")),

	/** The server wants a certificate of the client, and has got none that it accepts. */
	CLIENT_CERTIFICATE("the server wants a client certificate and was shown none that it accepts",
			"give this client a key and a certificate that the server trusts",
			(cause) -> says(cause, "fatal alert: certificate", "fatal alert: bad_certificate",
					"fatal alert: unknown_ca", "fatal alert: access_denied")),

	/** As a server does to a client that it does not want, whatever the client speaks. */
	CLOSED("the server closed the connection inside the TLS handshake",
			"check that it speaks TLS on this port, wants no client certificate, has this client whitelisted and has not reached max_clients",
			(cause) -> cause instanceof SocketException || cause instanceof EOFException),

	/** None of these. */
	OTHER("the TLS handshake failed", "see the reason", (cause) -> true);

	private final String description;

	private final String remedy;

	private final Predicate<Throwable> sign;

	TlsProblem(String description, String remedy, Predicate<Throwable> sign) {
		this.description = description;
		this.remedy = remedy;
		this.sign = sign;
	}

	/**
	 * What is wrong, as part of a sentence.
	 * @return such as "the server's certificate has expired"
	 */
	public String description() {
		return this.description;
	}

	/**
	 * What to do about it.
	 * @return such as "renew it, or check this machine's clock"
	 */
	public String remedy() {
		return this.remedy;
	}

	static TlsProblem of(Throwable failure) {
		for (TlsProblem problem : values()) {
			for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
				if (problem.sign.test(cause)) {
					return problem;
				}
			}
		}
		return OTHER;
	}

	private static boolean says(Throwable cause, String... words) {
		String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
		for (String word : words) {
			if (message.contains(word)) {
				return true;
			}
		}
		return false;
	}

	private static boolean hasReason(Throwable cause, CertPathValidatorException.BasicReason reason) {
		return cause instanceof CertPathValidatorException invalid && invalid.getReason() == reason;
	}

}
