package io.zcached.client.transport;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * What a channel needs of a socket, and the seam at which tests break it. One thread may
 * write while another reads; anybody may close.
 */
public interface Wire {

	/**
	 * Writes all bytes; may block until the peer reads, with no limit but
	 * {@link #close()}.
	 * @param bytes where the bytes are
	 * @param from index of the first
	 * @param count how many
	 * @throws IOException if the socket is broken or closed
	 */
	void write(byte[] bytes, int from, int count) throws IOException;

	/**
	 * Reads what is there, at least one byte.
	 * @param bytes where to put it
	 * @param from index for the first byte
	 * @param count how many bytes fit
	 * @param limit the longest wait in nanoseconds, 0 for none but {@link #close()}
	 * @return how many bytes were read, -1 at the end of the stream
	 * @throws SocketTimeoutException if nothing came within the limit
	 * @throws IOException if the socket is broken or closed
	 */
	int read(byte[] bytes, int from, int count, long limit) throws IOException;

	/**
	 * Whether {@link #read} keeps to its limit whatever the peer does. Under TLS it does
	 * not: it waits for a whole record.
	 * @return whether it does
	 */
	boolean boundsReads();

	/**
	 * How many bytes have arrived; does not tell whether the peer is alive. Under TLS
	 * they may hold nothing for the reader, such as a session ticket.
	 * @return the number of bytes
	 * @throws IOException if the socket is closed
	 */
	int available() throws IOException;

	/**
	 * Asks the kernel to acknowledge what has arrived at once. A zcached server writes in
	 * pieces of 4096 bytes under Nagle's algorithm, and would hold the next piece back
	 * for 44 ms.
	 */
	void acknowledge();

	/**
	 * Closes at once, whoever is reading or writing, who then fail. Never blocks.
	 */
	void close();

	/**
	 * The socket underneath.
	 * @return the socket, {@code null} if this is no socket
	 */
	@Nullable Socket socket();

}
