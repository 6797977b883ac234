package io.zcached.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: holds the conversation and ends it. {@link #close()} may be
 * called from any thread; the rest belongs to the session's own.
 */
final class ClientSession implements Runnable, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ClientSession.class);

	/**
	 * For how long at most what a client still sends is read and dropped, so that it can
	 * read the last reply and not find the connection reset.
	 */
	private static final int LINGER_MILLIS = 50;

	private static final int LINGER_BYTES = 256 * 1024;

	private final Socket socket;

	private final Conversation conversation;

	private final Freeze freeze;

	private final Runnable afterwards;

	ClientSession(Socket socket, Conversation conversation, Freeze freeze, Runnable afterwards) {
		this.socket = socket;
		this.conversation = conversation;
		this.freeze = freeze;
		this.afterwards = afterwards;
	}

	@Override
	public void run() {
		try (this.socket) {
			this.socket.setTcpNoDelay(true);
			converse();
		}
		catch (IOException ex) {
			logger.debug("Connection of {} ended: {}", this.socket.getRemoteSocketAddress(), ex.getMessage());
		}
		finally {
			this.afterwards.run();
		}
	}

	private void converse() throws IOException {
		try {
			this.conversation.run(this.freeze.hold(this.socket.getInputStream()), this.socket.getOutputStream());
		}
		catch (ServerDeath ex) {
			logger.warn("Closed the connection of {}, as a real server would not have survived it or closed it: {}",
					this.socket.getRemoteSocketAddress(), ex.getMessage());
			this.socket.shutdownOutput();
			linger(this.socket.getInputStream());
		}
	}

	private void linger(InputStream in) throws SocketException {
		this.socket.setSoTimeout(LINGER_MILLIS);
		byte[] dropped = new byte[Conversation.READ_SIZE];
		long until = System.nanoTime() + LINGER_MILLIS * 1_000_000L;
		try {
			int total = 0;
			while (total < LINGER_BYTES && System.nanoTime() < until) {
				int count = in.read(dropped);
				if (count < 0) {
					return;
				}
				total += count;
			}
		}
		catch (IOException ex) {
			logger.trace("Lingered long enough", ex);
		}
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			logger.debug("Cannot close the connection of {}", this.socket.getRemoteSocketAddress(), ex);
		}
	}

}
