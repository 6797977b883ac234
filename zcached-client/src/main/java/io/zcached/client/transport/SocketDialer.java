package io.zcached.client.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * Opens real sockets: looks the name up anew each time, tries all its addresses within
 * the one deadline, and layers TLS over a plain socket.
 */
public final class SocketDialer implements Dialer {

	/** A dead peer is found within a minute. */
	private static final Map<SocketOption<Integer>, Integer> KEEP_ALIVE = Map.of(ExtendedSocketOptions.TCP_KEEPIDLE, 30,
			ExtendedSocketOptions.TCP_KEEPINTERVAL, 10, ExtendedSocketOptions.TCP_KEEPCOUNT, 3);

	private final @Nullable SSLSocketFactory sslSocketFactory;

	private final boolean verifyHostname;

	private final Timer timer;

	private final Resolver resolver;

	/**
	 * Creates a dialer.
	 * @param sslSocketFactory for TLS, asked with every new socket; {@code null} for
	 * plain sockets
	 * @param verifyHostname whether the certificate must carry the host name
	 * @param timer ends a TLS handshake in time
	 */
	public SocketDialer(@Nullable SSLSocketFactory sslSocketFactory, boolean verifyHostname, Timer timer) {
		this(sslSocketFactory, verifyHostname, timer, InetAddress::getAllByName);
	}

	SocketDialer(@Nullable SSLSocketFactory sslSocketFactory, boolean verifyHostname, Timer timer, Resolver resolver) {
		this.sslSocketFactory = sslSocketFactory;
		this.verifyHostname = verifyHostname;
		this.timer = timer;
		this.resolver = resolver;
	}

	@Override
	public Wire dial(ConnectAttempt attempt) throws IOException {
		Socket plain = connect(attempt);
		try {
			plain.setTcpNoDelay(true);
			plain.setKeepAlive(true);
			for (Map.Entry<SocketOption<Integer>, Integer> option : KEEP_ALIVE.entrySet()) {
				if (plain.supportedOptions().contains(option.getKey())) {
					plain.setOption(option.getKey(), option.getValue());
				}
			}
			return new SocketWire(plain,
					(this.sslSocketFactory != null) ? secure(this.sslSocketFactory, plain, attempt) : plain);
		}
		catch (Throwable ex) {
			plain.close();
			throw ex;
		}
	}

	private Socket connect(ConnectAttempt attempt) throws IOException {
		InetAddress[] addresses = this.resolver.resolve(attempt.host());
		IOException failure = null;
		for (int i = 0; i < addresses.length; i++) {
			long share = attempt.remaining() / (addresses.length - i);
			Socket socket = new Socket();
			try {
				attempt.opening(socket);
				socket.connect(new InetSocketAddress(addresses[i], attempt.port()), millis(share));
				return socket;
			}
			catch (IOException ex) {
				socket.close();
				if (failure != null) {
					ex.addSuppressed(failure);
				}
				failure = ex;
			}
		}
		throw (failure != null) ? failure : new UnknownHostException(attempt.host());
	}

	/** JSSE reads in a loop of its own, which only closing the plain socket ends. */
	private Socket secure(SSLSocketFactory factory, Socket plain, ConnectAttempt attempt) throws IOException {
		SSLSocket socket = (SSLSocket) factory.createSocket(plain, attempt.host(), attempt.port(), true);
		if (this.verifyHostname) {
			SSLParameters parameters = socket.getSSLParameters();
			parameters.setEndpointIdentificationAlgorithm("HTTPS");
			socket.setSSLParameters(parameters);
		}
		Runnable cancel = this.timer.schedule(attempt::abortSocket, attempt.remaining());
		try {
			socket.startHandshake();
			return socket;
		}
		catch (IOException ex) {
			if (ex instanceof SocketTimeoutException || attempt.isAborted()) {
				throw ex;
			}
			if (attempt.isOver()) {
				throw new SocketTimeoutException("the TLS handshake was not done within the connect timeout");
			}
			throw new TlsHandshakeException(ex);
		}
		finally {
			cancel.run();
		}
	}

	private static int millis(long nanos) {
		return (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
	}

	/** Looks a name up. A seam. */
	@FunctionalInterface
	interface Resolver {

		InetAddress[] resolve(String host) throws UnknownHostException;

	}

}
