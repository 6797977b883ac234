package io.zcached.client.testsupport;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * A proxy between a client and a server on loopback that does with each link what a plan
 * says: steps for each direction, behind which bytes pass unchanged.
 */
public final class FaultProxy implements AutoCloseable {

	private static final int SMALL_BUFFER = 16 * 1024;

	private final ServerSocket listener;

	private final int target;

	private final IntFunction<FaultPlan> plans;

	private final AtomicLong forwarded = new AtomicLong();

	private final List<Link> links = new CopyOnWriteArrayList<>();

	/**
	 * Starts a proxy.
	 * @param target the server's port
	 * @param plans what happens to the link of an index, 0 for the first
	 */
	public FaultProxy(int target, IntFunction<FaultPlan> plans) {
		this.target = target;
		this.plans = plans;
		try {
			this.listener = new ServerSocket();
			this.listener.setReceiveBufferSize(SMALL_BUFFER);
			this.listener.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
		}
		catch (IOException ex) {
			throw new AssertionError("cannot listen", ex);
		}
		daemon(this::accept, "proxy-accept");
	}

	/**
	 * The port to connect to.
	 * @return the port
	 */
	public int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * How many links there have been.
	 * @return the number
	 */
	public int links() {
		return this.links.size();
	}

	/**
	 * How many bytes have been sent to clients.
	 * @return bytes of all links
	 */
	public long forwarded() {
		return this.forwarded.get();
	}

	/** Resets every link that is open. */
	public void breakAll() {
		this.links.forEach(Link::rst);
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		breakAll();
	}

	private void accept() {
		try {
			while (true) {
				Socket client = this.listener.accept();
				FaultPlan plan = this.plans.apply(this.links.size());
				Socket server;
				try {
					server = new Socket(InetAddress.getLoopbackAddress(), this.target);
				}
				catch (IOException ex) {
					client.close();
					continue;
				}
				client.setTcpNoDelay(true);
				server.setTcpNoDelay(true);
				Link link = new Link(client, server, new CountDownLatch(1));
				this.links.add(link);
				if (this.listener.isClosed()) {
					link.rst();
				}
				daemon(() -> new Pump(link, client, server, new AtomicLong()).run(plan.toServer()), "proxy-to-server");
				daemon(() -> new Pump(link, server, client, this.forwarded).run(plan.toClient()), "proxy-to-client");
			}
		}
		catch (IOException ex) {
			// The proxy was closed.
		}
	}

	private static void daemon(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
	}

	private record Link(Socket client, Socket server, CountDownLatch closed) {

		void rst() {
			this.closed.countDown();
			for (Socket socket : List.of(this.client, this.server)) {
				try {
					socket.setSoLinger(true, 0);
					socket.close();
				}
				catch (IOException ex) {
					// It is closed already.
				}
			}
		}

	}

	/** One direction of one link. */
	public static final class Pump {

		private final Link link;

		private final Socket from;

		private final Socket to;

		private final AtomicLong counter;

		private Pump(Link link, Socket from, Socket to, AtomicLong counter) {
			this.counter = counter;
			this.link = link;
			this.from = from;
			this.to = to;
		}

		byte[] read(int count) throws IOException {
			return this.from.getInputStream().readNBytes(count);
		}

		/** Reads what is there, at least one byte. */
		byte[] readSome(int most) throws IOException {
			byte[] bytes = new byte[most];
			int count = this.from.getInputStream().read(bytes);
			if (count < 0) {
				throw new EOFException("the sender has closed");
			}
			return java.util.Arrays.copyOf(bytes, count);
		}

		void write(byte[] bytes) throws IOException {
			this.to.getOutputStream().write(bytes);
			this.counter.addAndGet(bytes.length);
		}

		void fin() throws IOException {
			this.to.shutdownOutput();
		}

		void rst() {
			this.link.rst();
		}

		void awaitClose() throws InterruptedException {
			this.link.closed().await();
		}

		private void finQuietly() {
			try {
				fin();
			}
			catch (IOException ex) {
				this.link.rst();
			}
		}

		private void run(List<FaultStep> steps) {
			try {
				for (FaultStep step : steps) {
					if (!step.apply(this)) {
						return;
					}
				}
				while (true) {
					write(readSome(SMALL_BUFFER));
				}
			}
			catch (EOFException ex) {
				finQuietly();
			}
			catch (IOException | InterruptedException ex) {
				this.link.rst();
			}
		}

	}

}
