package io.zcached.client.testsupport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.SecureRandom;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * A client's context that offers one TLS protocol and nothing older, which the JDK's own
 * cannot be told.
 */
final class OnlyProtocol extends SSLContextSpi {

	private final SSLContext context;

	private final String protocol;

	private OnlyProtocol(SSLContext context, String protocol) {
		this.context = context;
		this.protocol = protocol;
	}

	static SSLContext of(SSLContext context, String protocol) {
		return new SSLContext(new OnlyProtocol(context, protocol), context.getProvider(), protocol) {
		};
	}

	@Override
	protected SSLSocketFactory engineGetSocketFactory() {
		return new Factory();
	}

	@Override
	protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
		throw new IllegalStateException("the context is initialized");
	}

	@Override
	protected SSLServerSocketFactory engineGetServerSocketFactory() {
		return this.context.getServerSocketFactory();
	}

	@Override
	protected SSLEngine engineCreateSSLEngine() {
		return this.context.createSSLEngine();
	}

	@Override
	protected SSLEngine engineCreateSSLEngine(String host, int port) {
		return this.context.createSSLEngine(host, port);
	}

	@Override
	protected SSLSessionContext engineGetServerSessionContext() {
		return this.context.getServerSessionContext();
	}

	@Override
	protected SSLSessionContext engineGetClientSessionContext() {
		return this.context.getClientSessionContext();
	}

	/** Layers over sockets only, as the client does. */
	private final class Factory extends SSLSocketFactory {

		@Override
		public Socket createSocket(Socket plain, String host, int port, boolean close) throws IOException {
			SSLSocket socket = (SSLSocket) OnlyProtocol.this.context.getSocketFactory()
				.createSocket(plain, host, port, close);
			socket.setEnabledProtocols(new String[] { OnlyProtocol.this.protocol });
			return socket;
		}

		@Override
		public String[] getDefaultCipherSuites() {
			return OnlyProtocol.this.context.getSocketFactory().getDefaultCipherSuites();
		}

		@Override
		public String[] getSupportedCipherSuites() {
			return OnlyProtocol.this.context.getSocketFactory().getSupportedCipherSuites();
		}

		@Override
		public Socket createSocket(String host, int port) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Socket createSocket(String host, int port, InetAddress local, int localPort) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Socket createSocket(InetAddress host, int port) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
			throw new UnsupportedOperationException();
		}

	}

}
