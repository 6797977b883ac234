package io.zcached.embedded;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A reply with the elements of its collections sorted, so that two replies in different
 * hash orders become the same text.
 */
final class CanonicalReply {

	private final String reply;

	private int position;

	private CanonicalReply(String reply) {
		this.reply = reply;
	}

	static String of(byte[] reply) {
		CanonicalReply reader = new CanonicalReply(new String(reply, StandardCharsets.ISO_8859_1));
		String value = reader.read();
		return value + " then " + Wire.text(reply).substring(Wire.text(reply).length() - 4);
	}

	private String read() {
		String line = line();
		return switch (line.charAt(0)) {
			case '$' -> "$" + line();
			case '%' -> collection(line, 2);
			case '*', '~', '/' -> collection(line, 1);
			default -> line;
		};
	}

	private String collection(String header, int parts) {
		List<String> elements = new ArrayList<>();
		for (int i = Integer.parseInt(header.substring(1)); i > 0; i--) {
			elements.add((parts == 2) ? read() + "=" + read() : read());
		}
		elements.sort(null);
		return header.charAt(0) + elements.toString();
	}

	private String line() {
		int end = this.reply.indexOf("\r\n", this.position);
		String line = this.reply.substring(this.position, end);
		this.position = end + 2;
		return line;
	}

}
