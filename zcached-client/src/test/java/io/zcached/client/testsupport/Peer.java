package io.zcached.client.testsupport;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import io.zcached.client.protocol.Dialect;

/**
 * The server's end of one connection. Bytes are written as Latin-1 text. Sending and
 * breaking may be done from any thread, reading from the script's.
 */
public final class Peer implements AutoCloseable {

	private final Socket socket;

	private final Dialect dialect;

	private final int index;

	private final List<Frame> frames = new CopyOnWriteArrayList<>();

	private final CountDownLatch closed = new CountDownLatch(1);

	private final FrameReader reader;

	private final InputStream in;

	Peer(Socket socket, Dialect dialect, int index) throws IOException {
		this.socket = socket;
		this.dialect = dialect;
		this.index = index;
		this.in = new BufferedInputStream(socket.getInputStream());
		this.reader = new FrameReader(this.in, dialect.hasTerminator());
	}

	/**
	 * Which connection of the server this is.
	 * @return 0 for the first
	 */
	public int index() {
		return this.index;
	}

	/**
	 * Reads a request.
	 * @return the request, {@code null} when the client has closed
	 * @throws IOException if the connection breaks
	 */
	public Frame frame() throws IOException {
		Frame frame = this.reader.next();
		if (frame != null) {
			this.frames.add(frame);
		}
		return frame;
	}

	/**
	 * The requests that have come, PINGs included.
	 * @return all of them
	 */
	public List<Frame> frames() {
		return this.frames;
	}

	/**
	 * Bytes of a request that broke off.
	 * @return how many
	 */
	public int torn() {
		return this.reader.torn();
	}

	/**
	 * Answers the first PING; of a client that finds the dialect out, an unterminated
	 * server gets two, and the second comes as a normal request.
	 * @throws IOException if the connection breaks
	 */
	public void handshake() throws IOException {
		frame();
		reply("+PONG\r\n");
	}

	/**
	 * Sends a reply.
	 * @param value one encoded value or error; the dialect's terminator is added
	 * @throws IOException if the connection breaks
	 */
	public void reply(String value) throws IOException {
		send(this.dialect.hasTerminator() ? value + '\u0003' : value);
	}

	/**
	 * Sends bytes.
	 * @param bytes the bytes as Latin-1 text
	 * @throws IOException if the connection breaks
	 */
	public void send(String bytes) throws IOException {
		this.socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
	}

	/**
	 * Reads until the client closes, whatever it sends.
	 * @throws IOException if the connection breaks
	 */
	public void drain() throws IOException {
		this.in.transferTo(java.io.OutputStream.nullOutputStream());
	}

	/**
	 * Waits until the connection is closed at this end.
	 * @throws InterruptedException if interrupted
	 */
	public void awaitServerClose() throws InterruptedException {
		this.closed.await();
	}

	/**
	 * Ends the outgoing stream; the incoming goes on.
	 * @throws IOException if the connection breaks
	 */
	public void fin() throws IOException {
		this.socket.shutdownOutput();
	}

	/**
	 * Resets the connection.
	 * @throws IOException if that cannot be done
	 */
	public void rst() throws IOException {
		this.socket.setSoLinger(true, 0);
		close();
	}

	/**
	 * The socket.
	 * @return the socket
	 */
	public Socket socket() {
		return this.socket;
	}

	@Override
	public void close() throws IOException {
		this.closed.countDown();
		this.socket.close();
	}

}
