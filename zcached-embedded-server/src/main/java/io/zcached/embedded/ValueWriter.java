package io.zcached.embedded;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes values as both dialects answer them; the terminator is not its business.
 */
final class ValueWriter {

	private ValueWriter() {
	}

	static void write(Value value, ByteArrayOutputStream out) {
		if (value instanceof Value.Text text) {
			writeText(text.content(), out);
		}
		else if (value instanceof Value.SimpleText text) {
			out.write('+');
			text.content().appendTo(out);
			endLine(out);
		}
		else if (value instanceof Value.Int integer) {
			line(":" + integer.number(), out);
		}
		else if (value instanceof Value.Real real) {
			line("," + PlainDecimals.format(real.number()), out);
		}
		else if (value instanceof Value.Bool bool) {
			line(bool.truth() ? "#t" : "#f", out);
		}
		else if (value instanceof Value.Null) {
			line("_", out);
		}
		else if (value instanceof Value.Mapping map) {
			line("%" + map.entries().size(), out);
			map.entries().forEach((key, item) -> {
				writeText(key, out);
				write(item, out);
			});
		}
		else if (value instanceof Value.Array array) {
			writeItems('*', array.items(), out);
		}
		else if (value instanceof Value.OrderedSet set) {
			writeItems('/', set.items(), out);
		}
		else if (value instanceof Value.UnorderedSet set) {
			writeItems('~', set.items(), out);
		}
		else {
			throw new IllegalStateException("Errors are neither stored nor answered as values");
		}
	}

	/**
	 * Writes ASCII text and the end of the line.
	 */
	static void line(String text, ByteArrayOutputStream out) {
		out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
		endLine(out);
	}

	/**
	 * Writes a line of ASCII text with raw bytes in its midst.
	 */
	static void quote(String before, Bytes quoted, String after, ByteArrayOutputStream out) {
		out.writeBytes(before.getBytes(StandardCharsets.US_ASCII));
		quoted.appendTo(out);
		line(after, out);
	}

	private static void writeText(Bytes text, ByteArrayOutputStream out) {
		line("$" + text.length(), out);
		text.appendTo(out);
		endLine(out);
	}

	private static void writeItems(char type, List<Value> items, ByteArrayOutputStream out) {
		line(type + Integer.toString(items.size()), out);
		for (Value item : items) {
			write(item, out);
		}
	}

	private static void endLine(ByteArrayOutputStream out) {
		out.write('\r');
		out.write('\n');
	}

}
