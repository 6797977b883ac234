package io.zcached.spring.boot.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a terminated server, and may hold a request back, or answer
 * it in the server's place.
 */
public final class CommandProxy implements AutoCloseable {

	private static final int TERMINATOR = 3;

	private final ServerSocket listener;

	private final int port;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private volatile Rule rule = (request) -> null;

	private CommandProxy(ServerSocket listener, int port) {
		this.listener = listener;
		this.port = port;
	}

	/** Starts a proxy for the server at a loopback port. */
	public static CommandProxy start(int port) {
		try {
			CommandProxy proxy = new CommandProxy(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), port);
			daemon(() -> {
				while (true) {
					Socket client = proxy.listener.accept();
					proxy.sockets.add(client);
					daemon(() -> proxy.serve(client));
				}
			});
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public int port() {
		return this.listener.getLocalPort();
	}

	/** From now on requests go through this rule. */
	public void rule(Rule rule) {
		this.rule = rule;
	}

	/** All requests so far, those included that did not reach the server. */
	public List<String> requests() {
		return this.requests;
	}

	@Override
	public void close() {
		try {
			this.listener.close();
			for (Socket socket : this.sockets) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void serve(Socket client) throws IOException, InterruptedException {
		try (client; Socket server = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			client.setTcpNoDelay(true);
			server.setTcpNoDelay(true);
			this.sockets.add(server);
			for (byte[] request = frame(client); request.length > 0; request = frame(client)) {
				String text = new String(request, StandardCharsets.UTF_8);
				this.requests.add(text);
				String reply = this.rule.answer(text);
				if (reply != null) {
					client.getOutputStream().write((reply + "\r\n\u0003").getBytes(StandardCharsets.UTF_8));
				}
				else {
					server.getOutputStream().write(request);
					client.getOutputStream().write(frame(server));
				}
			}
		}
	}

	/** One request or reply with its terminator, nothing at the end of the stream. */
	private static byte[] frame(Socket socket) throws IOException {
		InputStream in = socket.getInputStream();
		ByteArrayOutputStream frame = new ByteArrayOutputStream();
		int next = in.read();
		while (next >= 0) {
			frame.write(next);
			if (next == TERMINATOR) {
				return frame.toByteArray();
			}
			next = in.read();
		}
		return new byte[0];
	}

	private static void daemon(Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (IOException | InterruptedException ex) {
				// Closed: the end of this thread.
			}
		}, "command-proxy");
		thread.setDaemon(true);
		thread.start();
	}

	/** What becomes of a request; may block. */
	@FunctionalInterface
	public interface Rule {

		/** The reply without its line end, {@code null} to ask the server. */
		@Nullable String answer(String request) throws InterruptedException;

	}

	private interface Task {

		void run() throws IOException, InterruptedException;

	}

}
