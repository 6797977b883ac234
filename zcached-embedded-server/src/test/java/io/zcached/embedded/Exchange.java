package io.zcached.embedded;

import java.io.ByteArrayOutputStream;

import io.zcached.client.protocol.Dialect;

/**
 * A server without a socket: one request in, one reply out, both as text of
 * {@link Wire#lines}. The terminator is added and taken away.
 */
final class Exchange {

	private final Dialect dialect;

	private final RequestProcessor processor;

	Exchange(Dialect dialect) {
		this.dialect = dialect;
		this.processor = new RequestProcessor(dialect, new Database());
	}

	String send(String request) {
		byte[] bytes = Wire.lines(request);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		this.processor.process(bytes, 0, bytes.length, out);
		String reply = Wire.text(out.toByteArray()).replace("\\r\\n", "|");
		if (!this.dialect.hasTerminator()) {
			return reply;
		}
		if (!reply.endsWith("\\x03")) {
			throw new AssertionError("No terminator behind " + reply);
		}
		return reply.substring(0, reply.length() - 4);
	}

	/**
	 * Sends a command of words, each as a string.
	 */
	String command(String... words) {
		StringBuilder request = new StringBuilder("*" + words.length + "|");
		for (String word : words) {
			request.append('$').append(Wire.bytes(word).length).append('|').append(word).append('|');
		}
		return send(request.toString());
	}

	/**
	 * Stores a value, and answers what GET then gives; or what SET answered, if that was
	 * an error.
	 */
	String stored(String value) {
		String reply = send("*3|$3|SET|$1|q|" + value);
		return reply.equals("+OK|") ? command("GET", "q") : reply;
	}

}
