package io.zcached.client.testsupport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.zcached.client.protocol.Dialect;

/**
 * A server on a real loopback socket that does with each connection what its script says,
 * and remembers what it received.
 *
 * <pre>{@code
 * try (ScriptedServer server = ScriptedServer.start(Script.always("$5\r\nvalue\r\n"))) {
 * 	Connection connection = new Connection("127.0.0.1", server.port());
 * 	...
 * }
 * }</pre>
 */
public final class ScriptedServer implements AutoCloseable {

	private final ServerSocket listener;

	private final Dialect dialect;

	private final Script script;

	private final List<Peer> peers = new CopyOnWriteArrayList<>();

	private final List<Socket> fillers = new ArrayList<>();

	private ScriptedServer(ServerSocket listener, Dialect dialect, Script script) {
		this.listener = listener;
		this.dialect = dialect;
		this.script = script;
	}

	/**
	 * Starts a terminated server.
	 * @param script what it does with each connection
	 * @return the server
	 */
	public static ScriptedServer start(Script script) {
		return start(Dialect.TERMINATED, script);
	}

	/**
	 * Starts a server.
	 * @param dialect which frames it reads, and how it ends replies
	 * @param script what it does with each connection
	 * @return the server
	 */
	public static ScriptedServer start(Dialect dialect, Script script) {
		return start(0, dialect, script);
	}

	/**
	 * Starts a server on a certain port, as one that comes back does.
	 * @param port the port, 0 for a free one
	 * @param dialect which frames it reads, and how it ends replies
	 * @param script what it does with each connection
	 * @return the server
	 */
	public static ScriptedServer start(int port, Dialect dialect, Script script) {
		try {
			return start(new ServerSocket(port, 512, InetAddress.getLoopbackAddress()), dialect, script);
		}
		catch (IOException ex) {
			throw new AssertionError("cannot listen on port " + port, ex);
		}
	}

	/**
	 * Starts a server on a listening socket, such as one that speaks TLS.
	 * @param listener the socket
	 * @param dialect which frames it reads, and how it ends replies
	 * @param script what it does with each connection
	 * @return the server
	 */
	public static ScriptedServer start(ServerSocket listener, Dialect dialect, Script script) {
		ScriptedServer server = new ScriptedServer(listener, dialect, script);
		daemon(server::accept, "scripted-accept");
		return server;
	}

	/**
	 * A black hole: its backlog is full and nobody accepts, so that the kernel drops what
	 * would connect.
	 * @return the server
	 */
	public static ScriptedServer startNeverAccepting() {
		try {
			ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
			ScriptedServer server = new ScriptedServer(listener, Dialect.TERMINATED, Script.silent());
			for (int i = 0; i < 2; i++) {
				Socket filler = new Socket();
				server.fillers.add(filler);
				filler.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()), 1000);
			}
			return server;
		}
		catch (IOException ex) {
			throw new AssertionError("cannot make a black hole", ex);
		}
	}

	/**
	 * The port.
	 * @return the port
	 */
	public int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * How many connections have been accepted.
	 * @return the number
	 */
	public int accepted() {
		return this.peers.size();
	}

	/**
	 * Waits for a connection.
	 * @param index 0 for the first
	 * @return the server's end of it
	 */
	public Peer peer(int index) {
		Await.until("connection " + index + " is accepted", () -> this.peers.size() > index);
		return this.peers.get(index);
	}

	/**
	 * The requests of all connections, but for PINGs.
	 * @return the requests, connection by connection
	 */
	public List<Frame> frames() {
		return this.peers.stream()
			.flatMap((peer) -> peer.frames().stream())
			.filter((frame) -> !frame.name().equals("PING"))
			.toList();
	}

	/** Stops listening and resets every connection, as a killed server does. */
	@Override
	public void close() {
		try {
			this.listener.close();
			for (Socket filler : this.fillers) {
				filler.close();
			}
			for (Peer peer : this.peers) {
				peer.rst();
			}
		}
		catch (IOException ex) {
			// What cannot be closed is as good as closed.
		}
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.listener.accept();
				socket.setTcpNoDelay(true);
				Peer peer = new Peer(socket, this.dialect, this.peers.size());
				this.peers.add(peer);
				daemon(() -> play(peer), "scripted-" + peer.index());
				if (this.listener.isClosed()) {
					peer.rst();
				}
			}
		}
		catch (IOException ex) {
			// The server was closed.
		}
	}

	private void play(Peer peer) {
		try (peer) {
			this.script.run(peer);
		}
		catch (Exception ex) {
			// The connection broke, which ends its script.
		}
	}

	private static void daemon(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
	}

}
