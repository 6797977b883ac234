package io.zcached.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import io.zcached.client.protocol.Dialect;

/**
 * What goes on between the server and one client, from the first byte to the end of the
 * stream: it finds the requests among the bytes, and sends the replies.
 */
interface Conversation {

	/** How many bytes a server asks for at a time. */
	int READ_SIZE = 4096;

	/** How many bytes a server gathers without finding a request in them. */
	int MAX_GATHERED = 10 * 1024 * 1024;

	/**
	 * Answers until the client has no more to say.
	 * @throws IOException if the connection breaks, or is closed by another thread
	 * @throws ServerDeath if a real server would not survive it, or close the connection
	 */
	void run(InputStream in, OutputStream out) throws IOException;

	static Conversation of(Dialect dialect, Database database) {
		RequestProcessor processor = new RequestProcessor(dialect, database);
		return dialect.hasTerminator() ? new TerminatedConversation(processor)
				: new UnterminatedConversation(processor);
	}

}
