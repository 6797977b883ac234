package io.zcached.embedded;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Bytes as readable text: printable ASCII as it is, everything else as {@code \r},
 * {@code \n}, <code>&#92;xNN</code>, {@code \\}.
 */
final class Wire {

	private Wire() {
	}

	/**
	 * Reads the escapes; in addition {@code |} stands for the end of a line.
	 */
	static byte[] lines(String text) {
		return bytes(text.replace("|", "\\r\\n"));
	}

	static byte[] bytes(String text) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (int i = 0; i < text.length(); i++) {
			char current = text.charAt(i);
			if (current != '\\') {
				out.write(current);
				continue;
			}
			char escape = text.charAt(++i);
			switch (escape) {
				case 'r' -> out.write('\r');
				case 'n' -> out.write('\n');
				case '\\' -> out.write('\\');
				case 'x' -> {
					out.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
					i += 2;
				}
				default -> throw new IllegalArgumentException("No such escape: " + escape);
			}
		}
		return out.toByteArray();
	}

	static String text(byte[] bytes) {
		StringBuilder text = new StringBuilder();
		for (char current : new String(bytes, StandardCharsets.ISO_8859_1).toCharArray()) {
			switch (current) {
				case '\r' -> text.append("\\r");
				case '\n' -> text.append("\\n");
				case '\\' -> text.append("\\\\");
				default -> text.append((current >= 0x20 && current < 0x7F) ? String.valueOf(current)
						: String.format("\\x%02x", (int) current));
			}
		}
		return text.toString();
	}

}
