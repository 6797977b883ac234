package io.zcached.spring.boot.autoconfigure;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import javax.net.ssl.SSLException;

import io.zcached.client.transport.ConnectionRefusedByServerException;
import io.zcached.client.transport.TlsHandshakeException;
import io.zcached.client.transport.TlsProblem;

/**
 * Why a server could not be reached, in the order in which the signs are looked for. The
 * sign is a cause's type; its words only where the type says too little.
 */
enum ConnectProblem {

	NOT_WHITELISTED("the server has not whitelisted this machine",
			"Add this machine's address to the server's whitelist, or let '%1$s.host' and '%1$s.port' name another server.",
			says(ConnectionRefusedByServerException.class, "-NOAUTH")),

	TOO_MANY_CLIENTS("the server has as many clients as it takes",
			"Raise the server's max_clients, lower '%1$s.pool.size' of the applications that use it, or let '%1$s.host' and '%1$s.port' name another server.",
			says(ConnectionRefusedByServerException.class, "-ERR max number of clients")),

	NOT_ADMITTED("the server accepted the connection and closed it at once",
			"Add this machine's address to the server's whitelist or raise its max_clients, or let '%1$s.host' and '%1$s.port' name another server. If the server speaks TLS, set '%1$s.ssl.enabled' to true, and if it wants a client certificate, let '%1$s.ssl.bundle' name a bundle with one.",
			causedBy(ConnectionRefusedByServerException.class)),

	PLAIN_SERVER("the server does not speak TLS and the connection does",
			"Set '%1$s.ssl.enabled' to false and remove '%1$s.ssl.bundle', or let '%1$s.port' name a port with TLS.",
			tls(TlsProblem.PLAIN_SERVER)),

	TLS_SERVER("the server speaks TLS and the connection is plain",
			"Set '%1$s.ssl.enabled' to true, and '%1$s.ssl.bundle' if its certificate is not signed by a public authority.",
			says(IOException.class, "a server that speaks TLS")),

	EXPIRED_CERTIFICATE("the server's certificate has expired or is not valid yet",
			"Renew the server's certificate, or correct the clock of this machine.",
			tls(TlsProblem.EXPIRED, TlsProblem.NOT_YET_VALID)),

	UNTRUSTED_CERTIFICATE("the server's certificate is not signed by an authority that is trusted here",
			"Let '%1$s.ssl.bundle' name a bundle whose trust store holds that authority, or the certificate itself if it is self-signed.",
			tls(TlsProblem.UNTRUSTED)),

	WRONG_HOST("the server's certificate is for another host",
			"Let '%1$s.host' be a name that the certificate carries, or issue one that carries this host.",
			tls(TlsProblem.WRONG_HOST)),

	CLIENT_CERTIFICATE("the server wants a client certificate and was shown none that it accepts",
			"Let '%1$s.ssl.bundle' name a bundle whose key store holds a key and a certificate that the server trusts.",
			tls(TlsProblem.CLIENT_CERTIFICATE)),

	NO_COMMON_PROTOCOL("the server and this application have no TLS protocol or cipher in common",
			"Correct 'options.enabled-protocols' and 'options.ciphers' of the bundle that '%1$s.ssl.bundle' names, or those of the server.",
			tls(TlsProblem.NO_COMMON_PROTOCOL)),

	HANDSHAKE("the TLS handshake failed",
			"Check that the server speaks TLS on '%1$s.port' and admits this machine, and that '%1$s.ssl.bundle' names the right bundle.",
			causedBy(SSLException.class)),

	UNKNOWN_HOST("the host name is unknown",
			"Correct '%1$s.host', or make the name known to the name service of this machine.",
			causedBy(UnknownHostException.class)),

	TIMEOUT("it does not answer in time",
			"Check '%1$s.host', '%1$s.port' and any firewall between, or raise '%1$s.connect-timeout' for a slow network. If '%1$s.protocol' is set, set it to auto, since a server of the other dialect does not answer.",
			causedBy(SocketTimeoutException.class).or(causedBy(TimeoutException.class))
				.or(says(ConnectException.class, "timed out"))),

	REFUSED("nothing listens there", "Start the server, or correct '%1$s.host' and '%1$s.port'.",
			causedBy(ConnectException.class)),

	OTHER("it could not be reached", "Correct '%1$s.host' and '%1$s.port', or start a server there.",
			(failure) -> true);

	private final String description;

	private final String action;

	private final Predicate<Throwable> sign;

	ConnectProblem(String description, String action, Predicate<Throwable> sign) {
		this.description = description;
		this.action = action;
		this.sign = sign;
	}

	String description() {
		return this.description;
	}

	/** What to do, with the properties of the server, which begin with the prefix. */
	String action(String prefix) {
		return this.action.formatted(prefix);
	}

	static ConnectProblem of(Throwable failure) {
		return Arrays.stream(values()).filter((problem) -> problem.sign.test(failure)).findFirst().orElse(OTHER);
	}

	private static Predicate<Throwable> says(Class<? extends Exception> type, String words) {
		return anywhere((failure) -> type.isInstance(failure) && String.valueOf(failure.getMessage()).contains(words));
	}

	private static Predicate<Throwable> tls(TlsProblem... problems) {
		return anywhere((failure) -> failure instanceof TlsHandshakeException handshake
				&& List.of(problems).contains(handshake.problem()));
	}

	private static Predicate<Throwable> causedBy(Class<? extends Exception> type) {
		return anywhere(type::isInstance);
	}

	private static Predicate<Throwable> anywhere(Predicate<Throwable> sign) {
		return (failure) -> {
			for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
				if (sign.test(cause)) {
					return true;
				}
			}
			return false;
		};
	}

}
