package io.zcached.spring.boot.autoconfigure;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import javax.net.ssl.SSLException;

import io.zcached.client.transport.ConnectionRefusedByServerException;

/**
 * Why a server could not be reached, in the order in which the signs are looked for. The
 * sign is a cause's type; its words only where the type says too little.
 */
enum ConnectProblem {

	NOT_ADMITTED("the server accepted the connection and closed it at once",
			"Add this machine's address to the server's whitelist or raise its max_clients, or let 'zcached.host' and 'zcached.port' name another server. If the server speaks TLS, set 'zcached.ssl.enabled' to true.",
			causedBy(ConnectionRefusedByServerException.class)),

	PLAIN_SERVER("the server does not speak TLS and the connection does",
			"Set 'zcached.ssl.enabled' to false and remove 'zcached.ssl.bundle', or let 'zcached.port' name a port with TLS.",
			says(SSLException.class, "does not speak TLS")),

	TLS_SERVER("the server speaks TLS and the connection is plain",
			"Set 'zcached.ssl.enabled' to true, and 'zcached.ssl.bundle' if its certificate is not signed by a public authority.",
			says(IOException.class, "a server that speaks TLS")),

	UNKNOWN_HOST("the host name is unknown",
			"Correct 'zcached.host', or make the name known to the name service of this machine.",
			causedBy(UnknownHostException.class)),

	CERTIFICATE("the TLS handshake failed",
			"Let 'zcached.ssl.bundle' name a bundle that trusts the server's certificate, and 'zcached.host' be a name that the certificate carries.",
			causedBy(SSLException.class)),

	TIMEOUT("it does not answer in time",
			"Check 'zcached.host', 'zcached.port' and any firewall between, or raise 'zcached.connect-timeout' for a slow network. If 'zcached.protocol' is set, set it to auto, since a server of the other dialect does not answer.",
			causedBy(SocketTimeoutException.class).or(causedBy(TimeoutException.class))
				.or(says(ConnectException.class, "timed out"))),

	REFUSED("nothing listens there", "Start the server, or correct 'zcached.host' and 'zcached.port'.",
			causedBy(ConnectException.class)),

	OTHER("it could not be reached", "Correct 'zcached.host' and 'zcached.port', or start a server there.",
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

	String action() {
		return this.action;
	}

	static ConnectProblem of(Throwable failure) {
		return Arrays.stream(values()).filter((problem) -> problem.sign.test(failure)).findFirst().orElse(OTHER);
	}

	private static Predicate<Throwable> says(Class<? extends Exception> type, String words) {
		return anywhere((failure) -> type.isInstance(failure) && String.valueOf(failure.getMessage()).contains(words));
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
