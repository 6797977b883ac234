package io.zcached.spring.boot.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import javax.net.ssl.SSLContext;

/**
 * A server on a free loopback port that does one thing wrong.
 */
public final class FaultyServer implements AutoCloseable {

	private static final byte[] PONG = "+PONG\r\n\u0003".getBytes(StandardCharsets.US_ASCII);

	private static final byte TERMINATOR = 0x03;

	private final ServerSocket server;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final AtomicInteger accepted = new AtomicInteger();

	/** Where answers wait while the server is frozen. */
	private volatile CountDownLatch thawed = new CountDownLatch(0);

	private FaultyServer(ServerSocket server) {
		this.server = server;
	}

	/** Accepts connections and never says a word. */
	public static FaultyServer silent() {
		return accepting((server, socket) -> server.sockets.add(socket));
	}

	/** Accepts connections and closes them, as for a client that is not whitelisted. */
	public static FaultyServer closing() {
		return accepting((server, socket) -> socket.close());
	}

	/** Answers everything with PONG until it freezes. */
	public static FaultyServer ponging() {
		return accepting(FaultyServer::pong);
	}

	/** The same over TLS. */
	public static FaultyServer pongingOverTls(SSLContext context) {
		try {
			return accepting(new FaultyServer(
					context.getServerSocketFactory().createServerSocket(0, 100, InetAddress.getLoopbackAddress())),
					FaultyServer::pong);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Answers the first bytes with an error line, as a plain server does to TLS. */
	public static FaultyServer babbling() {
		return saying("-ERR unprocessable");
	}

	/** Answers the first bytes with a line of its own. */
	public static FaultyServer saying(String line) {
		return accepting((server, socket) -> {
			server.sockets.add(socket);
			socket.getInputStream().read();
			socket.getOutputStream().write((line + "\r\n\u0003").getBytes(StandardCharsets.US_ASCII));
		});
	}

	/** Lets clients hang in its full backlog. */
	public static FaultyServer notAccepting() {
		FaultyServer server = open(1);
		IntStream.range(0, 4).forEach((i) -> server.fillBacklog());
		return server;
	}

	/** A port at which nothing listens. */
	public static int closedPort() {
		try (FaultyServer server = open(1)) {
			return server.port();
		}
	}

	public int port() {
		return this.server.getLocalPort();
	}

	/** How many connections were accepted so far. */
	public int accepted() {
		return this.accepted.get();
	}

	/** From now on nothing is answered, as if the process were stopped. */
	public void freeze() {
		this.thawed = new CountDownLatch(1);
	}

	/** Answers what has come meanwhile, and goes on. */
	public void thaw() {
		this.thawed.countDown();
	}

	@Override
	public void close() {
		thaw();
		try {
			this.server.close();
			for (Socket socket : this.sockets) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void pong(Socket socket) throws IOException {
		this.sockets.add(socket);
		daemon(() -> {
			byte[] request = new byte[1024];
			for (int count; (count = socket.getInputStream().read(request)) >= 0;) {
				this.thawed.await();
				for (int i = 0; i < count; i++) {
					if (request[i] == TERMINATOR) {
						socket.getOutputStream().write(PONG);
					}
				}
			}
		});
	}

	private void fillBacklog() {
		try {
			Socket socket = new Socket();
			this.sockets.add(socket);
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 100);
		}
		catch (IOException ex) {
			// The backlog is full.
		}
	}

	private static FaultyServer accepting(Behaviour behaviour) {
		return accepting(open(100), behaviour);
	}

	private static FaultyServer accepting(FaultyServer server, Behaviour behaviour) {
		daemon(() -> {
			while (true) {
				Socket socket = server.server.accept();
				server.accepted.incrementAndGet();
				behaviour.serve(server, socket);
			}
		});
		return server;
	}

	private static FaultyServer open(int backlog) {
		try {
			return new FaultyServer(new ServerSocket(0, backlog, InetAddress.getLoopbackAddress()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void daemon(Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (IOException | InterruptedException ex) {
				// Closed: the end of this thread.
			}
		}, "faulty-server");
		thread.setDaemon(true);
		thread.start();
	}

	private interface Behaviour {

		void serve(FaultyServer server, Socket socket) throws IOException;

	}

	private interface Task {

		void run() throws IOException, InterruptedException;

	}

}
