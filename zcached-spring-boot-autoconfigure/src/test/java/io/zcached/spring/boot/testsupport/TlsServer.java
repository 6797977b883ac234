package io.zcached.spring.boot.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A server on a free loopback port that answers everything with PONG, over TLS. Its
 * certificate may be changed for the next client, and its answers cut off.
 */
public final class TlsServer implements AutoCloseable {

	private static final byte TERMINATOR = 0x03;

	private final ServerSocket server;

	private final Consumer<SSLSocket> settings;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private volatile SSLContext context;

	/** What is sent before the end of the stream, in place of an answer. */
	private volatile String truncated = "";

	private volatile boolean truncating;

	public TlsServer(SSLContext context) {
		this(context, (socket) -> {
		});
	}

	public TlsServer(SSLContext context, Consumer<SSLSocket> settings) {
		this.context = context;
		this.settings = settings;
		try {
			this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		daemon(() -> {
			while (true) {
				Socket socket = this.server.accept();
				this.sockets.add(socket);
				daemon(() -> serve(socket));
			}
		});
	}

	public int port() {
		return this.server.getLocalPort();
	}

	/** How many connections were accepted so far. */
	public int accepted() {
		return this.sockets.size();
	}

	/** Shows another certificate to the next client. */
	public void use(SSLContext context) {
		this.context = context;
	}

	/** Ends the stream after the next request without saying good-bye. */
	public void truncate(String answer) {
		this.truncated = answer;
		this.truncating = true;
	}

	/** Closes all connections, and goes on accepting. */
	public void disconnect() {
		this.sockets.forEach(TlsServer::close);
	}

	@Override
	public void close() {
		close(this.server);
		disconnect();
	}

	private void serve(Socket plain) throws IOException {
		SSLSocket socket = (SSLSocket) this.context.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
		socket.setUseClientMode(false);
		this.settings.accept(socket);
		byte[] request = new byte[1024];
		for (int count; (count = socket.getInputStream().read(request)) >= 0;) {
			for (int i = 0; i < count; i++) {
				if (request[i] == TERMINATOR) {
					answer(socket, plain);
				}
			}
		}
	}

	private void answer(SSLSocket socket, Socket plain) throws IOException {
		boolean last = this.truncating;
		this.truncating = false;
		String answer = last ? this.truncated : "+PONG\r\n\u0003";
		socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
		if (last) {
			plain.close();
		}
	}

	private static void close(AutoCloseable closeable) {
		try {
			closeable.close();
		}
		catch (Exception ex) {
			// As good as closed.
		}
	}

	private static void daemon(Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (IOException ex) {
				// Closed, or refused by the client: the end of this thread.
			}
		}, "tls-server");
		thread.setDaemon(true);
		thread.start();
	}

	private interface Task {

		void run() throws IOException;

	}

}
