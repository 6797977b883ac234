package io.zcached.client.testsupport;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * One request as a server received it. Bytes are kept as Latin-1 text.
 *
 * @param raw the whole frame, without its terminator
 * @param elements its encoded elements, the command's name first
 */
public record Frame(String raw, List<String> elements) {

	/**
	 * The command.
	 * @return its name, in upper case
	 */
	public String name() {
		return text(0).toUpperCase(Locale.ROOT);
	}

	/**
	 * The text of an element that is a string.
	 * @param index the element's index, 0 for the command's name
	 * @return the text
	 */
	public String text(int index) {
		String element = this.elements.get(index);
		String latin = element.substring(element.indexOf('\n') + 1, element.length() - 2);
		return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
	}

	/**
	 * How many bytes it had.
	 * @return bytes, without the terminator
	 */
	public int length() {
		return this.raw.length();
	}

	@Override
	public String toString() {
		return this.elements.stream().limit(2).map((element) -> element.replace("\r\n", " ")).toList().toString();
	}

}
